"""Letters to many: composed and encoded once, sent with fewer answers waited for, the same in every byte."""

from collections.abc import Mapping, Sequence
from email import message_from_bytes, policy

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tests import cast
from tests.mailing.circle import Circle
from tests.mailing.sink import running_sink
from whrin.mailing import composing
from whrin.mailing.composing import Batch, compose
from whrin.mailing.letters import Letter, register_letters
from whrin.mailing.models import Outgoing
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.mailing.sending import send_once
from whrin.people.models import Person

pytestmark = pytest.mark.django_db

SAID = Letter(
    subject="Wasser — مياه",
    text=".\n.A dot begins a line.\nThe well is open.\n",
    list_name="heron",
    display_name="Grauer Reiher ü",
    key="said",
    reply_key="said",
    answers=("first",),
    archived_at="https://site.test/en/forum/p/said/",
)


@pytest.fixture
def asked(circle: Circle) -> list[list[int]]:
    """Letters of a kind that many get, all but those whose number is told in `gone`; how it was asked."""
    how: list[list[int]] = []

    def many(key: str, people: Sequence[Person]) -> Mapping[int, Letter]:
        how.append([person.pk for person in people])
        return {} if key == "gone" else {person.pk: SAID for person in people}

    register_letters("many", lambda _key, _person: SAID, for_many=many)
    register_letters("one", lambda _key, _person: SAID)
    return how


def queue(number: int, kind: str = "many", key: str = "said") -> list[Outgoing]:
    people = [cast.member(f"Bird {place}", email=f"bird{place}@her.example") for place in range(number)]
    languages = ("en", "ar")
    enqueue_many(
        ToSend(kind, key, person, languages[place % 2], stem=f"{kind}:{person.pk}")
        for place, person in enumerate(people)
    )
    return list(Outgoing.objects.select_related("person__address").order_by("pk"))


def test_letters_made_together_are_those_made_one_by_one_in_every_byte(asked: list[list[int]]) -> None:
    rows = queue(6)
    batch = Batch(rows)
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        together = [batch.ready(row) for row in rows]
        assert len(asked) == 2, "asked once for each language"
        Outgoing.objects.update(kind="one")
        alone = [compose(row) for row in Outgoing.objects.select_related("person__address").order_by("pk")]
    assert together == alone
    assert len({ready.content for ready in together if ready}) == 6


def test_what_was_withdrawn_goes_to_none_of_many(asked: list[list[int]]) -> None:
    batch = Batch(rows := queue(2, key="gone"))
    assert [batch.ready(row) for row in rows] == [None, None]


def test_with_a_slow_server_it_is_asked_again_who_still_gets_a_letter(
    asked: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = Batch(rows := queue(3))
    batch.ready(rows[0])
    monkeypatch.setattr(composing, "_FRESH", -1.0)
    batch.ready(rows[1])
    batch.ready(rows[1])
    assert asked == [[rows[0].person_id, rows[2].person_id], [rows[1].person_id], [rows[1].person_id]]


@pytest.mark.parametrize("pipelines", [True, False])
def test_commands_sent_at_once_bring_the_same_and_refuse_the_same(
    asked: list[list[int]], settings: Settings, *, pipelines: bool
) -> None:
    rows = queue(4)
    with running_sink() as sink:
        sink.pipelines = pipelines
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        sink.on_recipient = lambda address: "550 5.1.1 Unknown" if address.startswith("bird1") else ""
        sink.on_data = lambda envelope: "451 4.3.0 Later" if "bird2" in envelope.rcpt_tos[0] else ""
        assert send_once() == 4
    assert [envelope.rcpt_tos for envelope in sink.came] == [["bird0@her.example"], ["bird3@her.example"]]
    letter = message_from_bytes(sink.came[1].original_content or b"", policy=policy.default)
    assert letter.get_content().splitlines() == SAID.text.splitlines()
    left = {row.person_id: (row.state, row.last_code) for row in Outgoing.objects.all()}
    dead, waiting = Outgoing.State.DEAD, Outgoing.State.WAITING
    assert left == {rows[1].person_id: (dead, "550 5.1.1"), rows[2].person_id: (waiting, "451 4.3.0")}
