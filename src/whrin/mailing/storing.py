"""Letters as they came in: stored before they are acknowledged, opened when they are worked on."""

import base64
import hashlib
import shutil
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from whrin.mailing.addresses import (
    OFFICE,
    Target,
    read_asked_address,
    read_confirm_address,
    read_local_part,
    read_reply_address,
    read_return_address,
)
from whrin.mailing.lists import list_named
from whrin.mailing.models import Inbound
from whrin.mailing.open_doors import open_door_at
from whrin.people.sealing import seal, unseal

#: Bytes of a letter; the mail server before us is told, and has its own limit.
LARGEST = 10_000_000
#: Letters that may wait to be worked on, and bytes of disk that must be free, before we say "later".
MOST_WAITING = 2_000
LEAST_FREE = 50_000_000


class NobodyThere(Exception):
    """No list and no address of ours is called so."""


class NoRoom(Exception):
    """Too much waits, or the disk is almost full: the mail server keeps the letter and tries again."""


def label_of(digest: str) -> str:
    """Return what a letter is sealed for."""
    return f"mailing.Inbound:{digest}"


def check_recipient(address: str) -> str:
    """Return the local part of an address that we take letters for, in small letters.

    Raises `NobodyThere`, also for an address with a token that is not ours or out of date, and `NoRoom`.
    """
    local, _, domain = address.rpartition("@")
    target = read_local_part(local)
    if domain.lower() != settings.WHRIN_MAIL_DOMAIN or target is None or not _is_ours(target, local):
        raise NobodyThere
    if (
        Inbound.objects.filter(state=Inbound.State.WAITING)[:MOST_WAITING].count() >= MOST_WAITING
        or shutil.disk_usage(settings.VAR).free < LEAST_FREE
    ):
        raise NoRoom
    return local.lower()


def _is_ours(target: Target, local: str) -> bool:
    if target.name != OFFICE and list_named(target.name) is None:
        return open_door_at(target.name, target.command, target.token) is not None
    if target.command == "b":
        return read_return_address(target) is not None
    if target.name == OFFICE:
        return False
    if target.command == "confirm":
        return (read_confirm_address(target) or read_asked_address(target)) is not None
    if target.token:
        return read_reply_address(local) is not None
    return True


def store(*, recipients: Iterable[str], sender: str, raw: bytes) -> None:
    """Store a letter for each recipient, or for none; the same letter handed over twice is stored once.

    When this returns, the rows are committed. `sender` is the envelope's, empty for a letter that came back;
    it becomes the first line, as mail servers do when they deliver.
    """
    whole = b"Return-Path: <" + sender.encode("ascii", "replace") + b">\r\n" + raw
    rows = []
    for recipient in recipients:
        digest = hashlib.sha256(recipient.encode() + b"\0" + raw).hexdigest()
        sealed = seal(base64.b64encode(whole).decode(), purpose=label_of(digest))
        rows.append(Inbound(digest=digest, recipient=recipient, sealed=sealed, size=len(raw)))
    with transaction.atomic(durable=True):
        Inbound.objects.bulk_create(rows, ignore_conflicts=True)


def raw_of(row: Inbound) -> bytes:
    """Return the letter, opened. Raises `people.sealing.CannotOpenError`."""
    return base64.b64decode(unseal(row.sealed, purpose=label_of(row.digest)))
