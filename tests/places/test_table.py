"""The table of places says in words and numbers what the tile map shows."""

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from whrin.places import figures, table

pytestmark = pytest.mark.django_db


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:<a [^>]+>)?([^<]+)<', page)


def read(client: Client, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/places/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_reads_each_country_with_its_count(client: Client, counted: dict[str, int]) -> None:
    counted.update(KE=1200, NP=1)
    page = read(client)
    assert len(names(page)) == 250
    assert '<a href="/en/library/?country=KE">1,200</a>' in page
    assert "country=UG" not in page
    assert '<th scope="row"><a href="/en/places/ug/">Uganda</a></th>' in page
    assert "250 countries and territories." in page


def test_a_visitor_can_sort_by_count_and_turn_the_order_round(
    client: Client, counted: dict[str, int]
) -> None:
    counted.update(KE=5, NP=7, BR=5)
    page = read(client, "?sort=-services")
    assert names(page)[:3] == ["Nepal", "Brazil", "Kenya"]
    assert 'aria-sort="descending"' in page
    assert 'href="?sort=services"' in page
    assert names(read(client, "?sort=services"))[-1] == "Nepal"


def test_a_visitor_can_sort_by_name_from_the_end(client: Client, counted: dict[str, int]) -> None:
    assert names(read(client))[0] == "Afghanistan"
    assert names(read(client, "?sort=-name"))[-1] == "Afghanistan"


def test_countries_in_no_region_come_last_whichever_way(client: Client, counted: dict[str, int]) -> None:
    assert names(read(client, "?sort=region"))[-1] == "U.S. Outlying Islands"
    assert names(read(client, "?sort=-region"))[-1] == "U.S. Outlying Islands"


def test_a_visitor_can_choose_whose_regions_she_reads(client: Client, counted: dict[str, int]) -> None:
    assert "Micronesia" in read(client, "?scheme=m49")
    page = read(client, "?scheme=hri")
    assert "Eurasia" in page
    assert 'href="?scheme=hri" aria-current="true"' in page


@pytest.mark.parametrize(
    "query", ["?sort=nonsense", "?scheme=continents", "?format=xlsx", "?sort=--name", "?sort=-"]
)
def test_an_address_made_by_hand_is_not_found(client: Client, counted: dict[str, int], query: str) -> None:
    assert client.get(f"/en/places/{query}").status_code == 404


def test_nobody_can_write_to_the_table(client: Client, counted: dict[str, int]) -> None:
    assert client.post("/en/places/").status_code == 405


def test_a_reader_of_arabic_finds_the_names_in_arabic(client: Client, counted: dict[str, int]) -> None:
    page = read(client, language="ar")
    assert "كينيا" in page
    assert 'dir="rtl"' in page


def test_the_table_stands_before_anything_is_counted(client: Client) -> None:
    assert len(names(read(client))) == 250


@pytest.mark.parametrize("counts", [{"KE": 1}, {"KE": 1, "NP": 2, "BR": 3}])
def test_the_table_takes_three_queries_for_one_country_as_for_three(
    counted: dict[str, int],
    counts: dict[str, int],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    counted.update(counts)
    with django_assert_num_queries(3):
        table.rows(figures=figures.figures(), language="en", scheme="network", sort="-services")


def test_a_visitor_can_take_the_table_with_her(client: Client, counted: dict[str, int]) -> None:
    counted.update(KE=12)
    answer = client.get("/fr/places/?format=csv&sort=-services")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(r'filename="places-fr-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"])
    assert not answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["code", "name", "region", "services"]
    assert rows[1] == ["KE", "Kenya", "Afrique de l’Est, de l’Ouest et australe", "12"]
    assert len(rows) == 251
