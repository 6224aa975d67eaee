"""What goes out: to a real small mail server, with retries, and never twice without need."""

import datetime
import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests import cast
from tests.mailing.circle import Circle
from tests.mailing.letters import HER
from tests.mailing.sink import Sink, running_sink
from whrin.mailing import sending
from whrin.mailing.addresses import read_local_part, read_reply_address, read_return_address
from whrin.mailing.letters import Letter, register_letters
from whrin.mailing.models import Outgoing
from whrin.mailing.queue import enqueue
from whrin.mailing.sending import send_once
from whrin.mailing.ways import Unreachable
from whrin.people.models import Address, Person

pytestmark = pytest.mark.django_db

#: Subjects and texts by key: what the composer of these tests says.
WORDS = {
    "plain": Letter(
        subject="Water",
        text="The well is open.\nFrom now on.\n",
        list_name="heron",
        display_name="Blue Heron",
        key="plain",
        reply_key="plain",
        answers=("first", "second"),
        archived_at="https://site.test/en/forum/p/plain/",
    ),
    "scripts": Letter(
        subject="और पानी — مياه",
        text="पानी आ गया।\n" * 40 + "ماء\n" + "é" * 3000,
        list_name="heron",
        display_name="नीली “Heron”, the <first>",
        key="scripts",
    ),
    "evil": Letter(
        subject="Hello\r\nBcc: everybody@elsewhere.example\r\n\r\nbody",
        text="x",
        list_name="heron",
        display_name="Eve\r\nBcc: everybody@elsewhere.example\u2028X: y",
        headers={"Reply-To": "a@b.example\r\nBcc: c@d.example", "Bcc": "e@f.example", "To": "g@h.example"},
    ),
    "office": Letter(subject="Update", text="Open this page."),
}


def compose(key: str, _person: Person | None) -> Letter | None:
    if key == "broken":
        raise ValueError(key)
    return WORDS.get(key)


@pytest.fixture
def sink(settings: Settings, circle: Circle) -> Iterator[Sink]:
    register_letters("test", compose)
    with running_sink() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def queue(person: Person, key: str = "plain", stem: str = "", address: str = "") -> Outgoing:
    stem = stem or f"{key}:{person.pk}"
    enqueue(kind="test", key=key, person=person, language="en", stem=stem, address=address)
    return Outgoing.objects.get(stem=stem)


def message(sink: Sink, number: int = -1) -> EmailMessage:
    raw = sink.came[number].original_content
    assert raw is not None
    assert raw.isascii()
    made = email.message_from_bytes(raw, policy=email.policy.default)
    assert not made.defects
    return made


def later(**time: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + datetime.timedelta(**time))


def test_a_letter_goes_out_and_leaves_the_queue(sink: Sink, writer: Person) -> None:
    queue(writer)
    assert send_once() == 1
    assert (Outgoing.objects.count(), sink.came[0].rcpt_tos) == (0, [HER])
    sent = message(sink)
    assert sent.get_content().splitlines() == ["The well is open.", "From now on."]
    assert (sent["Subject"], str(sent["From"])) == ("Water", "Blue Heron <heron@lists.test>")


def test_a_list_letter_says_how_to_answer_and_how_to_leave(sink: Sink, writer: Person) -> None:
    queue(writer)
    send_once()
    sent = message(sink)
    reply = read_reply_address(str(sent["Reply-To"]).partition("@")[0])
    assert reply is not None
    assert (reply.person_id, reply.key) == (writer.pk, "plain")
    assert sent["List-Id"] == "<heron.lists.test>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["List-Unsubscribe"].startswith("<https://site.test/mail/out/")
    assert "<mailto:heron-leave@lists.test>" in sent["List-Unsubscribe"]
    for name in ("List-Post", "List-Help", "List-Subscribe", "List-Owner", "List-Archive"):
        assert sent[name].startswith("<")
    assert (sent["Precedence"], sent["Archived-At"]) == ("list", "<https://site.test/en/forum/p/plain/>")
    assert sent["Date"].endswith("-0000")
    assert len(sent["References"].split()) == 2
    assert sent["In-Reply-To"] == sent["References"].split()[-1]
    assert sent["Auto-Submitted"] is None


def test_a_letter_that_comes_back_tells_whose_it_was(sink: Sink, writer: Person) -> None:
    queue(writer)
    send_once()
    target = read_local_part(str(sink.came[0].mail_from).partition("@")[0])
    assert target is not None
    assert (target.name, read_return_address(target)) == ("heron", writer.pk)


def test_every_script_arrives_as_it_was_written(sink: Sink, writer: Person) -> None:
    queue(writer, "scripts")
    send_once()
    sent = message(sink)
    assert sent["Subject"] == "और पानी — مياه"
    assert sent.get_content().splitlines() == WORDS["scripts"].text.splitlines()
    assert sent["From"].addresses[0].display_name == "नीली “Heron”, the <first>"
    assert sent["From"].addresses[0].addr_spec == "heron@lists.test"
    raw = sink.came[0].original_content or b""
    assert max(map(len, raw.split(b"\r\n"))) < 998


def test_no_name_or_subject_can_add_a_header(sink: Sink, writer: Person) -> None:
    queue(writer, "evil")
    send_once()
    sent = message(sink)
    assert (sent["Bcc"], sent["X"], sent.get_all("To")) == (None, None, [HER])
    assert sink.came[0].rcpt_tos == [HER]
    assert sent["Subject"] == "Hello Bcc: everybody@elsewhere.example body"


