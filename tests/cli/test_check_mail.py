"""`whrin check mail`: what the operator is told of mail."""

import pytest
from pytest_django.fixtures import Settings

from tests.mailing.sink import running_sink
from whrin.cli.mail_findings import mail_found, records, servers_found
from whrin.mailing.models import Outgoing
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


def grades() -> list[tuple[str, str]]:
    return [(finding.grade, finding.sentence) for finding in servers_found()]


def test_an_operator_without_mail_is_told_so() -> None:
    assert [grade for grade, _sentence in grades()] == ["look", "look"]
    assert records() == []


def test_a_server_that_does_not_answer_is_wrong(settings: Settings) -> None:
    settings.WHRIN_MAIL = "smtp://127.0.0.1:18609"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 18609
    assert grades()[0][0] == "wrong"


def test_a_server_that_answers_is_well(settings: Settings) -> None:
    with running_sink() as sink:
        settings.WHRIN_MAIL, settings.EMAIL_HOST = "smtp://127.0.0.1", "127.0.0.1"
        settings.EMAIL_PORT = sink.port
        assert grades()[0] == ("well", "The mail server lets us in.")


def test_a_door_that_nobody_opened_is_looked_at(settings: Settings) -> None:
    settings.WHRIN_MAIL_DOMAIN, settings.WHRIN_LMTP = "lists.test", ("127.0.0.1", 18609)
    assert any("Nothing answers at WHRIN_LMTP" in sentence for _grade, sentence in grades())
    assert [record.split()[1] for record in records()] == ["MX", "TXT", "TXT", "TXT"]


def test_dead_letters_are_told_of(member: Person) -> None:
    assert list(mail_found()) == []
    Outgoing.objects.create(kind="k", key="1", person=member, stem="s", state=Outgoing.State.DEAD)
    assert [finding.grade for finding in mail_found()] == ["look"]
