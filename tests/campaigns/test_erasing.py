"""Data of those who signed end on their day: not before it, whatever the clock says, and wholly."""

import datetime

import pytest
import time_machine
from django.apps import apps
from django.db import connection

from tests.campaigns.signed import open_call, sign_as
from tests.vault.making import Holder
from whrin.campaigns.actions.delivering import deliver_call, thank
from whrin.campaigns.actions.erasing import end_what_is_over
from whrin.campaigns.enums import Authority, Shows, Signer, SignState, Way
from whrin.campaigns.models import Call, Kiosk, Signature
from whrin.kit.days import today
from whrin.mailing.models import Outgoing
from whrin.vault.models import Grant, SharedKey

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def run_on(*days: datetime.date) -> int:
    """Let the daily work run on these days; return how many calls it erased."""
    erased = 0
    for day in days:
        with time_machine.travel(day, tick=False):
            erased += end_what_is_over()
    return erased


def days_until(last: datetime.date, many: int = 7) -> list[datetime.date]:
    return [last - DAY * back for back in reversed(range(many))]


def everything_in_the_database() -> str:
    """Return the text of all rows of all tables."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
                     for row in cursor.fetchall() for cell in row]  # fmt: skip
    return "\n".join(said)


def test_names_are_nowhere_after_their_day_and_the_numbers_stay(heron: Holder) -> None:
    call = open_call(heron)
    sign_as(call, "Canaria Signs", country_id="KE")
    sign_as(call, "Quiet Canaria", shows=Shows.COUNTED)
    sign_as(call, "Water Union", kind=Signer.ORGANISATION, country_id="NP")
    sign_as(call, "Claimed Canaria", kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    sign_as(call, "Held Canaria", state=SignState.HELD)
    Kiosk.objects.create(call=call, mark="k" * 64, place="Canaria hall")
    call = deliver_call(call=call, to="The committee", day=today(), receipt="", by=heron.person)
    thank(call=call, opened=heron.opened, by=heron.person)
    assert "Canaria" in everything_in_the_database()
    assert run_on(*days_until(today() + DAY * 30)) == 1
    kept = everything_in_the_database().lower()
    assert "canaria" not in kept
    assert "her.example" not in kept
    call.refresh_from_db()
    assert (call.key, call.wrapped_mark_key, call.erased_on) == (None, "", today() + DAY * 30)
    assert call.totals == {
        "people": 2,
        "organisations": 1,
        "countries": {"person": {"KE": 1, "": 1}, "organisation": {"NP": 1}},
        "names": [{"name": "Water Union", "country": "NP"}],
    }
    left = [Signature, Kiosk, Outgoing, SharedKey, Grant]
    assert [model.__name__ for model in left if apps.get_model(model._meta.label).objects.exists()] == []


def test_nothing_goes_before_its_day(heron: Holder) -> None:
    call = open_call(heron)
    sign_as(call, "Ana")
    deliver_call(call=call, to="The committee", day=today(), receipt="", by=heron.person)
    assert run_on(*days_until(today() + DAY * 29, 29)) == 0
    assert Signature.objects.count() == 1


def test_a_clock_that_jumps_erases_nothing(heron: Holder) -> None:
    call = open_call(heron)
    sign_as(call, "Ana")
    sign_as(call, "Bea", state=SignState.WAITING, waits_until=today() + DAY * 20)
    deliver_call(call=call, to="The committee", day=today(), receipt="", by=heron.person)
    far = today() + DAY * 3000
    assert (
        run_on(today(), far, today() + DAY, far + DAY, today() + DAY * 2, *days_until(far + DAY * 8, 6)) == 0
    )
    assert Signature.objects.count() == 2
    assert Call.objects.get().erased_on is None


def test_a_call_that_was_never_delivered_ends_ninety_days_after_its_last_day(heron: Holder) -> None:
    call = open_call(heron, closes_on=today())
    sign_as(call, "Ana")
    assert run_on(*days_until(today() + DAY * 89)) == 0
    assert run_on(today() + DAY * 90) == 1
    assert not Signature.objects.exists()


def test_who_never_answered_is_erased_and_the_others_stay(heron: Holder) -> None:
    call = open_call(heron)
    sign_as(call, "Ana")
    sign_as(call, "Bea", state=SignState.WAITING, waits_until=today())
    run_on(*days_until(today() + DAY * 6))
    assert Signature.objects.count() == 2
    run_on(*days_until(today() + DAY * 7))
    assert Signature.objects.get().shown == "Ana"


def test_who_was_held_and_never_answered_is_erased_as_our_letter_said(heron: Holder) -> None:
    call = open_call(heron)
    held = {"state": SignState.HELD, "held_because": "name"}
    sign_as(call, "Ana", **held, waits_until=today())
    sign_as(call, "Bea", **held)
    sign_as(call, "Eva", **held, way=Way.MAIL, waits_until=today())
    run_on(*days_until(today() + DAY * 6))
    assert Signature.objects.count() == 3
    run_on(today() + DAY * 7)
    assert set(Signature.objects.values_list("shown", flat=True)) == {"Bea", "Eva"}
    Call.objects.update(closes_on=today() + DAY * 7)
    run_on(today() + DAY * 8)
    assert Signature.objects.get().shown == "Bea"


def test_a_call_without_an_end_that_everybody_forgot_is_erased(heron: Holder) -> None:
    call = open_call(heron)
    sign_as(call, "Ana", day=today() + DAY * 10)
    assert run_on(*days_until(today() + DAY * 409)) == 0
    assert Signature.objects.count() == 1
    assert run_on(today() + DAY * 410) == 1
    assert not Signature.objects.exists()
    assert not Call.objects.get().is_open()
