"""The page of one service: what matters to a woman in a hurry, in one flight of packets."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.architecture.test_weights import MOST, weight
from tests.services import making
from tests.services.making import HIDDEN, claim
from whrin.services.actions import check_service
from whrin.services.enums import Source
from whrin.services.models import Keeper, Service, Term
from whrin.services.showing.times import now_of

pytestmark = pytest.mark.django_db
#: Wednesday for all and for women, and Friday until after midnight.
OPENINGS = [[3, 540, 1020, False], [3, 1080, 1260, True], [5, 1320, 1560, False]]


def house(**more: object) -> Service:
    """Make a service with all there can be."""
    attributes = Term.objects.filter(kind="attribute").values_list("slug", flat=True)
    claims = {
        f"claim:{slug}": claim(("yes", "partly", "no")[place % 3]) for place, slug in enumerate(attributes)
    }
    texts = dict.fromkeys(("description", "expect", "conditions"), "Ring twice, then wait. " * 10)
    hours = {"openings": OPENINGS, "time_zone": "Africa/Nairobi", "hours_note": "Not on holidays."}
    contact = {"contact_email": "desk@house.example", "website": "https://house.example/"}
    return making.service(**{"place:new-1": HIDDEN, **claims, **texts, **hours, **contact, **more})


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [
        (18, 10, "Open now, until 17:00."),
        (18, 19, "Open now, until 21:00."),
        (19, 10, "Closed now. It opens again on Friday at 22:00."),
        # After midnight, on the day before's hours.
        (21, 1, "Open now, until 02:00."),
        (21, 3, "Closed now. It opens again on Wednesday at 09:00."),
    ],
)
def test_it_says_whether_it_is_open_by_the_clock_there(day: int, hour: int, sentence: str) -> None:
    nairobi = datetime.timezone(datetime.timedelta(hours=3))
    at = datetime.datetime(2026, 11, day, hour, tzinfo=nairobi).astimezone(datetime.UTC)
    assert now_of(house(), at).sentence == sentence


def test_nobody_is_told_hours_that_nobody_knows(client: Client) -> None:
    assert now_of(making.service(), datetime.datetime(2026, 11, 18, tzinfo=datetime.UTC)).is_open is None
    page = client.get("/en/services/sample-shelter/").content.decode()
    assert "Not known. Ask before you go." in page
    assert "Nobody has checked this yet." in page


def test_who_says_so_stands_beside_each_answer(client: Client) -> None:
    service = making.service(**{"claim:no_papers": claim("partly", said_by="peer", sureness="unsure")})
    page = client.get(f"/en/services/{service.slug}/").content.decode()
    assert "<b>Partly</b> <span>No identity papers, no registration</span>" in page
    assert "A peer who checked it · October 2026 · Not sure" in page
    assert "Not known yet:" in page


def test_a_check_by_a_peer_stands_first(client: Client) -> None:
    service = making.service()
    check_service(service=service, source=Source.PAGE, by=None)
    page = client.get(f"/en/services/{service.slug}/").content.decode()
    assert page.index("Last checked by a peer") < page.index("What it does")


@pytest.mark.once
def test_that_the_organisation_was_asked_and_is_silent_stands_beside_the_age(client: Client) -> None:
    service = making.service()
    said = "The organisation was asked whether this is still correct, and has not answered."
    assert said not in client.get(f"/en/services/{service.slug}/").content.decode()
    Keeper.objects.create(service=service, mark="of its mailbox", asked_on="2026-01-02", reminders=2)
    page = client.get(f"/en/services/{service.slug}/").content.decode()
    assert page.index("Nobody has checked this yet.") < page.index(said) < page.index("What it does")


def test_the_fullest_page_is_light_in_every_language(client: Client) -> None:
    service = house()
    for language in ("en", "ru", "ar"):
        assert weight(client.get(f"/{language}/services/{service.slug}/").content) <= MOST


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_asks_the_same_however_many_are_near(
    client: Client, others: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    service = house()
    for number in range(others):
        making.service(name=f"House {number}", **{"place:new-1": HIDDEN})
    client.get(f"/en/services/{service.slug}/")
    with django_assert_num_queries(9):
        client.get(f"/en/services/{service.slug}/")
