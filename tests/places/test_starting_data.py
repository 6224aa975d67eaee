"""Every installation knows the world from its first migration."""

from collections import Counter

import pytest
from babel import Locale

from whrin.audit.models import Event
from whrin.places import actions, queries
from whrin.places.models import Country, Part, Region

pytestmark = pytest.mark.django_db

# Codes of CLDR that are no country of ISO 3166-1: unions, pseudo-locales, outlying and reserved ones.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
INTERFACE = ["en", "es", "fr", "ru", "ar", "pt", "id"]


def direct_members(scheme: str) -> Counter[str]:
    links = Region.countries.through.objects.filter(region__scheme=scheme)
    return Counter(links.values_list("country_id", flat=True))


def test_a_fresh_installation_has_249_countries_of_iso_3166_and_kosovo() -> None:
    expected = {code for code in Locale("en").territories if len(code) == 2} - NOT_ISO
    assert set(Country.objects.values_list("code", flat=True)) == expected
    assert len(expected) == 250


def test_each_country_lies_in_exactly_one_region_of_m49() -> None:
    members = direct_members("m49")
    assert set(members) == set(Country.objects.values_list("code", flat=True))
    assert set(members.values()) == {1}


def test_m49_is_one_tree_under_the_world_with_22_leaves() -> None:
    regions = Region.objects.filter(scheme="m49")
    assert [region.code for region in regions if region.parent is None] == ["m49-001"]
    assert len(regions) == 30
    assert sum(not region.children.exists() for region in regions) == 22


@pytest.mark.parametrize(
    ("leaf", "members"),
    [
        ("m49-014", 22), ("m49-017", 9), ("m49-018", 5), ("m49-011", 17), ("m49-015", 7),
        ("m49-029", 28), ("m49-013", 8), ("m49-005", 16), ("m49-021", 5),
        ("m49-143", 5), ("m49-030", 8), ("m49-035", 11), ("m49-034", 9), ("m49-145", 18),
        ("m49-151", 10), ("m49-154", 16), ("m49-039", 17), ("m49-155", 9),
        ("m49-053", 6), ("m49-054", 5), ("m49-057", 8), ("m49-061", 10),
    ],
)  # fmt: skip
def test_a_region_of_m49_has_its_number_of_countries(leaf: str, members: int) -> None:
    assert Region.objects.get(code=leaf).countries.count() == members


@pytest.mark.parametrize("scheme", ["network", "hri"])
def test_groupings_of_the_field_hold_each_inhabited_country_once(scheme: str) -> None:
    members = direct_members(scheme)
    assert set(members.values()) == {1}
    nobody_lives_there = {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"}
    assert set(Country.objects.values_list("code", flat=True)) - set(members) == nobody_lives_there


def test_hri_has_the_nine_regions_of_its_reports_and_the_nine_of_its_e_tool() -> None:
    shared = {"asia", "eurasia", "western-europe", "middle-east-north-africa", "oceania", "north-america"}
    reports = {*shared, "latin-america-caribbean", "east-southern-africa", "west-central-africa"}
    e_tool = {*shared, "latin-america", "caribbean", "sub-saharan-africa"}
    codes = {region.code.removeprefix("hri-") for region in Region.objects.filter(scheme="hri")}
    assert codes == reports | e_tool
    for nine in (reports, e_tool):
        members = [queries.countries_in(f"hri-{code}") for code in nine]
        assert len(members) == 9
        assert sum(map(len, members)) == len(frozenset().union(*members)) == 243
    assert len(queries.countries_in("hri-latin-america-caribbean")) == 50


def test_the_global_south_is_the_134_of_the_group_of_77_and_says_so() -> None:
    south = Region.objects.get(code="bloc-global-south")
    assert south.countries.count() == 134
    assert "Group of 77" in south.source
    assert "to be checked" in south.source


@pytest.mark.parametrize("language", INTERFACE)
def test_readers_find_every_place_named_in_their_language(language: str) -> None:
    for country in Country.objects.all():
        assert country.name_in(language) not in {"", country.code}
    for region in Region.objects.all():
        name = region.name_in(language)
        assert name != region.code
        assert name[0] == name[0].upper()


def test_every_region_says_where_its_grouping_comes_from() -> None:
    assert not Region.objects.filter(source="").exists()


def test_names_come_in_languages_beyond_those_of_the_interface() -> None:
    assert Country.objects.get(code="NP").name_in("ne") == "नेपाल"
    assert Country.objects.get(code="TH").name_in("th-TH") == "ไทย"
    assert Region.objects.get(code="m49-002").name_in("sw") == "Afrika"


def test_no_two_countries_share_a_tile_and_every_tile_of_the_file_is_placed() -> None:
    placed = Country.objects.filter(tile_column__isnull=False)
    assert placed.count() == 210
    places = set(placed.values_list("tile_column", "tile_row"))
    assert len(places) == 210
    assert {min(column for column, _row in places), min(row for _column, row in places)} == {1}
    assert (max(column for column, _row in places), max(row for _column, row in places)) == (30, 20)


def test_loading_again_adds_nothing_and_keeps_what_staff_changed() -> None:
    asia = Region.objects.get(code="network-asia")
    actions.save_region(region=asia, names={"en": "Asia and friends"}, countries=[], by=None)
    turkey = Country.objects.get(code="TR")
    actions.save_country(country=turkey, names={"en": "Türkiye (ours)"}, by=None)
    assert actions.load_countries_and_regions() == 0
    asia.refresh_from_db()
    turkey.refresh_from_db()
    assert asia.names == {"en": "Asia and friends"}
    assert not asia.countries.exists()
    assert turkey.name_in("en") == "Türkiye (ours)"


def test_loading_adds_what_is_missing_without_pushing_anyone_off_her_tile() -> None:
    nepal = Country.objects.get(code="NP")
    tile = {"tile_column": nepal.tile_column, "tile_row": nepal.tile_row}
    nepal.delete()
    Country.objects.filter(code="AQ").update(**tile)
    assert actions.load_countries_and_regions() == 1
    assert Country.objects.get(code="NP").tile_column is None
    assert Event.objects.count() == 0


def test_three_countries_start_with_their_states_provinces_and_territories() -> None:
    assert Counter(Part.objects.values_list("country_id", flat=True)) == {"US": 51, "CA": 13, "AU": 8}
    assert str(Part.objects.get(code="US-CA").name_in("xh")) == "California"
    assert actions.load_parts() == 0
