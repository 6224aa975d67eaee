"""Anybody writes a letter to the map: her words wait apart, and who she is goes nowhere."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests.cast import SignedIn
from tests.mailing.letters import HER, bring, letter, open_post_office
from tests.services import making
from tests.services.proposing import reviewer
from whrin.mailing.models import Inbound, Outgoing
from whrin.mailing.pipeline import work_once
from whrin.mailing.storing import NobodyThere
from whrin.services.enums import ProposalKind, ProposalState, Source
from whrin.services.models import Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TO = "services@lists.test"


@pytest.fixture(autouse=True)
def _post_office(settings: Settings) -> None:
    cache.clear()
    open_post_office(settings)


def come_in(body: str, **more: str) -> Inbound:
    row = bring(letter(to=TO, body=body, **more), to=TO)
    work_once()
    row.refresh_from_db()
    return row


def test_her_words_wait_apart_about_the_service_they_name_and_she_is_forgotten() -> None:
    made = making.service()
    row = come_in(f"It moved: https://site.test/en/services/{made.slug}/\n\nWrite to {HER}.\n-- \nHeron")
    wanted = Proposal.objects.get()
    assert (wanted.kind, wanted.source, wanted.state) == (
        ProposalKind.CORRECT,
        Source.EMAIL,
        ProposalState.HELD,
    )
    assert wanted.service == made and "It moved" in wanted.note and "letter" in wanted.held_for
    kept = str(list(Proposal.objects.values())) + str(list(Inbound.objects.values()))
    assert HER not in kept and "Heron" not in wanted.note
    assert (row.state, row.sealed) == (Inbound.State.DONE, "")
    assert not Outgoing.objects.exists()


def test_a_letter_that_comes_twice_and_one_of_a_machine_make_no_second_suggestion() -> None:
    come_in("It is closed.")
    come_in("It is closed.", Received="by another.example")
    come_in("I am away.", number="2@her.example", Auto_Submitted="auto-replied")
    assert Proposal.objects.count() == 1


def test_the_address_obeys_no_commands() -> None:
    for to in ("services-join@lists.test", "services+abc@lists.test", "nobody@lists.test"):
        with pytest.raises(NobodyThere):
            bring(letter(to=to), to=to)


def test_a_reviewer_says_which_service_a_letter_is_about() -> None:
    made = making.service()
    come_in("The shelter is closed.")
    wanted = Proposal.objects.get()
    near, address = SignedIn(reviewer("Heron")), f"/en/services/review/{wanted.uid}/edit/"
    assert near.post(address, {"address": "no such"}).status_code == 422
    assert near.post(address, {"address": f"https://site.test/en/services/{made.slug}/"}).status_code == 302
    wanted.refresh_from_db()
    assert wanted.service == made and wanted.changes == {}
    assert "part=about" in near.get(address).content.decode()
