"""The door that letters come in by, over a real socket: what is acknowledged is committed."""

import smtplib
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.mailing.circle import Circle
from tests.mailing.letters import HER, letter
from whrin.mailing import storing
from whrin.mailing.addresses import reply_address
from whrin.mailing.lmtp import Listener
from whrin.mailing.models import Inbound
from whrin.mailing.storing import raw_of
from whrin.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door(circle: Circle) -> Iterator[smtplib.LMTP]:
    listener = Listener(("127.0.0.1", 0))
    client = smtplib.LMTP("127.0.0.1", listener.port)
    yield client
    client.close()
    listener.close()


def test_an_acknowledged_letter_is_there(door: smtplib.LMTP) -> None:
    raw = letter(body="ünïcödé – और")
    assert door.sendmail(HER, ["heron@lists.test"], raw) == {}
    row = Inbound.objects.get()
    kept = raw_of(row).replace(b"\r\n", b"\n").rstrip()
    assert kept == f"Return-Path: <{HER}>\n".encode() + raw.rstrip()
    assert row.size > len(raw) - 10


def test_a_letter_that_came_back_has_no_sender(door: smtplib.LMTP) -> None:
    door.sendmail("", ["heron-bounces@lists.test"], letter())
    assert raw_of(Inbound.objects.get()).startswith(b"Return-Path: <>\r\n")


@pytest.mark.parametrize(
    "to",
    [
        "nobody@lists.test",
        "heron@elsewhere.test",
        "heron+abcdefgh@lists.test",
        "heron-confirm@lists.test",
        "heron-b@lists.test",
        "office@lists.test",
    ],
)
def test_an_unknown_address_is_refused_at_the_door(door: smtplib.LMTP, to: str) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        door.sendmail(HER, [to], letter())
    assert refusal.value.recipients[to][0] == 550
    assert refusal.value.recipients[to][1].startswith(b"5.1.1")
    assert not Inbound.objects.exists()


def test_one_unknown_address_does_not_stop_the_others(door: smtplib.LMTP) -> None:
    refused = door.sendmail(HER, ["heron@lists.test", "nobody@lists.test", "plover@lists.test"], letter())
    assert list(refused) == ["nobody@lists.test"]
    assert sorted(Inbound.objects.values_list("recipient", flat=True)) == ["heron", "plover"]


def test_a_reply_address_is_known_at_the_door(door: smtplib.LMTP, writer: Person) -> None:
    assert door.sendmail(HER, [reply_address("heron", writer, "post-1").upper()], letter()) == {}
    assert Inbound.objects.get().recipient.startswith("heron+")


def test_a_letter_of_more_than_ten_megabytes_is_refused_for_each_recipient(door: smtplib.LMTP) -> None:
    door.ehlo_or_helo_if_needed()
    door.mail(HER)
    door.rcpt("heron@lists.test")
    door.rcpt("plover@lists.test")
    line = b"x" * 900 + b"\r\n"
    code, words = door.data(letter() + line * 11_600)
    assert (code, words[:5]) == (552, b"5.3.4")
    assert door.getreply()[0] == 552
    assert door.noop()[0] == 250
    assert not Inbound.objects.exists()


def test_a_line_longer_than_the_rules_allow_is_taken(door: smtplib.LMTP) -> None:
    assert door.sendmail(HER, ["heron@lists.test"], letter() + b"y" * 200_000 + b"\r\n") == {}
    assert Inbound.objects.count() == 1


def test_more_recipients_than_a_hundred_are_asked_to_come_later(door: smtplib.LMTP) -> None:
    door.ehlo_or_helo_if_needed()
    door.mail(HER)
    codes = [door.rcpt("heron@lists.test")[0] for _number in range(101)]
    assert codes == [250] * 100 + [452]


def test_what_cannot_be_stored_is_not_acknowledged(
    door: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(*_given: object, **_named: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(storing, "seal", no_disk)
        with pytest.raises(smtplib.SMTPDataError) as refusal:
            door.sendmail(HER, ["heron@lists.test"], letter())
    assert (refusal.value.smtp_code, refusal.value.smtp_error[:5]) == (451, b"4.3.0")
    assert not Inbound.objects.exists()
    assert door.sendmail(HER, ["heron@lists.test"], letter()) == {}
    assert Inbound.objects.count() == 1


def test_a_letter_whose_acknowledgement_was_lost_is_kept_once(circle: Circle) -> None:
    def killed() -> None:
        raise ConnectionResetError

    listener = Listener(("127.0.0.1", 0), on_letter=killed)
    try:
        with pytest.raises((smtplib.SMTPException, OSError)):
            smtplib.LMTP("127.0.0.1", listener.port).sendmail(HER, ["heron@lists.test"], letter())
    finally:
        listener.close()
    assert Inbound.objects.count() == 1
    again = Listener(("127.0.0.1", 0))
    try:
        with smtplib.LMTP("127.0.0.1", again.port) as client:
            assert client.sendmail(HER, ["heron@lists.test"], letter()) == {}
    finally:
        again.close()
    assert Inbound.objects.count() == 1


def test_when_too_much_waits_the_mail_server_keeps_the_letter(
    door: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(storing, "MOST_WAITING", 1)
    door.sendmail(HER, ["heron@lists.test"], letter())
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        door.sendmail(HER, ["heron@lists.test"], letter(number="2@x"))
    assert refusal.value.recipients["heron@lists.test"] == (452, b"4.2.2 No room now, try again later")
    assert Inbound.objects.count() == 1
