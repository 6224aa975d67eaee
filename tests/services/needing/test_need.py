"""Quick help: what she needs, what fits, and what to do where nothing is listed."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.architecture.test_weights import MOST, weight
from tests.services import making
from tests.services.making import FROM_DESK, HIDDEN, HOUSE, claim
from whrin.services.actions import change_service, withdraw_service
from whrin.services.models import Service, Term
from whrin.services.needing.needs import needs

pytestmark = pytest.mark.django_db


def body(client: Client, slug: str = "safe-place", query: str = "?country=KE") -> str:
    """Return the page of a need."""
    return client.get(f"/en/services/need/{slug}/{query}").content.decode()


def test_a_visitor_finds_every_need_in_words(client: Client) -> None:
    page = client.get(reverse("services:need")).content.decode()
    assert [need.slug for need in needs() if need.words not in page] == []
    assert not client.cookies
    menu = page.partition("<nav")[2].partition("</nav>")[0]
    assert menu.count("aria-current") == 1


@pytest.mark.parametrize("address", ["/en/", "/en/library/", "/en/services/", "/account/login/"])
def test_from_any_page_help_is_two_taps_away(client: Client, address: str) -> None:
    assert 'href="/en/services/need/"' in client.get(address).content.decode()


def test_each_need_asks_for_kinds_and_attributes_that_exist() -> None:
    known = {
        kind: set(Term.objects.filter(kind=kind).values_list("slug", flat=True))
        for kind in ("type", "attribute")
    }
    for need in needs():
        assert set(need.types) <= known["type"]
        assert {*need.offers, *need.better} <= known["attribute"]


def test_a_visitor_reads_what_to_expect_and_what_fits_best_first(client: Client) -> None:
    making.service(name="Alpha house", status="paused", **{"claim:children": claim()})
    making.service(name="Beta house")
    making.service(name="Gamma house", expect="Ring twice.", **{"claim:children": claim()})
    making.service(name="Needles only", types=["nsp"])
    page = body(client)
    assert page.index("Gamma house") < page.index("Beta house") < page.index("Alpha house")
    assert "Ring twice." in page
    assert "Needles only" not in page
    assert "3 places to ask: Kenya" in page


def test_the_first_kind_of_a_need_comes_before_the_others(client: Client) -> None:
    making.service(name="Alpha house", **{"claim:children": claim(), "claim:trained": claim()})
    making.service(name="Beta counsel", types=["violence"])
    page = body(client, "hurt")
    assert page.index("Beta counsel") < page.index("Alpha house")


def test_a_woman_where_nothing_is_listed_finds_her_country_and_what_to_do(client: Client) -> None:
    making.service()
    assert '<option value="TD">Chad' in body(client, query="")
    page = body(client, query="?country=TD")
    assert '<option value="TD" selected>Chad' in page
    assert "?region=network-central-africa" in page


def test_an_attribute_alone_makes_a_service_fit(client: Client) -> None:
    making.service(name="Gives it", types=["drop_in"], **{"claim:naloxone": claim("partly")})
    making.service(name="Has none", types=["drop_in"], **{"claim:naloxone": claim("no")})
    page = body(client, "not-breathing")
    assert "Gives it" in page
    assert "Has none" not in page
    assert "Community management of opioid overdose" in page


def test_nothing_that_is_closed_withdrawn_or_elsewhere_is_offered(client: Client) -> None:
    making.service(name="Shut house", status="closed")
    making.service(name="House abroad", country="TZ")
    withdraw_service(service=making.service(name="Vanished house"), by=None, source="organisation")
    page = body(client)
    assert "Nothing is listed yet: Kenya" in page
    assert not any(name in page for name in ("Shut house", "House abroad", "Vanished house"))
    assert "House abroad" in body(client, query="?region=network-east-west-southern-africa")


def test_a_hidden_place_shows_its_town_and_no_more(client: Client) -> None:
    service = making.service(description="At 17 Jacaranda Close.", **{"place:new-1": HOUSE})
    assert "17 Jacaranda Close" in body(client)
    field = f"place:{service.places.get().uid.hex}"
    change_service(service=service, content={field: HIDDEN}, origin=FROM_DESK, by=None)
    page = body(client)
    assert "Nairobi, Kenya" in page
    assert "Jacaranda" not in page


@pytest.mark.parametrize("query", ["", "?country=XX", "?country=%00", "?region=nowhere"])
def test_without_a_country_she_is_asked_for_one(client: Client, query: str) -> None:
    making.service(name="Alpha house")
    page = body(client, query=query)
    assert "Where are you?" in page
    assert "Alpha house" not in page


@pytest.mark.parametrize("address", ["need/money/", "need/lawyer/?country=KE&page=2", "need/lawyer/?page=x"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/services/{address}").status_code == 404


@pytest.mark.parametrize("services", [1, 3])
def test_the_list_asks_the_same_however_long(
    client: Client, services: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(services):
        making.service(name=f"House {number}", **{"place:new-1": HIDDEN, "claim:children": claim()})
    body(client)
    with django_assert_num_queries(9):
        body(client)


@pytest.mark.once
def test_quick_help_is_light_in_every_language(client: Client) -> None:
    for number in range(8):
        making.service(name=f"House {number}", expect="Words and more words. " * 20 + str(number))
    assert Service.objects.count() == 8
    for language in ("en", "ru", "ar"):
        for address in ("need/", "need/safe-place/?country=KE", "need/not-breathing/?country=KE"):
            answer = client.get(f"/{language}/services/{address}")
            assert weight(answer.content) <= MOST
