"""Outline maps: each country once, disputed areas in nobody's colour, only exact places as dots."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from whrin.places import atlas, frames
from whrin.places.models import Country
from whrin.places.outlines import Outline, Spot, outline_of_country, outline_of_world
from whrin.places.projections import equal_area_around, equal_earth

pytestmark = pytest.mark.django_db


def address(code: str) -> str:
    return f"/x/?country={code}&a=1"


def page_with(outline: Outline) -> tuple[str, HttpRequest]:
    request = RequestFactory().get("/en/")
    request.user = AnonymousUser()
    template = engines["django"].from_string("{% load maps %}{% outline_map outline caption %}")
    return template.render({"outline": outline, "caption": "Services <now>."}, request), request


def titles(page: str) -> list[str]:
    return re.findall(r"<title>([^<]*)</title>", page)


def pixels(path: str) -> list[tuple[int, int]]:
    found, start = [], (0, 0)
    for ring in path.split("z")[:-1]:
        steps = [int(step) for step in re.findall(r"-?\d+", ring)]
        x, y = start
        for number, (dx, dy) in enumerate(zip(steps[::2], steps[1::2], strict=True)):
            x, y = x + dx, y + dy
            found.append((x, y))
            start = (x, y) if number == 0 else start
    return found


def test_the_projections_give_their_published_numbers() -> None:
    assert equal_earth(180, 0) == pytest.approx((2.70663, 0), abs=1e-5)
    assert equal_earth(0, 90) == pytest.approx((0, 1.317363), abs=1e-5)
    # Lambert: a quarter of the way round the ball lies the square root of two away.
    assert equal_area_around(10, 0)(100, 0) == pytest.approx((2**0.5, 0))


def test_every_country_but_antarctica_is_on_the_map_of_the_world_once() -> None:
    drawn = outline_of_world({}, "en", address)
    codes = [shape.code for shape in drawn.shapes]
    assert sorted(codes) == sorted(set(Country.objects.values_list("code", flat=True)) - {"AQ"})
    for shape in drawn.shapes:
        for x, y in pixels(shape.path) or [(shape.x, shape.y)]:
            assert -1 <= x <= drawn.width + 1
            assert -1 <= y <= drawn.height + 1


def test_a_reader_finds_name_number_and_link_of_a_country_and_no_link_where_nothing_is() -> None:
    page, request = page_with(outline_of_world({"KE": 12, "MT": 1}, "en", address))
    assert "Kenya: 12" in titles(page)
    assert "Uganda: 0" in titles(page)
    assert page.count("<a href") == 4  # two shapes, and two rows of the table
    assert '<a href="/x/?country=MT&amp;a=1"><title>Malta: 1</title><circle class="band-1"' in page
    assert '<th scope="row">Kenya</th><td class="number"><a href="/x/?country=KE&amp;a=1">12</a>' in page
    assert "Services &lt;now&gt;." in page
    assert "style=" not in page
    assert len(request.style_hashes) == 1  # type: ignore[attr-defined]  # as set by the frame


def test_two_maps_on_a_page_bring_their_styles_once() -> None:
    outline = outline_of_world({"KE": 1}, "en", address)
    page = engines["django"].from_string("{% load maps %}{% outline_map o 'A' %}{% outline_map o 'B' %}")
    assert page.render({"o": outline}, RequestFactory().get("/")).count("<style>") == 1


def test_an_area_in_dispute_is_in_no_countrys_figure() -> None:
    # In the Crimea, in the north of Cyprus, in Somaliland; hatched whatever is counted.
    drawn = outline_of_world({"RU": 5, "UA": 5, "CY": 5, "SO": 5, "TR": 5}, "en", address)
    disputed = set(pixels(drawn.disputed))
    assert len(disputed) > 20
    ukraine = outline_of_country("UA", "en")
    assert ukraine is not None
    assert ukraine.disputed
    page, _request = page_with(ukraine)
    assert "in dispute, counted for no country" in page


@pytest.mark.parametrize("region", ["network-oceania", "m49-061", "m49-154"])
def test_a_region_is_framed_though_the_antimeridian_runs_through_it(region: str) -> None:
    drawn = outline_of_world({"WS": 2, "FJ": 3, "KE": 9}, "en", address, region=region)
    assert drawn.width <= frames.WIDTH
    assert drawn.height <= frames.HEIGHT
    names = {shape.name for shape in drawn.shapes}
    assert "Kenya" not in names
    for shape in drawn.shapes:
        inside = [frames.WIDTH >= x >= 0 for x, _y in pixels(shape.path) or [(shape.x, shape.y)]]
        assert any(inside), shape.name
    assert not drawn.is_wide


def test_a_region_of_half_the_world_is_shown_on_the_map_of_the_world() -> None:
    drawn = outline_of_world({"BR": 4, "FR": 8}, "en", address, region="bloc-global-south")
    assert drawn.is_wide
    assert [shape.code for shape in drawn.counted] == ["BR"]
    assert "France: 0" not in titles(page_with(drawn)[0])


def test_an_exact_place_is_a_dot_and_one_outside_the_country_is_in_the_list_alone() -> None:
    house, lost = Spot(-1.29, 36.82, "Rose <House>", "/s/rose/"), Spot(48.0, 11.0, "Lost")
    kenya = outline_of_country("KE", "en", [house, lost])
    assert kenya is not None
    assert [pin.at is not None for pin in kenya.pins] == [True, False]
    page, _request = page_with(kenya)
    assert "Rose &lt;House&gt;" in titles(page)
    assert "Lost" not in titles(page)
    assert "<bdi>Lost</bdi>" in page


def test_an_island_far_away_comes_into_the_frame_with_what_stands_on_it() -> None:
    without, honolulu = outline_of_country("US", "en"), Spot(21.3, -157.85, "Honolulu")
    with_it = outline_of_country("US", "en", [honolulu])
    assert without is not None
    assert with_it is not None
    assert with_it.pins[0].at is not None
    assert (without.width, without.height) != (with_it.width, with_it.height)


def test_every_country_has_an_outline_of_its_own_but_the_smallest_and_an_unknown_one() -> None:
    for code in Country.objects.exclude(code="VA").values_list("code", flat=True):
        outline = outline_of_country(code, "en")
        assert outline is not None, code
        assert outline.shapes[0].path, code
    assert outline_of_country("VA", "en") is None
    assert outline_of_country("QQ", "en") is None


@pytest.mark.parametrize("counts", [{"KE": 1}, {"KE": 1, "NP": 2, "BR": 3}])
def test_the_map_takes_no_query_for_each_country(
    counts: dict[str, int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        outline_of_world(counts, "ar", address)


@pytest.fixture
def own_outlines(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Path]:
    settings.WHRIN_OUTLINES = str(tmp_path)  # type: ignore[attr-defined]  # pytest-django's own fixture
    atlas.world.cache_clear()
    yield tmp_path
    atlas.world.cache_clear()


def test_an_installation_can_draw_the_world_its_own_way(own_outlines: Path) -> None:
    own = {
        "width": 10,
        "height": 5,
        "shapes": {"KE": "m1 1 2 0 0 2z"},
        "dots": {"NP": [4, 4]},
        "disputed": "",
    }
    (own_outlines / "world.json").write_text(json.dumps(own))
    drawn = outline_of_world({"NP": 2}, "en", address)
    assert [(shape.code, shape.path, shape.x) for shape in drawn.shapes] == [
        ("KE", "m1 1 2 0 0 2z", 0),
        ("NP", "", 4),
    ]


@pytest.mark.once
def test_no_country_s_coast_is_more_than_a_first_answer_bears() -> None:
    drawn = {code: frames.country(code, []) for code in ("RU", "US", "ID", "CA", "NO", "PH", "KE")}
    lengths = {code: len(found[0].shapes[code]) for code, found in drawn.items() if found}

    assert len(lengths) == 7
    assert max(lengths.values()) <= frames.LONGEST_PATH
    assert min(lengths.values()) > 300
