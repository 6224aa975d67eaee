import time

import brotli
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.models import Licence, Work
from whrin.places.models import Country
from whrin.search.actions import refresh
from whrin.topics.models import Topic

HTML = '<script>alert("1")</script>'


def read(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("asked", "title", "language", "direction"),
    [
        ("คู่มือ", "คู่มือการลดอันตรายสำหรับผู้หญิง", "th", "ltr"),
        ("للنساء", "دليل الحد من الضرر للنساء", "ar", "rtl"),
        ("женщина", "Снижение вреда для женщин", "ru", "ltr"),
        ("महिला", "महिलाका लागि हानि न्यूनीकरण", "ne", "ltr"),
        ("shelters", "A shelter for women", "en", "ltr"),
    ],
)
def test_a_visitor_finds_a_work_in_its_script(
    reader: Client, shelve: Shelve, asked: str, title: str, language: str, direction: str
) -> None:
    shelve("wanted", **{language: title})
    shelve("other", en="Something else entirely")
    page = read(reader, f"/en/library/?q={asked}")
    assert f'href="/en/library/wanted/{language}/" lang="{language}" dir="{direction}"' in page
    assert "<mark>" in page
    assert "/library/other/" not in page


def test_a_reader_is_shown_the_version_in_whose_language_she_asked(reader: Client, shelve: Shelve) -> None:
    shelve("both", en="Harm reduction for women", ru="Снижение вреда для женщин")
    assert "/library/both/ru/" in read(reader, "/en/library/?q=женщин")
    assert "/library/both/en/" in read(reader, "/en/library/?q=women")
    assert "/library/both/ru/" in read(reader, "/ru/library/")
    assert "/library/both/en/" in read(reader, "/ar/library/?language=en")


def test_filters_have_true_counts_and_can_be_taken_back(reader: Client, shelve: Shelve) -> None:
    shelve("one", ru="Первая", kind="brief", year=2020)
    shelve("two", en="Second", kind="brief", year=2021)
    shelve("three", en="Third", kind="toolkit", year=2021)
    page = read(reader, "/en/library/")
    assert "3 resources" in page
    assert '<a href="/en/library/?kind=brief"><bdi>Brief</bdi><small>2</small></a>' in page
    assert '<a href="/en/library/?language=ru"><bdi>Russian</bdi><small>1</small></a>' in page
    narrowed = read(reader, "/en/library/?kind=brief&year=2021")
    assert "1 resource<" in narrowed.replace("\n", "<")
    assert "/library/two/" in narrowed
    assert 'class="tag" href="/en/library/?year=2021"' in narrowed
    assert 'class="tag" href="/en/library/?kind=brief"' in narrowed


def test_filters_speak_the_readers_language(reader: Client, shelve: Shelve, violence: Topic) -> None:
    work = shelve("one", ru="Первая", licence=Licence.objects.create(code="LicenseRef-own", name="Ask us"))
    work.topics.add(violence)
    work.countries.add(Country.objects.get_or_create(code="KE")[0])
    refresh(shelf="library", keys=["one"])
    page = read(reader, "/ru/library/")
    for words in ("Насилие", "Русский", "Кения", "Ask us"):
        assert f"<bdi>{words}</bdi>" in page


def test_choices_that_leave_nothing_say_what_to_do(reader: Client, shelve: Shelve) -> None:
    shelve("one", en="First", kind="brief")
    page = read(reader, "/en/library/?kind=toolkit&country=ZZ&topic=nothing&q=first")
    assert "Nothing found" in page
    assert "Remove a filter above" in page
    assert 'href="/en/library/"' in page


def test_a_misspelt_word_is_answered_with_a_better_one(reader: Client, shelve: Shelve) -> None:
    for number in range(4):
        shelve(f"v{number}", en=f"Violence and shelter {number}")
    page = read(reader, "/en/library/?q=violense")
    assert 'href="/en/library/?q=violence"' in page


def test_nothing_that_anyone_wrote_becomes_markup(reader: Client, shelve: Shelve, attach: Attach) -> None:
    work = shelve("evil", en=f"{HTML} women", publisher=HTML, genre=HTML, abstracts={"en": f'women " {HTML}'})
    attach(work, b"x", name=f"{HTML}.pdf")
    for address in ("/en/library/", "/en/library/?q=women", f"/en/library/?q={HTML}&publisher={HTML}"):
        page = read(reader, address)
        assert "<script>alert" not in page
        assert 'value="<' not in page


