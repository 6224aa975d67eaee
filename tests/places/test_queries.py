from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries

from whrin.places import queries

pytestmark = pytest.mark.django_db


def address(code: str) -> str:
    return f"?country={code}"


def test_a_tile_carries_the_countrys_name_count_and_address() -> None:
    tiles = {tile.code: tile for tile in queries.tiles({"KE": 12}, "ru", address)}
    kenya = tiles["KE"]
    assert (kenya.name, kenya.count, kenya.band, kenya.address) == ("Кения", 12, 4, "?country=KE")
    assert tiles["UG"].count == 0
    assert tiles["UG"].band == 0


def test_tiles_come_in_reading_order() -> None:
    tiles = queries.tiles({}, "en", address)
    assert [(tile.row, tile.column) for tile in tiles] == sorted((tile.row, tile.column) for tile in tiles)
    assert len(tiles) == 210


@pytest.mark.parametrize("counts", [{"KE": 1}, {"KE": 3, "UG": 1, "TZ": 7}])
def test_the_map_takes_one_query(
    counts: dict[str, int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        queries.tiles(counts, "ar", address)


@pytest.mark.parametrize("highest", [1, 2, 3, 4, 5, 9, 16, 40, 1000, 123456])
def test_every_count_up_to_the_highest_falls_in_exactly_one_shade(highest: int) -> None:
    shades = queries.bands({"KE": highest})
    assert shades[0].lowest == 1
    assert shades[-1].highest == highest
    assert len(shades) <= 4
    for shade, following in pairwise(shades):
        assert following.lowest == shade.highest + 1
    assert all(shade.lowest <= shade.highest for shade in shades)


def test_nothing_counted_makes_no_shade() -> None:
    assert queries.bands({}) == []
    assert queries.bands({"KE": 0}) == []


def test_a_country_lies_in_its_regions_and_in_the_wider_ones() -> None:
    found = queries.regions_of(["KE", "AQ"])
    assert found["KE"] == [
        "bloc-global-south",
        "hri-east-southern-africa",
        "hri-sub-saharan-africa",
        "m49-001",
        "m49-002",
        "m49-014",
        "m49-202",
        "network-east-west-southern-africa",
    ]
    assert found["AQ"] == ["m49-001"]


def test_a_region_covers_what_its_parts_cover() -> None:
    assert {"JM", "BR"} <= queries.countries_in("hri-latin-america-caribbean")
    assert queries.countries_in("m49-001") >= {"AQ", "KE"}
    assert queries.countries_in("nowhere") == frozenset()
    assert queries.regions_covering("KE") == queries.regions_of(["KE"])["KE"]
    assert queries.regions_covering("QQ") == []


def test_parts_of_a_country_are_named_in_the_language_and_sorted_by_it() -> None:
    canada = queries.parts_of("CA", "fr")
    assert canada["CA-QC"] == "Québec"
    assert list(canada.values()).index("Île-du-Prince-Édouard") < list(canada.values()).index("Manitoba")
    assert queries.parts_of("KE", "fr") == {}


def test_an_unknown_country_lies_nowhere() -> None:
    assert queries.regions_of(["QQ"]) == {"QQ": []}


@pytest.mark.parametrize("codes", [["KE"], ["KE", "NP", "BR"]])
def test_regions_of_many_countries_take_two_queries(
    codes: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        queries.regions_of(codes)


def test_names_of_countries_come_in_the_alphabet_of_the_reader() -> None:
    english = list(queries.names_of_countries("en").values())
    assert english.index("Åland Islands") < english.index("Albania")
    assert english.index("Côte d’Ivoire") < english.index("Croatia")
    assert queries.names_of_countries("es")["DE"] == "Alemania"


def test_names_of_regions_can_be_those_of_one_scheme() -> None:
    names = queries.names_of_regions("fr", scheme="hri")
    assert names["hri-eurasia"] == "Eurasie"
    assert len(names) == 12
    assert "m49-002" in queries.names_of_regions("fr")