def test_a_letter_of_the_office_says_nothing_of_lists(sink: Sink, writer: Person, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Office <office@elsewhere.example>"
    queue(writer, "office", address="new@her.example")
    send_once()
    sent = message(sink)
    assert (sink.came[0].rcpt_tos, str(sent["From"])) == (
        ["new@her.example"],
        "Office <office@elsewhere.example>",
    )
    assert [name for name in sent if name.startswith("List-")] == []
    assert sent["Auto-Submitted"] == "auto-generated"


def test_nothing_goes_to_whoever_has_no_address_or_is_on_hold(
    sink: Sink, writer: Person, other_member: Person
) -> None:
    Address.objects.update(on_hold=True)
    queue(writer)
    queue(other_member)
    send_once()
    assert (sink.came, Outgoing.objects.count()) == ([], 0)


def test_what_was_withdrawn_meanwhile_is_not_sent(sink: Sink, writer: Person) -> None:
    queue(writer, "gone")
    send_once()
    assert (sink.came, Outgoing.objects.count()) == ([], 0)


def test_one_letter_that_cannot_be_written_does_not_stop_the_others(sink: Sink, writer: Person) -> None:
    queue(writer, "broken")
    queue(writer)
    send_once()
    assert len(sink.came) == 1
    assert Outgoing.objects.get().last_code == "unwritten"


def test_a_busy_server_gets_the_letter_later_with_the_same_number(sink: Sink, writer: Person) -> None:
    numbers = []

    def busy(envelope: object) -> str:
        content = getattr(envelope, "original_content", b"")
        numbers.append(email.message_from_bytes(content)["Message-ID"])
        return "451 4.3.0 Later" if len(numbers) == 1 else ""

    sink.on_data = busy
    queue(writer)
    send_once()
    row = Outgoing.objects.get()
    assert (row.attempts, row.last_code, row.state) == (1, "451 4.3.0", Outgoing.State.WAITING)
    assert send_once() == 0
    with later(minutes=2):
        assert send_once() == 1
    assert (len(sink.came), Outgoing.objects.count()) == (1, 0)
    assert numbers[0] == numbers[1]


def test_a_server_that_never_has_time_is_given_up_after_days(sink: Sink, writer: Person) -> None:
    sink.on_data = lambda _envelope: "451 4.3.0 Later"
    row = queue(writer)
    for attempt in range(11):
        with later(days=attempt):
            send_once()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (Outgoing.State.DEAD, 11)


def test_a_letter_refused_for_its_size_is_dead_and_no_fault_of_hers(sink: Sink, writer: Person) -> None:
    sink.on_data = lambda _envelope: "552 5.3.4 Too large"
    row = queue(writer)
    send_once()
    row.refresh_from_db()
    assert (row.state, row.last_code) == (Outgoing.State.DEAD, "552 5.3.4")
    assert not hasattr(writer, "returned")


def test_an_address_that_is_gone_counts_as_a_return(sink: Sink, writer: Person) -> None:
    sink.on_recipient = lambda _address: "550 5.1.1 Unknown"
    row = queue(writer)
    send_once()
    row.refresh_from_db()
    assert row.state == Outgoing.State.DEAD
    assert (writer.returned.score, writer.returned.status) == (100, "5.1.1")


def test_after_a_refusal_the_others_go_over_the_same_connection(sink: Sink, writer: Person) -> None:
    people = [cast.member(f"Bird {number}", email=f"bird{number}@her.example") for number in range(3)]
    sink.on_recipient = lambda address: "550 5.1.1 Unknown" if address.startswith("bird1") else ""
    for person in people:
        queue(person)
    send_once()
    assert sorted(each.rcpt_tos[0] for each in sink.came) == ["bird0@her.example", "bird2@her.example"]


def test_when_there_is_no_server_everything_waits(sink: Sink, writer: Person, settings: Settings) -> None:
    settings.EMAIL_PORT = 18609
    queue(writer)
    with pytest.raises(Unreachable):
        send_once()
    row = Outgoing.objects.get()
    assert (row.attempts, row.lease_until, row.state) == (1, None, Outgoing.State.WAITING)


def test_a_server_that_closes_the_door_halfway_loses_nothing(sink: Sink, writer: Person) -> None:
    other = cast.member("Grey Wren", email="wren@wren.example")
    sink.on_recipient = lambda address: "421 4.7.0 Closing" if address.startswith("wren") else ""
    queue(writer)
    queue(other)
    with pytest.raises(Unreachable):
        send_once()
    assert len(sink.came) == 1
    assert (Outgoing.objects.get().person, Outgoing.objects.get().attempts) == (other, 1)


def test_a_worker_killed_while_sending_sends_one_letter_twice_at_most(
    sink: Sink, writer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(_row: Outgoing) -> None:
        raise Killed

    for key in ("plain", "scripts", "office"):
        queue(writer, key)
    with monkeypatch.context() as dying:
        dying.setattr(sending, "is_done", kill)
        with pytest.raises(Killed):
            send_once()
    with later(minutes=6):
        send_once()
    assert (len(sink.came), Outgoing.objects.count()) == (4, 0)
    assert message(sink, 0)["Message-ID"] == message(sink, 1)["Message-ID"]
