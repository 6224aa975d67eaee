"""How long answers are kept, who can read them, and what is known of who answered."""

import datetime

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.surveys import making
from tests.surveys.making import filled_in
from whrin.audit.models import Event
from whrin.kit.daily import daily_chores
from whrin.people.keys import open_with, seal_with
from whrin.people.leaving import erasures, exports
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError
from whrin.surveys import actions
from whrin.surveys.enums import Audience, Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, AnswerEdition, Form, Ticket, Version
from whrin.surveys.queries import xml_of
from whrin.surveys.sealing import NobodyToSealFor, register_sealer


def take(form: Form, **what: str) -> AnswerEdition:
    instance = read_instance(filled_in(form_id=form.form_id, **what))
    return actions.take_answer(version=form.versions.get(), instance=instance, way=Way.WEB)


def test_answers_really_go_when_their_time_is_over(coordinator: Person) -> None:
    form = making.open_form(coordinator, months_kept=2)
    with time_machine.travel("2026-01-10"):
        take(form, number="uuid:old")
    with time_machine.travel("2026-03-05"):
        take(form, number="uuid:new")
        daily_chores()["surveys"]()
        assert Answer.objects.count() == 2
    with time_machine.travel("2026-03-15"):
        daily_chores()["surveys"]()
    assert [edition.day for edition in AnswerEdition.objects.all()] == [datetime.date(2026, 3, 5)]
    assert Version.objects.count() == 1


def test_a_coordinator_deletes_a_form_for_good(coordinator: Person) -> None:
    form = making.open_form(coordinator)
    take(form)
    actions.delete_form(form=form, by=coordinator)
    assert not Form.objects.exists() and not Answer.objects.exists() and not Version.objects.exists()
    assert Event.objects.filter(verb="delete", detail={"answers": 1}).exists()


def test_a_form_that_keeps_traces_says_why(coordinator: Person) -> None:
    with pytest.raises(ValidationError, match="why"):
        actions.create_form(form_id="a", keeps_place=True, by=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Form.objects.create(form_id="a", keeps_place=True)
    assert not Form.objects.exists()


class ForNamedPeople:
    """Seals with a public key: the server cannot open what it sealed."""

    def __init__(self) -> None:
        self.private = X25519PrivateKey.generate()

    def can_seal(self, form: Form) -> bool:
        return True

    def seal(self, form: Form, text: str, *, label: str) -> str:
        once = X25519PrivateKey.generate()
        public = once.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        return public + seal_with(once.exchange(self.private.public_key()), text, label=label)

    def open(self, form: Form, sealed: str, *, label: str, bearer: object) -> str:
        if not isinstance(bearer, X25519PrivateKey):
            raise CannotOpenError
        shared = bearer.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(sealed[:64])))
        return open_with(shared, sealed[64:], label=label)


def test_a_sensitive_form_is_read_by_named_people_alone(coordinator: Person) -> None:
    with pytest.raises(NobodyToSealFor):
        making.open_form(coordinator, is_sensitive=True)
    people = ForNamedPeople()
    register_sealer(people)
    try:
        edition = take(actions.open_form(form=Form.objects.get(), by=coordinator))
        assert take(edition.version.form) == edition
        with pytest.raises(CannotOpenError):
            xml_of(edition)
        assert "<name>A</name>" in xml_of(edition, bearer=people.private)
    finally:
        register_sealer(None)


def test_a_member_answers_once_and_nothing_leads_from_her_to_her_answer(
    coordinator: Person, member: Person, other_member: Person
) -> None:
    form = making.open_form(coordinator, audience=Audience.ONCE)
    actions.take_ticket(form=form, person=member)
    with pytest.raises(actions.HasAnswered):
        actions.take_ticket(form=form, person=member)
    actions.take_ticket(form=form, person=other_member)
    assert exports()["surveys"](member) == ["small"]
    assert {field.name for field in Ticket._meta.get_fields()} == {"id", "form", "mark"}
    erasures()["surveys"](member, False)  # noqa: FBT003 -- as the room calls it
    assert exports()["surveys"](member) == []
    assert Ticket.objects.count() == 1
    actions.close_form(form=form, by=coordinator)
    assert not Ticket.objects.exists() and not form.wrapped_ticket_key
    with pytest.raises(actions.NotForPhones):
        actions.admit_collector(label="x", forms=[form], by=coordinator)


def test_two_who_open_a_form_at_once_find_one_key_for_tickets(coordinator: Person, member: Person) -> None:
    form = making.publish(
        actions.create_form(form_id="small", by=coordinator, audience=Audience.ONCE), coordinator
    )
    late = Form.objects.get()
    actions.open_form(form=form, by=coordinator)
    actions.take_ticket(form=form, person=member)
    actions.open_form(form=late, by=coordinator)
    with pytest.raises(actions.HasAnswered):
        actions.take_ticket(form=Form.objects.get(), person=member)
