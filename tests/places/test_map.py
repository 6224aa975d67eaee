"""The figures of the table of places as a map of outlines."""

import brotli
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from whrin.places import figures
from whrin.places.models import Country

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "es", "fr", "ru", "ar", "pt", "id"]


def read(client: Client, query: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/places/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_goes_from_the_table_to_the_map_and_on_to_a_region(
    client: Client, counted: dict[str, int]
) -> None:
    counted.update(KE=1200, NP=1)
    assert 'href="?view=map&amp;figure=services"' in read(client, "")
    page = read(client, "?view=map&figure=services")
    assert "<title>Kenya: 1,200</title>" in page
    assert 'href="?view=map&amp;figure=services&amp;region=network-asia"' in page
    asia = read(client, "?view=map&figure=services&region=network-asia")
    assert "<title>Nepal: 1</title>" in asia
    assert "Kenya" not in asia


@pytest.mark.parametrize("query", ["figure=nonsense", "figure=services&region=narnia", "region=%00"])
def test_a_map_made_by_hand_is_not_found(client: Client, counted: dict[str, int], query: str) -> None:
    assert client.get(f"/en/places/?view=map&{query}").status_code == 404


def test_there_is_no_map_before_anything_is_counted_by_country(
    client: Client, counted: dict[str, int]
) -> None:
    figures._figures._by_name.clear()
    assert "view=map" not in read(client, "")
    assert client.get("/en/places/?view=map").status_code == 404


def test_the_policy_of_the_page_knows_the_styles_of_the_map(client: Client, counted: dict[str, int]) -> None:
    hashes = [
        client.get(f"/en/places/{query}")["Content-Security-Policy"].count("sha256-")
        for query in ("", "?view=map")
    ]
    assert hashes[1] == hashes[0] + 1


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_of_a_full_world_stays_under_45_kb(
    client: Client, counted: dict[str, int], language: str
) -> None:
    counted.update(
        {code: 3 * at + 1 for at, code in enumerate(Country.objects.values_list("code", flat=True))}
    )
    page = read(client, "?view=map", language)
    assert len(brotli.compress(page.encode(), quality=5)) <= 45_000


@pytest.mark.parametrize("counts", [{"KE": 1}, {"KE": 1, "NP": 2, "BR": 3}])
def test_the_map_takes_one_query_for_one_country_as_for_three(
    client: Client,
    counted: dict[str, int],
    counts: dict[str, int],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    counted.update(counts)
    read(client, "?view=map")
    with django_assert_num_queries(1):
        read(client, "?view=map")
