"""The page number of what the search found in the full text."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.enums import Extraction

TEXT = "A first page about other things.\fHere <naloxone> is told of.\fAnd naloxone again."


def found(reader: Client, query: str) -> str:
    response = reader.get("/en/library/", {"q": query})
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_hit_in_the_full_text_shows_its_page_and_leads_there(
    reader: Client, shelve: Shelve, attach: Attach
) -> None:
    stored = attach(shelve("guide", en="A guide"), b"x", text=TEXT, extraction=Extraction.DONE)
    page = found(reader, "naloxone")
    address = f"/en/library/guide/read/{stored.pk}/?page=2"
    assert f'href="{address}">Page 2</a>' in page
    assert "&lt;<mark>naloxone</mark>&gt; is told of." in page
    assert "Page 2 of 3" in reader.get(address).content.decode()


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("другое\fЗдесь женщины нашли приют.", "женщина", "женщины"),
        ("อื่น ๆ\fบริการสำหรับผู้หญิงในชุมชน", "ผู้หญิง", "ผู้หญิง"),
        ("شيء آخر\fخدمات للنساء في المدينة", "نساء", "للنساء"),
    ],
)
def test_a_hit_in_the_full_text_is_shown_in_every_script(
    reader: Client, shelve: Shelve, attach: Attach, text: str, query: str, words: str
) -> None:
    language = {"ж": "ru", "ผ": "th", "ن": "ar"}[query[0]]
    attach(shelve("guide", **{language: "…"}), b"x", text=text, extraction=Extraction.DONE)
    page = found(reader, query)
    assert ">Page 2</a>" in page
    assert "<mark>" in page
    assert words in page.replace("<mark>", "").replace("</mark>", "")


def test_a_hit_that_its_title_shows_is_not_looked_into(
    reader: Client, shelve: Shelve, attach: Attach
) -> None:
    attach(shelve("guide", en="On naloxone"), b"x", text=TEXT, extraction=Extraction.DONE)
    assert ">Page " not in found(reader, "naloxone")


# Fewer than three hits, and the search looks for another spelling, too.
@pytest.mark.parametrize("rows", [3, 5])
def test_looking_inside_asks_one_question_however_many_hits(
    reader: Client,
    shelve: Shelve,
    attach: Attach,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for number in range(rows):
        work = shelve(f"guide{number}", en="A guide")
        attach(work, b"x", text=TEXT, extraction=Extraction.DONE, sha256=f"{number}" * 64)
    found(reader, "naloxone")
    with django_assert_num_queries(3):
        assert found(reader, "naloxone").count(">Page 2</a>") == rows
