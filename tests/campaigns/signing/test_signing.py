"""Signing on the web, and the page behind the link of our letter."""

import datetime
import re
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from tests.campaigns.signing.forms import send
from tests.vault.making import Holder
from whrin.campaigns.actions import signing
from whrin.campaigns.actions.delivering import deliver_call
from whrin.campaigns.delivering.opening import opened_one
from whrin.campaigns.enums import Signer, SignState, Way
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.signing.totals import totals_of
from whrin.campaigns.taking.given import Given, initials_of
from whrin.campaigns.taking.letters import compose_question, token_of
from whrin.campaigns.taking.marks import normal_address
from whrin.kit.days import today
from whrin.mailing.composing import compose
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.django_db


def page_of(row: Signature) -> str:
    return f"/en/act/confirm/{token_of(row.pk)}/"


def test_a_visitor_signs_and_counts_once_she_said_yes(reader: Client, call: Call, heron: Holder) -> None:
    answer = send(reader, call)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/act/papers/care-not-punishment/sign/?signed=yes",
    )
    assert not answer.cookies
    row = Signature.objects.get()
    assert (row.state, row.country_id, row.shown, row.way) == (SignState.WAITING, "MX", "Ana Lopez", Way.WEB)
    assert totals_of(call).both == 0
    assert b"ana" not in bytes(row.sealed).lower()
    assert call.key
    signed = opened_one(row, heron.opened.pair_of(call.key))
    assert signed and (signed.name, signed.email, signed.language) == ("Ana Lopez", "ana@her.example", "en")
    ready = compose(Outgoing.objects.get())
    assert ready
    reader.post(page_of(row), {"act": "yes"})
    row.refresh_from_db()
    assert (row.state, row.waits_until) == (SignState.CONFIRMED, None)


def test_the_letter_names_no_text_and_leads_to_the_page(reader: Client, call: Call) -> None:
    send(reader, call)
    row = Signature.objects.get()
    letter = compose_question(str(row.pk), None)
    assert letter and letter.subject == "Was this you?"
    assert page_of(row) in letter.text and "Ana" not in letter.text
    assert "care" not in letter.text.lower() and "drug" not in letter.text.lower()


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_link_scanner_changes_nothing(reader: Client, call: Call, method: str) -> None:
    send(reader, call)
    row = Signature.objects.get()
    before = Signature.objects.values().get()
    for query in ("", "?act=yes", "?act=no"):
        assert getattr(reader, method)(page_of(row) + query).status_code == 200
    assert Signature.objects.values().get() == before


def test_a_visitor_who_did_not_sign_is_erased_at_once_and_left_alone(reader: Client, call: Call) -> None:
    send(reader, call)
    row = Signature.objects.get()
    reader.post(page_of(row), {"act": "no"})
    row.refresh_from_db()
    assert (row.state, bytes(row.sealed), row.shown, row.country) == (SignState.REFUSED, b"", "", None)
    assert not Outgoing.objects.exists()
    assert b"erased" in reader.get(page_of(row)).content
    for days in (0, 29):
        with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)):
            send(reader, call)
    assert not Outgoing.objects.exists()
    assert reader.post(page_of(row), {"act": "yes"}).status_code == 409
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)):
        send(reader, call)
    assert Outgoing.objects.count() == 1


def test_a_visitor_can_take_her_signature_back_until_it_is_delivered(
    reader: Client, call: Call, heron: Holder
) -> None:
    send(reader, call)
    row = signing.confirm(signature=Signature.objects.get())
    reader.post(page_of(row), {"act": "no"})
    row.refresh_from_db()
    assert (row.state, bytes(row.sealed)) == (SignState.WITHDRAWN, b"")
    send(reader, call, email="eva@her.example")
    other = signing.confirm(signature=Signature.objects.exclude(pk=row.pk).get())
    deliver_call(call=call, to="A sample body", day=today(), receipt="", by=heron.person)
    assert reader.post(page_of(other), {"act": "no"}).status_code == 409
    other.refresh_from_db()
    assert other.state == SignState.CONFIRMED and other.sealed


