"""Two reviewers at their phones: a queue, one suggestion, and saying it better."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import SignedIn
from tests.services import making
from tests.services.making import HIDDEN, claim
from tests.services.proposing import proposal, reviewer
from whrin.services.actions import change_service, withdraw_service
from whrin.services.actions.proposals import propose
from whrin.services.enums import ProposalKind, ProposalState, Source
from whrin.services.models import Proposal, Service

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUEUE = "/en/services/review/"


def page_of(wanted: Proposal) -> str:
    return f"{QUEUE}{wanted.uid}/"


def decide(browser: Client, wanted: Proposal, act: str = "accept", **sent: Any) -> Any:
    """Send what a browser would send from the page of a suggestion."""
    page = browser.get(page_of(wanted))
    fields = {name: page.context[name] for name in ("seen", "now")}
    return browser.post(page_of(wanted), {**fields, "field": list(wanted.changes), "act": act, **sent})


def test_whoever_is_no_reviewer_finds_nothing_there(client: Client) -> None:
    wanted = proposal(making.service(), name="Sample house")
    for browser in (SignedIn(cast.member("Owl")), SignedIn(cast.editor())):
        assert browser.get(QUEUE).status_code == 404
        assert browser.get(page_of(wanted)).status_code == 404
        assert browser.post(page_of(wanted), {"act": "accept"}).status_code == 404
    assert client.get(QUEUE)["Location"].startswith("/account/login/")
    assert wanted.verdicts.count() == 0


def test_two_reviewers_accept_what_they_see_and_read_of_each_other_only_a_role() -> None:
    made = making.service()
    wanted = proposal(made, name="Sample house", **{"claim:naloxone": claim("no")})
    near, far = SignedIn(reviewer("Heron")), SignedIn(reviewer("Wren", "BR"))
    answer = decide(near, wanted, note="I was there.")
    assert answer["Location"] == QUEUE
    assert near.get(QUEUE).content.decode().count("Your word is kept.") == 1
    seen = far.get(page_of(wanted)).content.decode()
    assert "Sample shelter" in seen and "Sample house" in seen
    assert "A reviewer from the region accepts." in seen and "One more has to accept." in seen
    assert "Heron" not in seen and near.get(page_of(wanted)).status_code == 200
    decide(far, wanted)
    made.refresh_from_db()
    assert made.name == "Sample house" and made.checked_on is None
    receipt = Proposal.objects.get()
    assert (receipt.state, receipt.reply) == (ProposalState.ACCEPTED, "I was there.")


def test_the_slower_of_two_reviewers_sees_what_the_other_decided_and_keeps_her_words() -> None:
    made = making.service()
    wanted = proposal(made, name="Sample house")
    near, far = SignedIn(reviewer("Heron")), SignedIn(reviewer("Wren", "BR"))
    old = far.get(page_of(wanted)).context
    decide(near, wanted, "decline", note="It moved.")
    sent = {"seen": old["seen"], "now": old["now"], "field": "name", "act": "accept", "note": "It is so."}
    late = far.post(page_of(wanted), sent)
    body = late.content.decode()
    assert late.status_code == 409
    assert "A reviewer from the region declines." in body and "It moved." in body and "It is so." in body
    made.refresh_from_db()
    assert made.name == "Sample shelter" and wanted.verdicts.count() == 1


def test_a_reviewer_who_declines_without_a_reason_is_asked_for_one() -> None:
    wanted = proposal(making.service(), name="Sample house")
    answer = decide(SignedIn(reviewer("Heron")), wanted, "decline")
    assert answer.status_code == 422 and wanted.verdicts.count() == 0


def test_a_field_that_was_changed_meanwhile_is_shown_before_it_is_confirmed() -> None:
    made = making.service()
    wanted = proposal(made, name="Sample house")
    near = SignedIn(reviewer("Heron"))
    old = near.get(page_of(wanted)).context
    change_service(service=made, content={"name": "Sample home"}, origin=making.FROM_DESK, by=None)
    sent = {"seen": old["seen"], "now": old["now"], "field": "name", "act": "accept"}
    late = near.post(page_of(wanted), sent)
    assert late.status_code == 409 and "Sample home" in late.content.decode()
    assert wanted.verdicts.count() == 0
    decide(near, wanted)
    assert wanted.verdicts.count() == 1


def test_a_reviewer_says_it_better_and_what_others_decided_counts_no_more() -> None:
    made = making.service()
    wanted = proposal(made, name="Sample hause", **{"place:new-1": HIDDEN})
    near, far = SignedIn(reviewer("Heron")), SignedIn(reviewer("Wren", "BR"))
    decide(far, wanted)
    address = f"{page_of(wanted)}edit/"
    assert near.get(address).status_code == 200
    with time_machine.travel(datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=20)):
        form = near.get(f"{address}?part=about")
    sent = {field.name: field.value() for field in form.context["form"] if field.value() is not None}
    token = re.findall(r'name="token" value="([^"]+)"', form.content.decode())[0]
    changed = {**sent, "token": token, "name": "Sample house", "seen": form.context["seen"]}
    refused = near.post(f"{address}?part=about", {**changed, "name": ""})
    wanted.refresh_from_db()
    assert refused.status_code == 422 and wanted.verdicts.count() == 1
    assert near.post(f"{address}?part=about", changed).status_code == 302
    wanted.refresh_from_db()
    assert wanted.changes["name"]["new"] == "Sample house" and wanted.verdicts.count() == 0
    assert wanted.changes["place:new-1"]["new"] == HIDDEN
    late = far.post(f"{address}?part=about", {**changed, "name": "House"})
    assert late.status_code == 422 and "while you read it" in late.content.decode()


def test_a_name_that_was_withdrawn_and_one_that_is_alike_are_told() -> None:
    gone = making.service(name="Gone house")
    withdraw_service(service=gone, by=None, source="organisation")
    making.service(name="Sample Shelter Nairobi")
    near = SignedIn(reviewer("Heron"))
    again = near.get(page_of(proposal(None, **making.content(name="gone house")))).content.decode()
    assert "taken off the map before" in again
    alike = near.get(page_of(proposal(None, **making.content(name="Shelter Nairobi, sample"))))
    assert [service.name for service in alike.context["doubles"]] == ["Sample Shelter Nairobi"]


def test_what_was_held_waits_in_its_own_list_and_says_why() -> None:
    wanted = proposal(making.service(), description="Call +254 20 555 01 99 <b>now</b>.")
    near = SignedIn(reviewer("Heron"))
    assert near.get(QUEUE).context["total"] == 0
    assert near.get(f"{QUEUE}?state=held").context["total"] == 1
    body = near.get(page_of(wanted)).content.decode()
    assert "telephone number" in body and "&lt;b&gt;" in body and "<b>now" not in body


def test_the_queue_narrows_and_asks_the_database_as_often_however_long_it_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = making.service()
    proposal(made, name="One")
    near = SignedIn(reviewer("Heron"))
    near.get(QUEUE)
    with django_assert_num_queries(9):
        near.get(QUEUE)
    for name in ("Two", "Three"):
        proposal(making.service(name=name), cost="free")
    with django_assert_num_queries(9):
        assert near.get(QUEUE).context["total"] == 3
    propose(kind=ProposalKind.ADD, source=Source.EMAIL, content=making.content(country="BR"))
    for query, total in (("country=BR", 1), ("country=KE", 3), ("kind=add", 1), ("source=page", 3)):
        assert near.get(f"{QUEUE}?{query}").context["total"] == total
    assert Service.objects.count() == 3


def test_a_reviewer_finds_the_queue_and_others_are_not_told_of_it() -> None:
    home = reverse("account_home")
    assert QUEUE in SignedIn(reviewer("Heron")).get(home).content.decode()
    assert QUEUE not in SignedIn(cast.member("Owl")).get(home).content.decode()
