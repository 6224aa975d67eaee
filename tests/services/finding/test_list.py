"""A woman without scripts or cookies finds a service, narrows the list, is told what to do without."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from tests.services import making

pytestmark = pytest.mark.django_db


def read(reader: Client, query: str = "", language: str = "en") -> str:
    response = reader.get(f"/{language}/services/{query}")
    assert response.status_code == 200
    assert not response.cookies
    return " ".join(response.content.decode().split())


def test_a_visitor_finds_a_service_in_arabic() -> None:
    making.service(name="بيت النساء", language="ar", country="EG", types=["shelter"])
    making.service(name="Elsewhere", types=["legal"])
    page = read(Client(), "?q=مأوى", "ar")
    assert 'lang="ar" dir="rtl"' in page
    assert "بيت النساء" in page
    assert "Elsewhere" not in page


def test_a_visitor_narrows_the_list_by_true_counts(reader: Client) -> None:
    making.service(name="Both", **{"claim:no_papers": making.claim(), "claim:children": making.claim()})
    making.service(name="One", types=["legal"], **{"claim:children": making.claim()})
    making.service(name="Gone", status="closed", **{"claim:children": making.claim()})
    page = read(reader)
    assert "2 services" in page
    assert "Gone" not in page
    assert '<a href="/en/services/?type=shelter"><bdi>Shelter' in page
    assert "Children welcome <small>2</small>" in page
    narrowed = read(reader, "?quick=children&quick=no_papers")
    assert "1 service " in narrowed
    assert "Both" in narrowed
    assert 'href="/en/services/?quick=no_papers" aria-current="true">Children welcome' in narrowed
    assert "Gone" in read(reader, "?status=closed")


def test_a_visitor_tells_two_regions_of_one_name_apart_by_their_grouping(reader: Client) -> None:
    making.service(country="FR")
    making.service(country="GB")
    making.service(country="KE")
    page = read(reader, "?facet=region")
    assert "<bdi>Western Europe</bdi>" not in page
    offered = [f"<bdi>Western Europe · {name}" in page for name in ("United Nations", "Harm Reduction")]
    assert offered == [True, True]
    assert page.count("<bdi>Eastern Africa</bdi>") <= 1


def test_a_visitor_chooses_a_town_of_a_country_and_is_never_asked_where_she_is(reader: Client) -> None:
    making.service(**{"place:new-1": making.HIDDEN})
    making.service(name="Elsewhere")
    assert "Nairobi" not in read(reader).partition('id="narrow"')[2]
    page = read(reader, "?country=KE")
    assert '<a href="/en/services/?country=KE&amp;city=KE%3ANairobi"><bdi>Nairobi</bdi>' in page
    assert "Sample shelter" in read(reader, "?city=KE:Nairobi")
    assert "geolocation" not in page


def test_open_now_is_kept_in_no_cache(reader: Client, time_machine: TimeMachineFixture) -> None:
    making.service(name="By day", openings=[[1, 540, 1020, False]])
    making.service(name="Unknown")
    time_machine.move_to("2026-11-23T09:00:00+00:00", tick=False)
    response = reader.get("/en/services/?open=now")
    assert "By day" in response.content.decode()
    assert "Unknown" not in response.content.decode()
    assert "private" in response["Cache-Control"]
    time_machine.move_to("2026-11-23T19:00:00+00:00", tick=False)
    assert "By day" not in read(reader, "?open=now")


@pytest.mark.parametrize(
    "query",
    [
        "?country=zz&type=nothing&page=x&view=globe&sort=price&facet=body",
        "?quick=money&checked=soon&open=yes&page=0",
        "?city=%00&q=%E2%80%AE%3Cscript%3E&region=" + "x" * 2_000,
    ],
)
def test_an_address_made_by_hand_gets_a_page(reader: Client, query: str) -> None:
    making.service()
    assert "<script>" not in read(reader, query).replace("<script src", "")


def test_a_page_beyond_the_last_is_not_there(reader: Client) -> None:
    assert reader.get("/en/services/?page=2").status_code == 404
    assert reader.get("/en/services/?view=tiles&page=2").status_code == 404


def test_where_nothing_is_listed_a_visitor_is_led_on(reader: Client) -> None:
    making.service(country="UG")
    page = read(reader, "?country=KE&type=shelter")
    assert "Nothing is listed here" in page
    assert 'href="/en/services/?type=shelter&amp;region=' in page
    assert 'href="/en/services/"' in page


@pytest.mark.parametrize("view", ["list", "table", "tiles", "outlines"])
def test_the_list_asks_as_little_for_three_as_for_one(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, view: str
) -> None:
    for number in range(3):
        making.service(name=f"Sample {number}")
        read(reader, f"?view={view}")
        with django_assert_num_queries(2):
            assert "Sample 0" in read(reader, f"?view={view}") or view not in {"list", "table"}


def test_a_map_leads_to_the_list_of_a_country(reader: Client) -> None:
    making.service()
    for view in ("tiles", "outlines"):
        page = read(reader, f"?view={view}&type=shelter")
        assert 'href="/en/services/?type=shelter&amp;country=KE"' in page
        assert "<bdi>Kenya</bdi>" in page or '<th scope="row">Kenya</th>' in page
