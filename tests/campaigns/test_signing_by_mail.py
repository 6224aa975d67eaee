"""Signing by e-mail alone: a letter, our question, and a yes or no from where the question went."""

import datetime

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tests.mailing.letters import bring, letter, open_post_office
from tests.vault.making import Holder
from whrin.campaigns.delivering.opening import opened_one
from whrin.campaigns.enums import Authority, Shows, Signer, SignState, Way
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.taking.letters import reply_address
from whrin.kit.days import today
from whrin.mailing.composing import compose
from whrin.mailing.models import Inbound, Outgoing
from whrin.mailing.pipeline import work_once
from whrin.mailing.reading import read_letter
from whrin.mailing.writing import Ready

pytestmark = pytest.mark.django_db
TO = "sign-care-not-punishment@lists.test"
ANA = "ana@union.example"


@pytest.fixture(autouse=True)
def _post_office(settings: Settings) -> None:
    """The site takes letters."""
    open_post_office(settings)


def come_in(body: str, *, to: str = TO, sender: str = ANA, **headers: str) -> Inbound:
    """Let a letter come in and be worked on; each has its own number."""
    number = f"{Inbound.objects.count()}@union.example"
    row = bring(letter(body=body, to=to, sender=sender, number=number, **headers), to=to, sender=sender)
    work_once()
    row.refresh_from_db()
    return row


def written_back() -> list[Ready]:
    """Send what waits: return it, and empty the queue."""
    ready = [one for row in Outgoing.objects.order_by("pk") if (one := compose(row))]
    Outgoing.objects.all().delete()
    return ready


def text_of(ready: Ready) -> str:
    return read_letter(ready.content).text


def test_nobody_sends_a_link_to_another_by_signing_with_her_address(call: Call) -> None:
    come_in("Name: Win a prize at evil.example\nShow: named\n")
    (asked,) = written_back()
    assert "evil" not in text_of(asked) and "press “No”" in text_of(asked)
    assert Signature.objects.get().shown == "Win a prize at evil.example"


def test_a_woman_signs_with_two_letters(heron: Holder, call: Call) -> None:
    row = come_in("Name: Ana Alba\nCountry: Kenya\nShow: initials")
    assert (row.state, row.sealed) == (Inbound.State.DONE, "")
    signature = Signature.objects.get()
    assert (signature.state, signature.way, signature.shown) == (SignState.WAITING, Way.MAIL, "A. A.")
    assert call.key
    signed = opened_one(signature, heron.opened.pair_of(call.key))
    assert signed
    assert (signed.name, signed.email) == ("Ana Alba", ANA)
    (back,) = written_back()
    said = text_of(back)
    assert back.recipient == ANA
    assert all(words in said for words in ("Care, not punishment", "/act/papers/", "Kenya", "A. A."))
    assert b"Auto-Submitted: auto-replied" in back.content or b"auto-generated" in back.content
    assert reply_address(signature).encode() in back.content
    come_in("Yes!\n\n> Was this you?", to=reply_address(signature))
    signature.refresh_from_db()
    assert (signature.state, Outgoing.objects.count()) == (SignState.CONFIRMED, 0)


def test_whoever_did_not_write_erases_it_with_one_word(call: Call) -> None:
    come_in("Ana Alba")
    signature = Signature.objects.get()
    written_back()
    come_in("No, that was not me", to=reply_address(signature))
    signature.refresh_from_db()
    assert (signature.state, bytes(signature.sealed), signature.shown) == (SignState.REFUSED, b"", "")


def test_an_answer_from_elsewhere_or_of_a_machine_changes_nothing(call: Call) -> None:
    come_in("Ana Alba")
    signature = Signature.objects.get()
    address = reply_address(signature)
    come_in("Yes", to=address, sender="other@union.example")
    come_in("Yes", to=address, Auto_Submitted="auto-replied")
    come_in("Maybe", to=address)
    signature.refresh_from_db()
    assert signature.state == SignState.WAITING


def test_an_organisation_that_a_stranger_signs_for_waits_for_a_look(call: Call) -> None:
    come_in("Organisation: Water Union\nName: Ana Alba\nWebsite: https://water.example")
    signature = Signature.objects.get()
    assert (signature.kind, signature.authority, signature.shows) == (
        Signer.ORGANISATION,
        Authority.CLAIMED,
        Shows.NAMED,
    )
    assert "We look at whether you may sign for it" in text_of(written_back()[0])


def test_a_letter_without_a_name_is_told_what_is_missing_and_then_signs(call: Call) -> None:
    come_in("I would like to sign your statement about water, please do it")
    (back,) = written_back()
    assert Signature.objects.count() == 0
    assert all(words in text_of(back) for words in ("We found no name", "Name:", "Country:"))
    assert f"Reply-To: {TO}".encode() in back.content
    come_in("Name: Ana Alba")
    assert Signature.objects.get().state == SignState.WAITING


def test_an_address_gets_one_letter_a_day_however_often_somebody_writes_in_its_name(call: Call) -> None:
    for body in ("Ana Alba", "Ana Alba again", "Another Name"):
        come_in(body)
    assert len(written_back()) == 1
    with time_machine.travel(today() + datetime.timedelta(days=1), tick=False):
        come_in("Ana Alba")
        assert len(written_back()) == 1


def test_a_machine_is_not_answered(call: Call) -> None:
    come_in("Name: Ana Alba", Auto_Submitted="auto-generated")
    come_in("Name: Ana Alba", Precedence="bulk")
    assert (Signature.objects.count(), Outgoing.objects.count()) == (0, 0)


def test_a_closed_text_cannot_be_signed_by_letter_and_that_is_said_once(call: Call) -> None:
    call.closes_on = call.opens_on = today() - datetime.timedelta(days=1)
    call.save(update_fields=["closes_on", "opens_on"])
    for _time in range(2):
        come_in("Name: Ana Alba")
    assert ["cannot be signed at present" in text_of(one) for one in written_back()] == [True]
    assert not Signature.objects.exists()


def test_people_cannot_sign_what_only_organisations_sign(call: Call) -> None:
    call.takes_people = False
    call.save(update_fields=["takes_people"])
    come_in("Name: Ana Alba")
    assert ["Only organisations sign" in text_of(one) for one in written_back()] == [True]
    assert not Signature.objects.exists()
