"""A hidden place goes out of everything that was said, however it was written there."""

import pytest

from tests.services import making, proposing
from tests.services.test_no_leak import CITY, COUNTRY, EXACT, WORDS, kept
from whrin.services.actions import change_service, merge_services, withdraw_service
from whrin.services.actions.deciding import decide
from whrin.services.actions.proposals import propose
from whrin.services.models import Proposal, Service

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ADDRESS = "17 Jacaranda Close, Gate B, ground floor"
HOUSE = {**EXACT, "address": ADDRESS}


def hide(service: Service, **more: object) -> None:
    field = f"place:{service.places.get().uid.hex}"
    content = {field: COUNTRY, **more}
    change_service(service=service, content=content, origin=making.FROM_DESK, by=None)


@pytest.mark.parametrize(
    "said",
    [
        {"description": "Come to 17 JACARANDA close."},
        {"description": "Come to 17 Jacaranda\nClose: ground  floor."},
        {"cost_note": "Free at 17, Jacaranda-Close"},
        {"website": "https://maps.example/?q=17%20Jacaranda+Close"},
        {"website": "https://maps.example/@-1.297431,36.823177", "source": "https://example.org/zq-00999"},
        {"name": "Sample 17 Jacaranda Close"},
    ],
)
def test_a_hidden_address_goes_however_it_was_written(said: dict[str, str]) -> None:
    service = making.service(**{"place:new-1": HOUSE, **said})
    hide(service)
    left = kept().casefold()
    assert [each for each in ("jacaranda", "297431", "zq-00999") if each in left] == []
    assert Service.objects.get().website == ""


def test_what_is_told_of_an_exact_place_stays() -> None:
    service = making.service(**{"place:new-1": HOUSE, "website": "https://example.org/17+Jacaranda+Close"})
    service.refresh_from_db()
    assert service.website.endswith("Close")
    assert service.places.get().address == ADDRESS


def test_a_place_that_is_taken_away_and_written_anew_as_a_hidden_one_leaves_no_trace() -> None:
    service = making.service(description=WORDS, **{"place:new-1": EXACT})
    field = f"place:{service.places.get().uid.hex}"
    content = {field: None, "place:new-1": CITY}
    change_service(service=service, content=content, origin=making.FROM_DESK, by=None)
    assert "Jacaranda" not in kept()


def test_reviewers_words_and_places_proposed_anew_are_struck_out_too() -> None:
    service = making.service(**{"place:new-1": EXACT})
    said = {"place:new-1": EXACT, "cost_note": "Free"}
    proposal, _code = propose(kind="correct", service=service, content=said, source="page")
    decide(proposal=proposal, person=proposing.reviewer("Heron"), accepts=True, note=WORDS)
    hide(service)
    assert "Jacaranda" not in kept()
    assert Proposal.objects.get().changes["cost_note"]["new"] == "Free"


def test_what_was_merged_goes_with_the_record_that_hides_or_vanishes() -> None:
    service = making.service(**{"place:new-1": EXACT})
    other = making.service(name="Sample double", description=WORDS)
    merge_services(kept=service, gone=other, by=None)
    hide(service)
    assert "Jacaranda" not in kept()
    withdraw_service(service=service, by=None, source="organisation", at_once=True)
    assert "Sample double" not in kept()
    assert Service.objects.count() == 2
