"""Letters as they come, whole and broken."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from whrin.mailing.reading import read_letter
from whrin.mailing.reading.bounces import BounceKind

_HEAD = b"From: Blue Heron <heron@Example.org>\r\nSubject: Re: Water\r\nMessage-ID: <1@example.org>\r\n"


def _with(head: bytes = b"", body: bytes = b"I do.\r\n") -> bytes:
    return _HEAD + head + b"\r\n" + body


def test_a_plain_letter_is_read() -> None:
    raw = _with(
        b"In-Reply-To: <0@w.org>\r\nReferences: <a@w.org>\r\n <0@w.org>\r\nContent-Language: fr-CA, en\r\n"
    )
    reading = read_letter(raw)
    assert reading.from_address == "heron@example.org"
    assert (reading.subject, reading.base_subject) == ("Re: Water", "Water")
    assert (reading.message_id, reading.in_reply_to) == ("1@example.org", "0@w.org")
    assert reading.references == ("a@w.org", "0@w.org")
    assert (reading.body, reading.language) == ("I do.", "fr-CA")
    assert not reading.is_automatic
    assert not reading.is_bounce


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (b"Content-Type: text/plain; charset=x-unknown\r\n", "Ça va.".encode(), "Ça va."),
        (b"Content-Type: text/plain; charset=us-ascii\r\n", "Ça va.".encode("cp1252"), "Ça va."),
        (b"Content-Type: text/plain; charset=koi8-r\r\n", "Да.".encode("koi8-r"), "Да."),
        (b"", "سلام".encode(), "سلام"),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n", b"SSBkby4=!!", "I do."),
        (b"Content-Type: text/plain; format=flowed; delsp=yes\r\n", b"I d \r\no.", "I do."),
        (b"Content-Type: text/html\r\n", b"<?xml version='1.0' encoding='UTF-8'?><p>I do.</p>", "I do."),
        (b"Content-Type: nonsense\r\n", b"I do.", "I do."),
    ],
)
def test_any_charset_and_encoding_is_read(head: bytes, body: bytes, expected: str) -> None:
    assert read_letter(_with(head, body)).body == expected


def test_a_plain_part_that_is_only_a_stub_gives_way_to_html() -> None:
    message = EmailMessage()
    message["From"] = "heron@example.org"
    message.set_content("This is an HTML message. Please view it in your browser.")
    message.add_alternative("<p>I do.</p>", subtype="html")
    assert read_letter(message.as_bytes()).body == "I do."


def test_files_are_named_and_those_that_run_are_refused() -> None:
    message = EmailMessage()
    message["From"] = "heron@example.org"
    message.set_content("Look.")
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="photo.jpg.EXE")
    message.add_attachment(b"png", maintype="image", subtype="png", filename="photo.png")
    reading = read_letter(message.as_bytes())
    assert [(found.name, found.is_refused) for found in reading.attachments] == [
        ("photo.jpg.EXE", True),
        ("photo.png", False),
    ]
    assert reading.body == "Look."


@pytest.mark.parametrize("head", [b"From: other@example.org\r\n", b"From: a@example.org, b@example.org\r\n"])
def test_two_senders_are_nobody(head: bytes) -> None:
    raw = _with(head) if head.startswith(b"From: other") else head + b"\r\nx"
    assert read_letter(raw).from_address == ""


@pytest.mark.parametrize(
    "head",
    [
        b"Auto-Submitted: auto-replied\r\n",
        b"Precedence: auto_reply\r\n",
        b"X-Autoreply: yes\r\n",
        b"Return-Path: <>\r\n",
    ],
)
def test_an_answer_of_a_machine_is_known(head: bytes) -> None:
    assert read_letter(_with(head)).is_automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Out of office: back soon",
        "Automatische Antwort: Water",
        "Réponse automatique : Water",
        "自动回复: Water",
        "رد تلقائي: Water",
    ],
)
def test_a_letter_that_says_she_is_away_is_known_in_her_language(subject: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "heron@example.org", subject
    assert read_letter(message.as_bytes()).is_automatic


@pytest.mark.parametrize("head", [b"X-Auto-Response-Suppress: All\r\n", b"Auto-Submitted: no\r\n"])
def test_what_exchange_adds_to_what_people_write_is_no_machine(head: bytes) -> None:
    assert not read_letter(_with(head)).is_automatic


def _report(status: str, action: str, said: str) -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example.org\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; heron@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {said}\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        "Message-ID: <ours@lists.example.org>\r\n\r\nHello\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(
    ("status", "action", "said", "kind", "meant"),
    [
        ("5.1.1", "failed", "550 5.1.1 no such user", BounceKind.HARD, "5.1.1"),
        ("5.0.0", "failed", "550 5.1.1 no such user", BounceKind.HARD, "5.1.1"),
        ("5.0.0", "failed", "550 User unknown", BounceKind.HARD, "5.1.1"),
        ("5.2.2", "failed", "552 mailbox full", BounceKind.SOFT, "5.2.2"),
        ("5.7.1", "failed", "554 message rejected by policy", BounceKind.OTHER, "5.7.1"),
        ("4.4.1", "delayed", "connection timed out", BounceKind.SOFT, "4.4.1"),
        ("4.4.7", "failed", "expired", BounceKind.SOFT, "4.4.7"),
    ],
)
def test_a_report_says_for_whom_and_whether_for_good(
    status: str, action: str, said: str, kind: BounceKind, meant: str
) -> None:
    bounce = read_letter(_report(status, action, said)).bounce
    assert bounce is not None
    assert (bounce.kind, bounce.status, bounce.recipient) == (kind, meant, "heron@example.org")
    assert bounce.original_id == "ours@lists.example.org"


def test_news_that_a_letter_arrived_is_no_bounce() -> None:
    assert read_letter(_report("2.0.0", "delivered", "250 ok")).bounce is None


def test_a_bounce_in_plain_words_is_understood() -> None:
    raw = (
        b"From: MAILER-DAEMON@mx.example.org\r\nSubject: failure notice\r\n\r\nHi.\r\n\r\n"
        b"<heron@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n"
    )
    bounce = read_letter(raw).bounce
    assert bounce is not None
    assert (bounce.kind, bounce.recipient) == (BounceKind.HARD, "heron@example.org")


def test_a_woman_who_writes_about_a_bounce_has_not_bounced() -> None:
    raw = _with(body=b"My letter to clinic@example.org came back: user unknown. What now?\r\n")
    assert read_letter(raw).bounce is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100_000,
        _with(b"Content-Type: text/html\r\n", b"<div>" * 100_000),
        _with(b"Content-Type: text/html\r\n", b"<blockquote>a" * 150),
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
        b"References: " + b"<a@b> " * 100_000 + b"\n\nx",
        b"From: " + b", ".join(b"x%d@y.org" % number for number in range(10_000)) + b"\n\nx",
        b"From: mailer-daemon@x.org\n\n" + b"a" * 60_000 + b"@" + b"b." * 30_000,
        b"\n\nOn " + b"a " * 100_000 + b"wrote",
        b"Subject: " + b"Re: " * 20_000 + b"\n\n" + b">" * 500_000,
        b"Content-Type: text/plain; charset=\xff\xfe\nSubject: =?x?q?=ff?= =?utf-8?b?!!?=\nFrom: =?\n\nx",
    ],
    ids=lambda raw: f"{len(raw)} bytes",
)
def test_hostile_letters_are_read_without_error(raw: bytes) -> None:
    assert read_letter(raw).attachments is not None


def test_the_standard_library_s_own_letters_are_read_when_its_tests_are_there() -> None:
    try:
        from test import test_email
    except ImportError:
        pytest.skip("this Python came without its tests")
    folder = Path(test_email.__file__).parent / "data"
    letters = sorted(folder.glob("msg_*.txt"))
    assert len(letters) >= 40
    for letter in letters:
        assert read_letter(letter.read_bytes()).subject is not None
