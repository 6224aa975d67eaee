import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from whrin.design.dates import parse_partial
from whrin.design.pages import page_links


def shown(source: str, language: str = "en", **context: object) -> str:
    with translation.override(language):
        return Template("{% load design %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [
        (0, "en", "0 bytes"),
        (999, "en", "999 bytes"),
        (480_000, "en", "480 kB"),
        (999_499, "en", "999 kB"),
        (999_500, "en", "1 MB"),
        (1_240_000, "en", "1.2 MB"),
    ],
)
def test_sizes_are_read_at_a_glance(size: int, language: str, words: str) -> None:
    assert shown("{% file_size size %}", language, size=size) == words


def test_sizes_have_the_readers_own_separator() -> None:
    assert "1,2" in shown("{% file_size size %}", "fr", size=1_240_000)


def test_numbers_have_the_readers_own_separator() -> None:
    assert shown("{% number n %}", "en", n=12345) == "12,345"
    assert shown("{% number n %}", "pt", n=12345) == "12.345"
    assert shown("{% number n %}", "ar", n=999) == "999"


@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("2021-12-07", "en", "7 December 2021"),
        ("2021-12", "en", "December 2021"),
        ("2021", "en", "2021"),
        ("2021-12-07", "es", "7 de diciembre de 2021"),
        ("2021-12", "ru", "декабрь 2021\u202fг."),
        ("2021", "ar", "2021"),
        ("about 1990", "en", "about 1990"),
    ],
)
def test_dates_are_no_more_precise_than_they_are_known(written: str, language: str, words: str) -> None:
    assert shown("{% partial_date written %}", language, written=written) == words


@pytest.mark.parametrize("written", ["", "2021-13", "2021-02-30", "2021-1-1-1", "99999", "x", "2021--"])
def test_what_is_no_date_is_not_taken_for_one(written: str) -> None:
    assert parse_partial(written) is None


def test_languages_are_named_in_the_readers_language_and_in_their_own() -> None:
    assert shown("{% language_name 'ru' %}", "fr") == "russe"
    assert shown("{% own_language_name 'ar' %}") == '<span lang="ar" dir="rtl">العربية</span>'


def test_a_link_changes_one_parameter_and_keeps_the_rest(rf: RequestFactory) -> None:
    request = rf.get("/en/library/?q=a+%26+b&page=3")
    assert shown("{% query_with sort='added' page=None %}", request=request) == "?q=a+%26+b&amp;sort=added"


def test_pages_far_apart_have_a_gap_between_them() -> None:
    pages = page_links(5, 9, lambda number: f"?page={number}")
    assert [(link.number, link.is_gap) for link in pages.links] == [
        (1, False),
        (3, True),
        (4, False),
        (5, False),
        (6, False),
        (8, True),
        (9, False),
    ]
    assert (pages.previous, pages.next) == ("?page=4", "?page=6")


def test_the_first_and_the_last_page_lead_only_inwards() -> None:
    assert page_links(1, 2, str).previous == ""
    assert page_links(2, 2, str).next == ""
    assert shown("{% pagination 1 1 %}", request=RequestFactory().get("/")).strip() == ""
