"""Citations equal what citeproc-js makes of the same works, in every style and script."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whrin.kit.text import clean_line
from whrin.library.citations.citing import citations_of, first_citation_of
from whrin.library.citations.item import item_of
from whrin.library.citations.punctuation import CLOSE
from whrin.library.citations.rendering import render
from whrin.library.citations.styles import offered, style_of
from whrin.library.enums import Kind
from whrin.library.mapping import types_of
from whrin.library.models import Contribution, LanguageVersion, Link, Work

GOLDEN = Path(__file__).parent / "golden"
WORKS = json.loads((GOLDEN / "works.json").read_text(encoding="utf-8"))
CITATIONS = json.loads((GOLDEN / "citations.json").read_text(encoding="utf-8"))


def cases() -> Iterator[tuple[str, str]]:
    return ((style, locale) for style, found in CITATIONS.items() for locale in found)


@pytest.mark.parametrize(("style", "locale"), cases())
def test_every_citation_is_as_citeproc_js_writes_it(style: str, locale: str) -> None:
    expected = CITATIONS[style][locale]
    assert {work["id"]: render(style_of(style, locale), work) for work in WORKS} == expected


def test_the_golden_set_covers_every_style_offered_and_every_kind_of_work() -> None:
    assert len(offered()) == 12
    assert [style.file for style in offered()] == list(CITATIONS)
    assert {work["type"] for work in WORKS} >= {types_of(kind).csl for kind in Kind}
    assert all(len(found) == len(WORKS) for one in CITATIONS.values() for found in one.values())


@pytest.fixture
def work(db: None) -> Work:
    work = Work.objects.create(
        slug="guide", kind="report", original_language="en", year=2021, publisher="Example House"
    )
    LanguageVersion.objects.create(work=work, language="en", title="Women & care")
    return work


def people(work: Work, *names: dict[str, str]) -> None:
    for position, name in enumerate(names):
        Contribution.objects.create(work=work, position=position, **name)


def item(work: Work) -> dict[str, Any]:
    return item_of(work, work.versions.get())


def test_names_in_scripts_without_capitals_are_cited_whole(work: Work) -> None:
    people(
        work,
        {"family": "ใจดี", "given": "สมหญิง"},
        {"family": "王", "given": "小明"},
        {"family": "حسن", "given": "ليلى"},
        {"family": "Иванова", "given": "Анна"},
    )
    assert item(work)["author"] == [
        {"literal": "สมหญิง ใจดี"},
        {"literal": "王小明"},
        {"literal": "ليلى حسن"},
        {"family": "Иванова", "given": "Анна"},
    ]


def test_a_work_is_cited_by_the_address_it_is_read_at_else_by_ours(work: Work) -> None:
    assert item(work)["URL"] == "http://localhost:8000/en/library/guide/en/"
    Link.objects.create(version=work.versions.get(), address="https://publisher.example/guide")
    assert item(work)["URL"] == "https://publisher.example/guide"


def test_a_genre_that_every_style_shows_by_itself_is_left_out(work: Work) -> None:
    work.kind, work.genre = "chapter", "Book chapter"
    assert "genre" not in item(work)
    work.genre = "Foreword"
    assert item(work)["genre"] == "Foreword"


def test_a_reader_gets_the_words_of_her_language_and_no_number_of_a_list(work: Work) -> None:
    Link.objects.create(version=work.versions.get(), address="https://publisher.example/guide")
    version = work.versions.get()
    found = {one.style: one.text for one in citations_of(work, version, "es")}
    address = "https://publisher.example/guide"
    assert found["Harvard (Cite Them Right)"] == (
        f"Women & care (2021). Report. Example House. Disponible en: {address}."
    )
    assert found["IEEE"].startswith("«Women & care»")
    assert first_citation_of(work, version, "es").text == (
        f"Women & care. (2021). [Report]. Example House. {address}"
    )


def test_a_changed_title_is_cited_at_once(work: Work) -> None:
    version = work.versions.get()
    first_citation_of(work, version, "en")
    version.title = "Women and more care"
    assert first_citation_of(work, version, "en").text.startswith("Women and more care.")


def test_a_citation_does_not_mix_words_that_run_both_ways(work: Work) -> None:
    work.year = None
    arabic = LanguageVersion.objects.create(work=work, language="ar", title="دليل")
    assert "(n.d.)" in first_citation_of(work, work.versions.get(language="en"), "ar").text
    assert "(د.ت)" in first_citation_of(work, arabic, "en").text


WORDS = st.text(max_size=40).map(clean_line).filter(bool)


@settings(max_examples=60, deadline=None)
@given(
    title=WORDS, family=WORDS, given_names=WORDS, pages=WORDS, language=st.sampled_from(["en", "th", "tr"])
)
def test_no_words_break_a_citation(
    title: str, family: str, given_names: str, pages: str, language: str
) -> None:
    record = {
        "id": "any",
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": given_names}, {"literal": family}],
        "page": pages,
        "language": language,
    }
    for style in offered():
        assert CLOSE not in render(style_of(style.file, style.locale or "en-US"), record)