def test_a_disguised_title_cannot_turn_the_page_around(reader: Client, shelve: Shelve) -> None:
    shelve("turned", ar="دليل", publisher="ناشر")
    page = read(reader, "/en/library/")
    assert '<a href="/en/library/turned/ar/" lang="ar" dir="rtl">' in page
    assert "<bdi>ناشر</bdi>" in page


@pytest.mark.parametrize("page", ["0", "x", "-3", "%00", "9" * 40])
def test_a_page_that_is_no_number_shows_the_first(reader: Client, shelve: Shelve, page: str) -> None:
    shelve("one")
    assert "/library/one/" in read(reader, f"/en/library/?page={page}")


def test_a_page_beyond_the_last_is_not_found(reader: Client, shelve: Shelve) -> None:
    shelve("one")
    for page in ("2", "999999"):
        response = reader.get(f"/ar/library/?page={page}")
        assert response.status_code == 404
        assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_long_lists_have_pages_that_keep_what_was_asked(reader: Client, shelve: Shelve) -> None:
    for number in range(21):
        shelve(f"w{number:02}", en=f"Women {number}", kind="brief")
    page = read(reader, "/en/library/?q=women&kind=brief")
    assert 'rel="next" href="/en/library/?q=women&amp;kind=brief&amp;page=2"' in page
    second = read(reader, "/en/library/?q=women&kind=brief&page=2")
    assert 'rel="prev" href="/en/library/?q=women&amp;kind=brief"' in second


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_list_can_only_be_read(reader: Client, shelve: Shelve, method: str) -> None:
    shelve("one")
    response = getattr(reader, method)("/en/library/")
    assert response.status_code == 405
    assert Work.objects.count() == 1


def test_search_engines_are_led_to_the_plain_list(reader: Client, shelve: Shelve) -> None:
    shelve("one", kind="brief")
    assert 'name="robots"' not in read(reader, "/en/library/")
    filtered = read(reader, "/en/library/?kind=brief&utm_source=x")
    assert '<meta name="robots" content="noindex, follow">' in filtered
    assert 'rel="canonical" href="http://localhost:8000/en/library/?kind=brief"' in filtered


def test_a_facet_with_many_values_has_a_page_of_its_own(reader: Client, shelve: Shelve) -> None:
    for number in range(17):
        shelve(f"w{number}", year=2001 + number)
    page = read(reader, "/en/library/")
    assert 'href="/en/library/?facet=year"' in page
    assert "<bdi>2017</bdi>" in page
    assert "<bdi>2001</bdi><small>" not in page
    whole = read(reader, "/en/library/?facet=year")
    assert all(f"<bdi>{2001 + number}</bdi>" in whole for number in range(17))


def test_what_the_network_published_itself_is_told_apart(reader: Client, shelve: Shelve) -> None:
    shelve("ours", publisher_kind="network")
    shelve("theirs")
    assert "<bdi>The network</bdi><small>1</small>" in read(reader, "/en/library/")
    assert "/library/theirs/" not in read(reader, "/en/library/?publisher=network")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_the_same_few_questions_of_any_length(
    reader: Client,
    shelve: Shelve,
    violence: Topic,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for number in range(rows):
        shelve(f"w{number}", en=f"Women {number}").topics.add(violence)
        refresh(shelf="library", keys=[f"w{number}"])
    read(reader, "/en/library/")
    with django_assert_num_queries(QUERIES):
        read(reader, "/en/library/")


QUERIES = 2


def test_a_list_page_is_light_in_bytes_and_work(reader: Client, shelve: Shelve, violence: Topic) -> None:
    for number in range(25):
        shelve(f"w{number}", en=f"Women and shelter {number}", publisher=f"P {number}", year=2000 + number)
    address = "/en/library/?q=women"
    body = read(reader, address).encode()
    assert len(brotli.compress(body, quality=5)) <= 11_000
    spent = []
    for _turn in range(9):
        before = time.process_time()
        read(reader, address)
        spent.append(time.process_time() - before)
    # The promise is 10 ms on an idle core; shared runners are slower, and only a blow-up may fail here.
    assert min(spent) <= 0.05
