import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.library.pages.conftest import Shelve
from whrin.library.enums import Status
from whrin.library.models import Contribution


def read(reader: Client, query: str) -> str:
    response = reader.get(f"/en/library/saved/{query}")
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


def test_a_reader_keeps_a_list_in_the_address(reader: Client, shelve: Shelve) -> None:
    shelve("one", en="The first <work>")
    shelve("two", ar="العمل الثاني")
    page = read(reader, "?w=two&w=one&w=two")
    assert page.index("العمل الثاني") < page.index("The first &lt;work&gt;")
    assert 'href="/en/library/saved/?w=one"' in page
    assert 'href="/en/library/saved/?w=one&amp;w=two"' in page
    assert 'value="http://localhost:8000/en/library/saved/?w=two&amp;w=one"' in page
    assert 'href="/en/library/export/ris/?w=two&amp;w=one"' in page


def test_a_reader_adds_to_her_list_by_searching(reader: Client, shelve: Shelve) -> None:
    shelve("one", en="Naloxone for all")
    shelve("two", en="Naloxone at home")
    page = read(reader, "?q=naloxone&w=one")
    assert 'href="/en/library/saved/?w=one&amp;w=two"' in page
    assert '<input type="hidden" name="w" value="one">' in page


def test_a_reader_puts_two_lists_together(reader: Client, shelve: Shelve) -> None:
    shelve("one")
    pasted = "https://library.example/ar/library/saved/?w=old&w=one"
    response = reader.get("/en/library/saved/", {"list": pasted, "w": ["one", "new"]})
    assert (response.status_code, response["Location"]) == (302, "/en/library/saved/?w=old&w=one&w=new")


def test_names_that_lead_to_nothing_public_are_told(reader: Client, shelve: Shelve) -> None:
    shelve("one")
    shelve("draft", en="Secret plan", status=Status.DRAFT)
    page = read(reader, "?w=gone&w=one&w=draft&w=%3Cb%3E&w=")
    assert "<bdi>gone</bdi>, <bdi>draft</bdi>" in page
    assert "Secret plan" not in page


def test_a_list_ends_at_a_hundred_works(reader: Client, shelve: Shelve) -> None:
    shelve("one")
    query = "&".join(f"w=n{number}" for number in range(100))
    page = read(reader, f"?{query}&w=one")
    assert "100 works at most" in page
    assert "The work one" not in page


def test_an_empty_list_says_how_to_begin(reader: Client, db: None) -> None:
    assert "There is nothing on it yet." in read(reader, "")


def test_a_list_is_taken_away_in_its_own_order(reader: Client, shelve: Shelve) -> None:
    for slug in ("one", "two", "three"):
        shelve(slug)
    response = reader.get("/en/library/export/csv/?w=three&w=one")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # streamed
    assert len(lines) == 3
    assert "three" in lines[1]
    assert "one" in lines[2]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_as_much_for_three_works_as_for_one(
    reader: Client, shelve: Shelve, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        Contribution.objects.create(work=shelve(f"n{number}"), literal="Somebody")
    query = "&".join(f"w=n{number}" for number in range(rows))
    read(reader, f"?{query}")
    with django_assert_num_queries(4):
        read(reader, f"?{query}")