def test_whoever_took_her_signature_back_is_left_alone_as_long_as_she_was_told(
    reader: Client, call: Call
) -> None:
    send(reader, call)
    row = signing.confirm(signature=Signature.objects.get())
    reader.post(page_of(row), {"act": "no"})
    assert b"for 30 days" in reader.get(page_of(row)).content
    for days, letters, state in (
        (1, 0, SignState.WITHDRAWN),
        (29, 0, SignState.WITHDRAWN),
        (30, 1, SignState.WAITING),
    ):
        with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)):
            send(reader, call)
        row.refresh_from_db()
        assert (Outgoing.objects.count(), row.state) == (letters, state)


def test_whoever_signs_twice_is_told_the_same_and_gets_one_letter_a_day(reader: Client, call: Call) -> None:
    first = send(reader, call)
    second = send(reader, call, name="Ana L.", email="ANA+more@her.example")
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Signature.objects.count() == Outgoing.objects.count() == 1
    assert Signature.objects.get().shown == "Ana L."
    signing.confirm(signature=Signature.objects.get())
    Outgoing.objects.all().delete()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)):
        for _time in range(2):
            assert send(reader, call, name="Somebody else")["Location"] == first["Location"]
    row = Signature.objects.get()
    assert (row.state, row.shown, Outgoing.objects.count()) == (SignState.CONFIRMED, "Ana L.", 1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": "nowhere"}, b"Enter a valid email"),
        ({"name": "\u200b \u202e"}, b"required"),
        ({"token": "forged"}, b"open for long"),
        ({"subject": "cheap"}, b"once more"),
        ({"country": "ZZ"}, b"not one of"),
    ],
)
def test_what_is_refused_is_given_back(
    reader: Client, call: Call, changed: dict[str, str], words: bytes
) -> None:
    answer = send(reader, call, **{"role": "x", **changed})
    assert answer.status_code == 422
    assert words in answer.content and (b"Ana Lopez" in answer.content or "name" in changed)
    assert not Signature.objects.exists() and not Outgoing.objects.exists()


def test_a_visitor_cannot_sign_what_is_closed_and_loses_nothing(reader: Client, call: Call) -> None:
    Call.objects.update(closes_on=today(), opens_on=today() - datetime.timedelta(days=9))
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)):
        answer = send(reader, call)
        assert answer.status_code == 409 and b"Ana Lopez" in answer.content
        assert b"cannot be signed now" in reader.get(f"/en/act/papers/{call.paper.slug}/sign/").content
    assert not Signature.objects.exists()


def test_a_forged_or_unknown_link_is_told_so(reader: Client, call: Call) -> None:
    for wrong in ("abc", token_of(UUID(int=7))):
        answer = reader.get(f"/en/act/confirm/{wrong}/")
        assert answer.status_code == 404 and b"does not work any more" in answer.content


def test_the_form_sets_no_cookie_and_is_kept_by_nobody(reader: Client, call: Call) -> None:
    answer = reader.get(f"/en/act/papers/{call.paper.slug}/sign/")
    assert answer.status_code == 200 and not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    found = re.findall(rb'name="token" value="([^"]+)"', answer.content)
    again = re.findall(rb'name="token" value="([^"]+)"', reader.get(answer.request["PATH_INFO"]).content)
    assert found != again


def test_a_signature_that_is_told_no_country_counts(call: Call) -> None:
    given = Given(kind=Signer.PERSON, name="Eva", email="eva@her.example", language="es")
    signing.confirm(signature=signing.sign(call=call, given=given, way=Way.MAIL))
    assert totals_of(call).both == 1 and totals_of(call).places == 0


@pytest.mark.once
def test_addresses_and_initials() -> None:
    assert normal_address(" A.N.A+x@GoogleMail.com ") == "ana@gmail.com"
    assert normal_address("a.na@her.example") == "a.na@her.example"
    assert [initials_of(name) for name in ("Ana María López Ruiz", "اسم", "7")] == ["A. M. L.", "ا.", ""]
