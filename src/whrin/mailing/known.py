"""Which letter stands for what: Message-IDs and keys of things said, remembered by marks."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from whrin.kit.days import today
from whrin.mailing.models import KnownLetter
from whrin.people.marks import mark_of

_PURPOSE = "known letter"
#: A row lives a year; one that is needed again is made young when this old, so that no reply address in a
#: letter outlives it.
_RENEW_AFTER = datetime.timedelta(days=90)


#: Numbers of keys, while a batch of letters is written: a message to a thousand members has one key.
_kept: ContextVar[dict[tuple[str, str], int] | None] = ContextVar("kept", default=None)


@contextmanager
def keys_kept() -> Iterator[None]:
    """Ask the database once for each key in here."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def mark_of_letter(list_name: str, message_id: str) -> str:
    """Return the mark of a Message-ID in a list."""
    return mark_of(f"{list_name} <{message_id}>", purpose=_PURPOSE)


def body_mark(body: str) -> str:
    """Return the fingerprint by which two letters with one Message-ID are told apart."""
    return mark_of(hashlib.sha256(" ".join(body.split()).encode()).hexdigest(), purpose="body of a letter")


def row_of_key(list_name: str, key: str) -> int:
    """Return the number that stands for a list's key in addresses; made when there is none."""
    kept = _kept.get()
    if kept is None:
        return _row_of_key(list_name, key)
    if (list_name, key) not in kept:
        kept[list_name, key] = _row_of_key(list_name, key)
    return kept[list_name, key]


def _row_of_key(list_name: str, key: str) -> int:
    mark = mark_of(f"{list_name} {key}", purpose="key of a letter")
    row, _made = KnownLetter.objects.get_or_create(mark=mark, defaults={"key": key})
    if today() - row.day > _RENEW_AFTER:
        KnownLetter.objects.filter(pk=row.pk).update(day=today())
    return row.pk


def key_of_row(number: int) -> str:
    """Return the list's key that a number stands for, or empty."""
    return KnownLetter.objects.filter(pk=number).values_list("key", flat=True).first() or ""


def remember(*, list_name: str, message_id: str, body: str, key: str) -> None:
    """Remember that this letter said what the list calls `key`. Without a Message-ID there is nothing to."""
    if message_id and key:
        KnownLetter.objects.get_or_create(
            mark=mark_of_letter(list_name, message_id), defaults={"key": key, "body": body_mark(body)}
        )


def is_known(*, list_name: str, message_id: str, body: str) -> bool:
    """Say whether this very letter came in before: the same Message-ID and the same words."""
    mark = mark_of_letter(list_name, message_id)
    return bool(message_id) and KnownLetter.objects.filter(mark=mark, body=body_mark(body)).exists()


def key_of_letters(list_name: str, message_ids: Iterable[str]) -> str:
    """Return the key of the first of these Message-IDs that is known in the list, or empty."""
    marks = [mark_of_letter(list_name, message_id) for message_id in message_ids]
    found = dict(KnownLetter.objects.filter(mark__in=marks).values_list("mark", "key"))
    return next((found[mark] for mark in marks if mark in found), "")
