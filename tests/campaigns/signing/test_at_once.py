"""Somebody answers in the moment in which the call is delivered."""

import threading

import pytest
from django.db import connection, transaction

from tests.campaigns.signed import open_call, sign_as
from tests.vault.making import holder
from whrin.campaigns.actions import signing
from whrin.campaigns.actions.delivering import deliver_call
from whrin.campaigns.enums import SignState
from whrin.kit.days import today
from whrin.places.actions import load_countries_and_regions


@pytest.mark.django_db(transaction=True)
def test_who_answers_while_it_is_delivered_waits_and_is_not_counted() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("here one writes at a time, and threads share one connection")
    # An earlier test of this kind has emptied the tables.
    load_countries_and_regions()
    heron = holder()
    call = open_call(heron)
    late = sign_as(call, "Bea", state=SignState.WAITING, waits_until=today())
    refused: list[BaseException] = []

    def answer() -> None:
        try:
            signing.confirm(signature=late)
        except BaseException as fault:  # noqa: BLE001 whatever it is, the test must tell it
            refused.append(fault)
        finally:
            connection.close()

    other = threading.Thread(target=answer)
    with transaction.atomic():
        deliver_call(call=call, to="A sample body", day=today(), receipt="", by=heron.person)
        other.start()
        other.join(timeout=1)
        assert other.is_alive()
    other.join(timeout=10)
    assert [type(one) for one in refused] == [signing.AlreadyDelivered]
    late.refresh_from_db()
    assert late.state == SignState.WAITING
