"""What must not break mail, fault by fault, and where each is tested.

fault                              tests
malformed MIME, unknown charsets   reading/test_letters: hostile_letters, any_charset; here: any_rubbish
deep HTML                          reading/test_letters: hostile_letters
attachments of 25 MB               test_door: ten_megabytes; reading/test_letters: files_are_named
10,000 recipients                  test_door: more_recipients_than_a_hundred; here: ten_thousand
loops between lists                test_letters_in: machines, circles; here: our_own_letter
forged senders                     test_letters_in: forged_sender, forged_beside, two_senders, forger
stolen reply addresses             test_letters_in: stolen_reply_address, another_member, stranger_with
duplicate and missing Message-IDs  test_letters_in: handed_over_twice, another_way, used_number;
                                   here: without_number
dates in the future                here: far_in_the_future
disk full                          test_door: cannot_be_stored; here: no_room_on_the_disk, full_disk;
                                   people/test_unsent: full_disk
sink down, or answering 451, 552   test_letters_out: no_server, halfway, busy_server, never_has_time, its_size
killed in the middle of a batch    test_letters_in: killed_worker; test_letters_out: killed_while_sending;
                                   benchmarks/kills
never a trace, never an answer     test_letters_in: stranger_is_never_answered; here: any_rubbish
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils import timezone

from tests.mailing.circle import Circle
from tests.mailing.letters import HER, PASSED, bring, letter
from whrin.mailing.composing import compose
from whrin.mailing.letters import Letter, register_letters
from whrin.mailing.lists import Outcome
from whrin.mailing.lmtp import Listener
from whrin.mailing.models import Inbound, KnownLetter, Outgoing
from whrin.mailing.pipeline import work_once
from whrin.mailing.queue import enqueue
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


def come_in(raw: bytes, *, to: str = "heron@lists.test") -> Inbound:
    row = bring(raw, to=to)
    work_once()
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 5_000,
        b"From: =?\xff?=\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n" * 500,
        b"Content-Type: text/html; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n<div>" * 50,
        b"From: a@b\r\nFrom: c@d\r\nReply-To: " + b"(" * 2_000 + b"\r\nAuto-Submitted: \xff\r\n\r\n",
    ],
    ids=range(5),
)
def test_any_rubbish_is_dealt_with_and_nobody_is_answered(circle: Circle, raw: bytes) -> None:
    row = come_in(raw)
    assert (row.state, row.trouble, row.sealed) == (Inbound.State.DONE, "", "")
    assert (circle.said, Outgoing.objects.count()) == ([], 0)


def test_a_letter_to_ten_thousand_is_posted_once_and_names_nobody(circle: Circle) -> None:
    crowd = ", ".join(f"reader{number}@crowd.example" for number in range(10_000))
    raw = b"Cc: " + crowd.encode() + b"\r\n" + letter(Authentication_Results=PASSED)
    assert come_in(raw).state == Inbound.State.DONE
    assert [said.body for said in circle.said] == ["The well is open again."]
    assert Outgoing.objects.count() == 0


def test_our_own_letter_that_another_list_gets_is_dropped(circle: Circle, writer: Person) -> None:
    register_letters("bad-input", lambda key, _person: Letter(key, "Words.", "heron", key=key))
    enqueue(kind="bad-input", key="post-1", person=writer, language="en", stem="one")
    ready = compose(Outgoing.objects.get())
    assert ready is not None
    Outgoing.objects.all().delete()
    row = come_in(ready.content, to="plover@lists.test")
    assert (row.kind, circle.said, Outgoing.objects.count()) == (Inbound.Kind.LOOP, [], 0)


def test_a_letter_without_number_is_posted_once_for_each_text(circle: Circle) -> None:
    raw = b"\n".join(
        line
        for line in letter(Authentication_Results=PASSED).splitlines()
        if not line.startswith(b"Message-ID")
    )
    for text in (raw, raw, raw + b"\nMore."):
        come_in(text)
    assert [said.body for said in circle.said] == [
        "The well is open again.",
        "The well is open again.\nMore.",
    ]


@pytest.mark.parametrize("date", ["Thu, 31 Dec 2099 23:59:59 +1400", "yesterday", "32 Foo 99999"])
def test_a_letter_from_far_in_the_future_came_today(circle: Circle, date: str) -> None:
    row = come_in(letter(Authentication_Results=PASSED, Date=date))
    today = timezone.now().date()
    assert (len(circle.said), row.day, KnownLetter.objects.get().day) == (1, today, today)


@contextmanager
def no_room_on_the_disk() -> Iterator[None]:
    """Let every connection that is opened from now on find no room for one page more, as on a full disk."""

    def fill(connection: BaseDatabaseWrapper, **_named: object) -> None:
        connection.cursor().execute("PRAGMA max_page_count=1")  # it keeps what there is

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # pages that other tests left free would be room
    connection_created.connect(fill)
    try:
        yield
    finally:
        connection_created.disconnect(fill)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count=1000000000")


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_letter_for_which_there_is_no_room_on_the_disk_stays_with_the_mail_server(circle: Circle) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone can be told that its disk is full")
    raw = letter(body="Words. " * 20_000)
    with no_room_on_the_disk():
        full = Listener(("127.0.0.1", 0))
        with smtplib.LMTP("127.0.0.1", full.port) as door, pytest.raises(smtplib.SMTPDataError) as refusal:
            door.sendmail(HER, ["heron@lists.test"], raw)
        full.close()
    assert (refusal.value.smtp_code, Inbound.objects.count()) == (451, 0)
    freed = Listener(("127.0.0.1", 0))
    with smtplib.LMTP("127.0.0.1", freed.port) as door:
        assert door.sendmail(HER, ["heron@lists.test"], raw) == {}
    freed.close()
    assert Inbound.objects.count() == 1


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_letter_that_was_taken_in_outlives_a_full_disk(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone can be told that its disk is full")
    raw = letter(Authentication_Results=PASSED)

    def fills(*_given: object) -> Outcome:
        with connection.cursor() as cursor:
            most = cursor.execute("PRAGMA max_page_count").fetchone()[0]
            try:
                cursor.execute("PRAGMA max_page_count=1")
                cursor.execute("CREATE TABLE filler AS SELECT zeroblob(9000000)")
            finally:
                cursor.execute(f"PRAGMA max_page_count={most}")
        raise AssertionError

    with monkeypatch.context() as full:
        full.setattr(circle, "receive", fills)
        full.setattr("whrin.mailing.lists._sources", [circle.source()])
        row = bring(raw)
        for _time in range(8):
            work_once()
            Inbound.objects.update(lease_until=None)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.trouble) == (Inbound.State.WAITING, 0, "")
    work_once()
    assert [said.body for said in circle.said] == ["The well is open again."]
