"""Anybody adds, corrects, confirms and takes back: without account, cookie or script."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.architecture.test_weights import MOST, weight
from tests.cast import SignedIn
from tests.services import making
from tests.services.making import HIDDEN, HOUSE, claim
from tests.services.proposing import reviewer
from whrin.services.actions import merge_services, withdraw_service
from whrin.services.actions.deciding import is_her_own
from whrin.services.content import content_of
from whrin.services.enums import ProposalState
from whrin.services.models import Proposal, Service
from whrin.services.suggesting import pages
from whrin.services.suggesting.parts import PARTS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADD = "/en/services/add/"


@pytest.fixture(autouse=True)
def _own_hour() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def filled_in(client: Client, address: str) -> dict[str, Any]:
    """Return what a browser would send from a page if she changed nothing, a moment after she got it."""
    with time_machine.travel(datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=20)):
        page = client.get(address)
    form = page.context["form"]
    sent: dict[str, Any] = {"token": re.findall(r'name="token" value="([^"]+)"', page.content.decode())[0]}
    for field in form:
        value = field.value()
        if field.name != "token" and value not in (None, "", False, []):
            sent[field.name] = value
    return sent


def send(client: Client, address: str, **changed: Any) -> Any:
    return client.post(address, filled_in(client, address) | changed)


def correct(made: Service, part: str) -> str:
    return f"/en/services/{made.slug}/correct/?part={part}"


def test_a_visitor_adds_a_service_and_reads_with_her_code_what_becomes_of_it(client: Client) -> None:
    said = {"name": "Sample clinic", "organisation": "Sample organisation", "country": "KE", "types": ["nsp"]}
    place = {"place:new-1:precision": "city", "place:new-1:city": "Nairobi"}
    asked = {"said_by": "woman", "sureness": "sure", "said_on": "2026-10", "claim:naloxone": "partly"}
    answer = send(client, ADD, **said, **place, **asked)
    assert answer.status_code == 302 and not answer.cookies
    wanted = Proposal.objects.get()
    new = {field: pair["new"] for field, pair in wanted.changes.items()}
    assert new == {
        **said,
        "language": "en",
        "place:new-1": {**HIDDEN, "city": "Nairobi"},
        "claim:naloxone": claim("partly"),
    }
    assert (wanted.said_by, wanted.source, wanted.state) == ("woman", "page", ProposalState.WAITING)
    receipt = answer["Location"].partition("?")[0]
    typed = receipt.split("/")[-2].lower().replace("-", " ")
    with_spaces = client.post("/en/services/told/", {"code": typed}, follow=True)
    assert "Waits for review" in with_spaces.content.decode()
    assert "Waits for review" in client.get(receipt).content.decode()
    client.post(receipt, {"act": "take-back"})
    wanted.refresh_from_db()
    assert wanted.state == ProposalState.TAKEN_BACK and wanted.changes == {}
    assert client.post(receipt, {"act": "take-back"}).status_code == 409
    assert client.get("/en/services/told/0000/").status_code == 404
    assert not Service.objects.exists()


@pytest.mark.parametrize("part", [part.name for part in PARTS if part.kind == "correct"])
def test_a_part_that_she_sends_as_it_was_proposes_nothing(client: Client, part: str) -> None:
    made = making.service(
        languages=["sw"],
        openings=[[1, 540, 1020, False], [2, 1320, 1560, True]],
        **{"claim:naloxone": claim(), "place:new-1": HOUSE, "place:new-2": HIDDEN},
    )
    assert send(client, correct(made, part)).status_code == 422
    assert not Proposal.objects.exists()


def test_she_corrects_hours_and_an_attribute_and_only_these_are_proposed(client: Client) -> None:
    made = making.service(openings=[[1, 540, 1020, False]], **{"claim:free": claim()})
    send(client, correct(made, "hours"), **{"day:1": "9-12, 13:30–17", "women:3": "22–02"})
    send(client, correct(made, "attributes"), **{"claim:free": "no", "said_by": "peer", "said_on": "2026-09"})
    hours, attribute = Proposal.objects.order_by("pk")
    rows = [[1, 540, 720, False], [1, 810, 1020, False], [3, 1320, 1560, True]]
    assert hours.changes == {"openings": {"old": [[1, 540, 1020, False]], "new": rows}}
    said = {"value": "no", "said_by": "peer", "said_on": "2026-09", "sureness": "not_said"}
    assert attribute.changes == {"claim:free": {"old": claim(), "new": said}}
    assert content_of(made)["openings"] == [[1, 540, 1020, False]]


def test_an_address_that_may_not_be_published_is_kept_nowhere_and_not_shown_again(client: Client) -> None:
    typed = {"place:new-1:address": "17 Jacaranda Close", "place:new-1:position": "-1.28333, 36.81667"}
    said = {"name": "", "organisation": "Sample organisation", "country": "KE"}
    for precision in ("city", "country"):
        hidden = {"place:new-1:precision": precision, "place:new-1:city": "Nakuru", **typed}
        refused = send(client, ADD, **said, **hidden)
        assert refused.status_code == 422 and "Jacaranda" not in refused.content.decode()
        assert ("Nakuru" in refused.content.decode()) == (precision == "city")
        assert send(client, ADD, **{**said, "name": "A"}, **hidden).status_code == 302
    kept = str(list(Proposal.objects.values()))
    assert "Jacaranda" not in kept and "36.8" not in kept


@pytest.mark.parametrize("position", ["north", "91, 10", "1.5", "1,2,3", "nan, nan"])
def test_wrong_coordinates_are_told_beside_their_field_and_nothing_typed_is_lost(
    client: Client, position: str
) -> None:
    said = {"name": "Sample clinic", "organisation": "Sample organisation", "country": "KE", "note": "Kept."}
    exact = {"place:new-1:precision": "exact", "place:new-1:address": "17 Close"}
    answer = send(client, ADD, **said, **exact, **{"place:new-1:position": position})
    assert answer.status_code == 422
    assert "place:new-1:position" in answer.context["form"].errors
    body = answer.content.decode()
    assert "Kept." in body and "17 Close" in body and position in body
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"website": "javascript:alert(1)"}, "website"),
        ({"country": "ZZ"}, "country"),
        ({"said_on": "2031-01"}, "said_on"),
        ({"types": ["nothing"]}, "types"),
        ({"subject": "Buy"}, "__all__"),
        ({"token": "forged"}, "__all__"),
    ],
)
def test_what_was_made_by_hand_or_by_a_programme_is_refused(
    client: Client, changed: dict[str, Any], field: str
) -> None:
    said = {"name": "Sample clinic", "organisation": "Sample organisation", "country": "KE"}
    answer = send(client, ADD, **{**said, **changed})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert "Sample clinic" in answer.content.decode() and not Proposal.objects.exists()


def test_a_repeated_press_is_one_suggestion_with_one_receipt(client: Client) -> None:
    made = making.service()
    sent = filled_in(client, correct(made, "note")) | {"note": "It moved."}
    first, again = (client.post(correct(made, "note"), sent) for _press in range(2))
    assert first["Location"] == again["Location"] and Proposal.objects.count() == 1
    client.post(correct(made, "note"), sent | {"note": "It moved to Nakuru."})
    assert Proposal.objects.count() == 2


def test_a_flood_waits_apart_and_later_is_asked_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AN_HOUR", 1)
    monkeypatch.setattr(pages, "MOST", 1)
    made = making.service()
    answers = [send(client, correct(made, "note"), note=f"Buy {number}.") for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert [each.held_for for each in Proposal.objects.order_by("pk")] == [[], ["burst"]]
    assert "Buy 2." in answers[2].content.decode()


def test_a_record_that_moved_or_is_gone_gives_her_words_back(client: Client) -> None:
    kept, gone = making.service(), making.service(name="Double")
    sent = filled_in(client, correct(gone, "contact")) | {"website": "https://a.example/"}
    merge_services(kept=kept, gone=gone, by=None)
    assert client.get(correct(gone, "contact")).status_code == 301
    assert client.post(correct(gone, "contact"), sent).status_code == 302
    assert set(Proposal.objects.get(service=kept).changes) == {"website"}
    withdraw_service(service=kept, by=None, source="organisation")
    words = {"note": "It moved to another house."}
    for address, status in ((correct(kept, "note"), 410), ("/en/services/never/correct/", 404)):
        answer = client.post(address, words)
        assert answer.status_code == status and words["note"] in answer.content.decode()
    assert client.get(correct(kept, "note")).status_code == 410


def test_a_reviewer_who_is_signed_in_is_known_again_by_a_mark_alone() -> None:
    made, near = making.service(), reviewer("Heron")
    send(SignedIn(near), correct(made, "confirm"))
    wanted = Proposal.objects.get()
    assert is_her_own(wanted, near) and not is_her_own(wanted, reviewer("Wren"))


def test_every_page_is_light(client: Client) -> None:
    made = making.service(**{"place:new-1": HOUSE})
    addresses = [ADD, ADD.replace("en", "ar", 1), *(correct(made, part.name) for part in PARTS)]
    weights = {address: weight(client.get(address).content) for address in addresses}
    assert {address: size for address, size in weights.items() if size > MOST} == {}
