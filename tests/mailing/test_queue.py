"""The queue of what goes out."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from whrin.mailing.models import Outgoing
from whrin.mailing.queue import PAUSES, ToSend, claim, enqueue, enqueue_many, give_up, label_of, try_later
from whrin.people.models import Person
from whrin.people.sealing import unseal

pytestmark = pytest.mark.django_db


def test_a_letter_asked_for_twice_waits_once(editor: Person) -> None:
    for _time in range(2):
        enqueue(kind="post", key="1", person=editor, language="es", stem="post:1:1")
    assert Outgoing.objects.get().language == "es"


def test_many_letters_are_queued_in_few_statements(
    editor: Person, django_assert_max_num_queries: object
) -> None:
    letters = [ToSend("post", "1", editor, "en", f"post:1:{number}") for number in range(400)]
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # a fixture without a type of its own
        enqueue_many(letters)
    assert Outgoing.objects.count() == 400


def test_an_address_given_for_one_letter_is_sealed(editor: Person) -> None:
    enqueue(kind="k", key="1", person=editor, language="en", stem="s", address="her@example.test")
    row = Outgoing.objects.get()
    assert "example" not in row.to
    assert unseal(row.to, purpose=label_of("s")) == "her@example.test"


def test_what_is_taken_is_not_taken_again_until_its_lease_ends(editor: Person) -> None:
    enqueue(kind="k", key="1", person=editor, language="en", stem="s")
    assert len(claim()) == 1
    assert claim() == []
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        assert len(claim()) == 1


def test_a_failing_letter_is_tried_for_days_and_then_given_up(editor: Person) -> None:
    enqueue(kind="k", key="1", person=editor, language="en", stem="s")
    begun = timezone.now()
    for pause in PAUSES:
        row = Outgoing.objects.get()
        try_later(row, "451")
        assert row.state == Outgoing.State.WAITING
        assert row.next_at > timezone.now() + datetime.timedelta(minutes=pause - 1)
    try_later(row, "451")
    row.refresh_from_db()
    assert (row.state, row.last_code) == (Outgoing.State.DEAD, "451")
    assert datetime.timedelta(days=4) < datetime.timedelta(minutes=sum(PAUSES)) < datetime.timedelta(days=5)
    assert begun <= row.next_at


def test_a_refused_letter_is_dead_at_once(editor: Person) -> None:
    enqueue(kind="k", key="1", person=editor, language="en", stem="s")
    give_up(claim()[0], "552 5.3.4")
    assert Outgoing.objects.get().state == Outgoing.State.DEAD
    assert claim() == []
