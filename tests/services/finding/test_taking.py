"""What a visitor takes along: feed, table, GeoJSON, leaflet; never a place finer than it may be told."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests.services import making
from whrin.services.actions import withdraw_service
from whrin.services.enums import Source

pytestmark = pytest.mark.django_db


def given_bytes(response: HttpResponseBase) -> bytes:
    assert response.status_code == 200
    return bytes(response.getvalue())  # type: ignore[attr-defined] # the test client's responses have it


def given(response: HttpResponseBase) -> str:
    return given_bytes(response).decode()


def test_a_visitor_takes_along_what_the_list_finds_as_a_table(reader: Client) -> None:
    making.service(name="=cmd()", types=["shelter", "legal"], **{"place:new-1": making.HOUSE})
    making.service(name="Other", types=["nsp"])
    response = reader.get("/en/services/csv/?type=shelter")
    assert "services-" in response["Content-Disposition"]
    assert 'rel="license"' in response["Link"]
    rows = list(csv.DictReader(io.StringIO(given(response).removeprefix("\ufeff"))))
    assert [row["name"] for row in rows] == ["'=cmd()"]
    assert rows[0]["types"] == "shelter; legal"
    assert rows[0]["place_address"] == "17 Jacaranda Close"
    assert rows[0]["day"]
    assert "Creative Commons" in rows[0]["licence"]


def test_geojson_has_a_position_only_where_it_may_be_told(reader: Client) -> None:
    making.service(name="Exact", **{"place:new-1": making.HOUSE})
    making.service(name="Hidden", **{"place:new-1": making.HIDDEN})
    making.service(name="Nowhere")
    found = json.loads(given(reader.get("/en/services/geojson/")))
    assert found["type"] == "FeatureCollection"
    assert found["licence_address"].startswith("https://")
    told = {one["properties"]["name"]: one for one in found["features"]}
    assert told["Exact"]["geometry"] == {"type": "Point", "coordinates": [36.81667, -1.28333]}
    assert told["Hidden"]["geometry"] is None
    assert told["Hidden"]["properties"]["precision"] == "city"
    assert told["Nowhere"]["properties"]["precision"] == "none"
    assert given(reader.get("/en/services/geojson/")).count("Jacaranda") == 1


def test_an_empty_list_makes_whole_files(reader: Client) -> None:
    assert json.loads(given(reader.get("/en/services/geojson/?country=KE")))["features"] == []
    assert "licence" in given(reader.get("/en/services/csv/?country=KE"))
    assert "<entry>" not in given(reader.get("/en/services/feed/?country=KE"))
    assert "Nothing is listed here" in given(reader.get("/en/services/leaflet/?country=KE"))


def test_a_follower_hears_of_what_changed_and_not_of_withdrawn_services(reader: Client) -> None:
    gone = making.service(name="Gone")
    making.service(name="بيت", language="ar", description="وصف")
    withdraw_service(service=gone, by=None, source=Source.DESK)
    page = given(reader.get("/en/services/feed/?country=KE"))
    assert "Gone" not in page
    assert "بيت · Kenya" in page
    assert '<content type="text" xml:lang="ar">وصف</content>' in page
    assert 'rel="license"' in page


def test_a_leaflet_says_its_day_and_how_to_reach_a_service(reader: Client) -> None:
    making.service(
        contact_email="house@service.example",
        openings=[[1, 540, 1020, False]],
        **{"place:new-1": making.HIDDEN},
    )
    page = given(reader.get("/en/services/leaflet/?country=KE"))
    assert "house@service.example" in page
    assert "Monday 09:00–17:00" in page
    assert "Nairobi, Kenya" in page
    assert "As of " in page


def test_files_are_read_in_a_fixed_number_of_questions(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        making.service(name=f"Sample {number}", **{"place:new-1": making.HOUSE})
        given(reader.get("/en/services/csv/"))
        with django_assert_num_queries(7):
            given(reader.get("/en/services/csv/"))


@pytest.mark.once
def test_a_leaflet_is_printed_although_a_name_has_signs_that_no_font_has(
    reader: Client, settings: Settings, tmp_path: Path, tasks_at_once: None
) -> None:
    settings.VAR = tmp_path
    making.service(name="女性の家", language="ja", country="JP")
    making.service()
    assert given_bytes(reader.get("/en/services/leaflet/pdf/?q=shelter")).startswith(b"%PDF")
