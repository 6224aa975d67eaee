"""Sends what waits: a batch at a time over one connection, each letter composed in the moment it goes.

Each letter's outcome is committed before the next is handed over, so that a killed worker sends at most one
twice, and with the same Message-ID. That commit need not reach the disk at once (`cheap_commits`): after a
power cut a few letters may go twice, and none is lost.
"""

import datetime
import logging
import re
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from whrin.mailing.bounces import count_return
from whrin.mailing.catching import catch, is_catching
from whrin.mailing.known import keys_kept
from whrin.mailing.letters import Letter, composer_of
from whrin.mailing.models import Outgoing
from whrin.mailing.queue import LEASE, claim, give_back, give_up, is_done, label_of, try_later
from whrin.mailing.writing import Ready, write
from whrin.people.addresses import read_address
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError, unseal

logger = logging.getLogger(__name__)

#: A letter is not begun when less than this is left of the lease.
MARGIN = datetime.timedelta(seconds=60)
#: 421: the server closes the door for now; the letters that were not tried wait.
_CLOSING = 421
#: From here on the server means never (RFC 5321, 4.2.1).
_NEVER = 500
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")


class Refused(Exception):
    """The server did not take a letter. `code` is what it said; `is_final`: it never will; `status`
    (RFC 3463): when it was the address that it did not like.
    """

    def __init__(self, code: str, *, is_final: bool, status: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final
        self.status = status


class Unreachable(Exception):
    """There is no server, or it hung up: nothing more can be sent now."""


class Way(Protocol):
    """How letters leave the house."""

    def hand_over(self, ready: Ready) -> None:
        """Hand one letter over. Raises `Refused` and `Unreachable`."""


class IntoTheCatcher:
    """Letters go into the catcher."""

    def hand_over(self, ready: Ready) -> None:
        """Keep it."""
        catch(ready.recipient, ready.content)


class OverSmtp:
    """Letters go to the mail server, all over one connection."""

    def __init__(self) -> None:
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        self._server = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
        if settings.EMAIL_USE_TLS:
            self._server.starttls()
        if settings.EMAIL_HOST_USER:
            self._server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)

    def hand_over(self, ready: Ready) -> None:
        """Send it; understand what the server says."""
        try:
            self._server.sendmail(ready.sender, [ready.recipient], ready.content)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            raise _refused(code, words, is_about_address=True) from None
        except smtplib.SMTPResponseException as refusal:
            raise _refused(refusal.smtp_code, refusal.smtp_error) from None
        except UnicodeEncodeError:  # Neither this server nor our words can say such an address.
            self._server.rset()
            raise Refused("5.6.7", is_final=True) from None
        except (smtplib.SMTPException, OSError) as trouble:
            raise Unreachable(type(trouble).__name__) from None

    def close(self) -> None:
        """Say goodbye."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.quit()


def _refused(code: int, words: "bytes | str", *, is_about_address: bool = False) -> Exception:
    if code == _CLOSING:
        return Unreachable(str(code))
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    found = _STATUS.match(text)
    status = found[0] if found else f"{code // 100}.0.0"
    return Refused(
        f"{code} {status}",
        is_final=code >= _NEVER,
        status=status if is_about_address else "",
    )


@contextmanager
def _way_out() -> Iterator[Way]:
    if is_catching():
        yield IntoTheCatcher()
        return
    try:
        way = OverSmtp()
    except (smtplib.SMTPException, OSError) as trouble:
        raise Unreachable(type(trouble).__name__) from None
    try:
        yield way
    finally:
        way.close()


def can_send() -> bool:
    """Say whether there is a way out at all; without, letters wait."""
    return is_catching() or bool(settings.EMAIL_HOST)


def cheap_commits() -> None:
    """Let this connection's commits be safe from a killed process, and not wait for the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=NORMAL")
        else:
            cursor.execute("SET synchronous_commit TO off")


def _is_due() -> bool:
    """Look without a transaction: on SQLite that would take the one write lock each time."""
    return Outgoing.objects.filter(state=Outgoing.State.WAITING, next_at__lte=timezone.now()).exists()


def send_once() -> int:
    """Take a batch, send it, and return how many letters were taken. Raises `Unreachable` when there is no
    server; each letter of the batch is then planned anew.
    """
    rows = claim() if can_send() and _is_due() else []
    if not rows:
        return 0
    try:
        with _way_out() as way, keys_kept():
            _send_all(rows, way)
    except Unreachable as trouble:
        _put_off(rows, str(trouble))
        raise
    return len(rows)


def _put_off(rows: Sequence[Outgoing], code: str) -> None:
    """Plan those anew that were not dealt with. They keep `lease_until` only until then."""
    with transaction.atomic():
        for row in Outgoing.objects.filter(
            pk__in=[row.pk for row in rows], state=Outgoing.State.WAITING, lease_until__isnull=False
        ):
            try_later(row, code)


def _send_all(rows: Sequence[Outgoing], way: Way) -> None:
    until = timezone.now() + LEASE - MARGIN
    for number, row in enumerate(rows):
        if timezone.now() > until:
            give_back(rows[number:])
            return
        send_one(row, way)


def send_one(row: Outgoing, way: Way) -> None:
    """Compose and hand over one letter, and write down what became of it."""
    try:
        ready = compose(row)
        if ready is not None:
            way.hand_over(ready)
    except Unreachable:
        raise
    except Refused as refusal:
        _note(row, refusal)
    except Exception as trouble:  # noqa: BLE001 -- one letter that cannot be composed must not stop the others
        logger.warning("A letter of the kind %s could not be composed (%s)", row.kind, type(trouble).__name__)
        try_later(row, "unwritten")
    else:
        is_done(row)


def _note(row: Outgoing, refusal: Refused) -> None:
    with transaction.atomic():
        if refusal.is_final:
            give_up(row, refusal.code)
            if row.person is not None and not row.to and refusal.status:
                count_return(person=row.person, status=refusal.status)
        else:
            try_later(row, refusal.code)


def compose(row: Outgoing) -> Ready | None:
    """Return the letter, or None when nobody needs it any more: withdrawn, paused, no address, on hold."""
    recipient = _recipient(row)
    composer = composer_of(row.kind)
    if not recipient or composer is None:
        return None
    with translation.override(row.language):
        letter: Letter | None = composer(row.key, row.person)
        return None if letter is None else write(row, letter, row.person, recipient)


def _address_of(person: Person) -> str:
    """Return where letters to her may go; her address came with the letter's row, in one query for all."""
    address = getattr(person, "address", None)
    if address is None or not address.is_confirmed or address.on_hold:
        return ""
    address.person = person
    return read_address(address)


def _recipient(row: Outgoing) -> str:
    try:
        if row.to:
            return unseal(row.to, purpose=label_of(row.stem))
        return _address_of(row.person) if row.person is not None else ""
    except CannotOpenError:
        return ""
