"""Signatures are delivered; those who signed are thanked once, and told once what came of it."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from tests.campaigns.signed import open_call, sign_as
from tests.vault import making
from tests.vault.making import Holder
from whrin.campaigns.actions import delivering, sorting
from whrin.campaigns.actions.delivering import CannotDeliver, NotNow, deliver_call, tell_outcome, thank
from whrin.campaigns.actions.erasing import counted_of
from whrin.campaigns.actions.looking import let_go_and_ask
from whrin.campaigns.actions.signing import AlreadyDelivered, confirm, deny
from whrin.campaigns.enums import Authority, Signer, SignState
from whrin.campaigns.models import Call
from whrin.kit.days import today
from whrin.mailing.composing import compose
from whrin.mailing.models import Outgoing
from whrin.vault.opened import NotGranted

pytestmark = pytest.mark.django_db


def delivered(heron: Holder, *names: str) -> Call:
    call = open_call(heron, opens_on=today() - datetime.timedelta(days=10))
    for name in names:
        sign_as(call, name)
    return deliver_call(call=call, to="The committee", day=today(), receipt="No. 7", by=heron.person)


def test_a_holder_can_deliver_once(heron: Holder) -> None:
    call = delivered(heron)
    assert (call.delivered_to, call.closes_on, call.is_open()) == ("The committee", today(), False)
    with pytest.raises(CannotDeliver):
        deliver_call(call=call, to="Another", day=today(), receipt="", by=heron.person)
    call.refresh_from_db()
    assert call.delivered_to == "The committee"


def test_nobody_changes_what_counts_once_it_was_delivered(heron: Holder) -> None:
    call = delivered(heron, "Ana")
    held = sign_as(call, "Bea", state=SignState.HELD, held_because="name")
    asked = sign_as(call, "Eva", state=SignState.HELD, waits_until=today())
    union = sign_as(call, "Union", kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    uids = list(call.signatures.values_list("pk", flat=True))
    for act in (sorting.hold, sorting.let_go, sorting.confirm_authority):
        assert act(call=call, uids=uids, by=heron.person) == 0
    assert let_go_and_ask(call=call, uids=uids, opened=heron.opened, by=heron.person) == 0
    assert counted_of(call).count() == 1 and not Outgoing.objects.exists()
    assert sorting.refuse(call=call, uids=uids, by=heron.person) == 3
    for row in (held, asked, union):
        row.refresh_from_db()
        assert (bytes(row.sealed), row.shown, row.state) == (b"", "", SignState.REFUSED)


@pytest.mark.parametrize("days", [-11, 1])
def test_a_holder_cannot_deliver_on_a_day_that_cannot_be(heron: Holder, days: int) -> None:
    call = open_call(heron, opens_on=today() - datetime.timedelta(days=10))
    day = today() + datetime.timedelta(days=days)
    with pytest.raises(CannotDeliver):
        deliver_call(call=call, to="The committee", day=day, receipt="", by=heron.person)
    call.refresh_from_db()
    assert call.delivered_on is None


def test_each_who_signed_is_thanked_once_in_batches(heron: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    call = delivered(heron, "Ana", "Bea", "Cleo")
    sign_as(call, "Held", state=SignState.HELD)
    monkeypatch.setattr(delivering, "BATCH", 2)
    assert thank(call=call, opened=heron.opened, by=heron.person) == 1
    assert thank(call=call, opened=heron.opened, by=heron.person) == 0
    with pytest.raises(NotNow):
        thank(call=call, opened=heron.opened, by=heron.person)
    letters = list(Outgoing.objects.all())
    ready = [one for letter in letters if (one := compose(letter))]
    assert {one.recipient for one in ready} == {"ana@her.example", "bea@her.example", "cleo@her.example"}
    assert all("her.example" not in str(vars(letter)) for letter in letters)
    assert b"The committee" in ready[0].content
    assert b"Ana" not in ready[0].content


def test_what_came_of_it_is_told_once_in_her_language(heron: Holder) -> None:
    call = delivered(heron)
    sign_as(call, "Ana", language="es")
    outcome = {"en": "They changed the law.", "es": "Cambiaron la ley."}
    assert tell_outcome(call=call, outcome=outcome, opened=heron.opened, by=heron.person) == 0
    ready = compose(Outgoing.objects.get())
    assert ready
    assert b"Cambiaron la ley." in ready.content
    with pytest.raises(NotNow):
        tell_outcome(call=call, outcome={"en": "Other words."}, opened=heron.opened, by=heron.person)
    call.refresh_from_db()
    assert call.outcome == outcome


def test_nobody_can_be_written_to_before_the_delivery_or_without_the_key(heron: Holder) -> None:
    call = open_call(heron)
    sign_as(call, "Ana")
    with pytest.raises(NotNow):
        thank(call=call, opened=heron.opened, by=heron.person)
    deliver_call(call=call, to="The committee", day=today(), receipt="", by=heron.person)
    stranger = making.holder(name="Grey Wren")
    with pytest.raises(NotGranted):
        thank(call=call, opened=stranger.opened, by=stranger.person)
    assert not Outgoing.objects.exists()


@contextmanager
def delivered_before_it_is_locked(call: Call) -> Iterator[None]:
    """Let somebody deliver a call in the moment in which another is about to lock its row."""
    came: list[str] = []

    def deliver(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not came and sql.startswith("SELECT") and ' FROM "campaigns_call" ' in sql:
            came.append(sql)
            Call.objects.filter(pk=call.pk).update(delivered_on=today(), closes_on=today())
        return execute(sql, *rest)

    with connection.execute_wrapper(deliver):
        yield
    assert came


def test_a_delivery_in_the_same_moment_comes_before_what_would_change_it(heron: Holder) -> None:
    call = open_call(heron)
    late = sign_as(call, "Bea", state=SignState.WAITING, waits_until=today())
    with delivered_before_it_is_locked(call), pytest.raises(AlreadyDelivered):
        confirm(signature=late)
    late.refresh_from_db()
    assert late.state == SignState.WAITING
    Call.objects.update(delivered_on=None)
    counted = sign_as(call, "Ana")
    with delivered_before_it_is_locked(call), pytest.raises(AlreadyDelivered):
        deny(signature=counted)
    for act in (sorting.hold, sorting.let_go, sorting.confirm_authority):
        Call.objects.update(delivered_on=None)
        union = sign_as(call, act.__name__, kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
        held = sign_as(call, f"of {act.__name__}", state=SignState.HELD)
        with delivered_before_it_is_locked(call):
            assert act(call=call, uids=[union.pk, held.pk], by=heron.person) == 0
    counted.refresh_from_db()
    assert counted.state == SignState.CONFIRMED and counted.sealed
