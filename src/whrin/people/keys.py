"""Each person's data key: everything she writes is sealed with it, and destroying it is deletion.

Sealing: AES-256-GCM with the label of the column and row as associated data, so that a sealed text opens
only where it stands. The label must not change while the row lives: `"forum.Post.sealed:17"`.
"""

import base64
import os
from collections.abc import Iterable
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from whrin.people.models import DataKey, Person
from whrin.people.sealing import CannotOpenError, seal, unseal

_NONCE = 12
_WRAPPING = "data key"


def new_key() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(32)


def wrap(key: bytes) -> str:
    """Return a key as a row may hold it: under a key derived from the secret key."""
    return seal(base64.b64encode(key).decode(), purpose=_WRAPPING)


def unwrap(wrapped: str) -> bytes:
    """Return the key. Raises `CannotOpenError`."""
    return base64.b64decode(unseal(wrapped, purpose=_WRAPPING))


class WithKey(Protocol):
    """A row with a key of its own: of a space, a form, a ballot."""

    @property
    def wrapped_key(self) -> str:
        """Return the key as the row holds it."""


def new_wrapped_key() -> str:
    """Return a fresh key, as a row holds it."""
    return wrap(new_key())


def own_key_of(row: WithKey) -> bytes:
    """Return a row's own key, 32 bytes; kept on the instance. Raises `CannotOpenError`."""
    kept: bytes | None = row.__dict__.get("_opened_key")
    if kept is None:
        kept = row.__dict__["_opened_key"] = unwrap(row.wrapped_key)
    return kept


def data_key_of(person: Person) -> bytes:
    """Return the person's data key, made when she has none yet; kept on the instance for this request.

    Lists bring the keys along: `select_related("person__data_key")`.
    """
    kept = _key_there(person)
    if kept is None:
        row, _made = DataKey.objects.get_or_create(person=person, defaults={"wrapped": new_wrapped_key()})
        kept = person.__dict__["_opened_data_key"] = unwrap(row.wrapped)
    return kept


def _key_there(person: Person) -> bytes | None:
    """Return the person's data key, or None: she has none, not yet or not any more."""
    kept: bytes | None = person.__dict__.get("_opened_data_key")
    if kept is None:
        row: DataKey | None = getattr(person, "data_key", None)
        if row is not None:
            kept = person.__dict__["_opened_data_key"] = unwrap(row.wrapped)
    return kept


def open_keys_of(people: Iterable[Person]) -> None:
    """Open the data keys of many people in one query; those who have none yet get theirs when asked."""
    shut: dict[int, list[Person]] = {}
    for person in people:
        if "_opened_data_key" not in person.__dict__:
            shut.setdefault(person.pk, []).append(person)
    rows = DataKey.objects.filter(person__in=shut) if shut else ()
    for row in rows:
        key = unwrap(row.wrapped)
        for person in shut[row.person_id]:
            person.__dict__["_opened_data_key"] = key


def seal_with(key: bytes, text: str, *, label: str) -> str:
    """Return the text sealed with a key for one place (`label`)."""
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), label.encode())).decode()


def open_with(key: bytes, sealed: str, *, label: str) -> str:
    """Return the text sealed for this place. Raises `CannotOpenError`: another key, place, or changed."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], label.encode()).decode()
    except (InvalidTag, ValueError):
        raise CannotOpenError from None


def seal_for(person: Person, text: str, *, label: str) -> str:
    """Return the text sealed with the person's data key."""
    return seal_with(data_key_of(person), text, label=label)


def open_for(person: Person, sealed: str, *, label: str) -> str:
    """Return what was sealed for the person at this place; empty stays empty. Raises `CannotOpenError`,
    also when her key is destroyed: reading never makes another.
    """
    if not sealed:
        return ""
    key = _key_there(person)
    if key is None:
        raise CannotOpenError
    return open_with(key, sealed, label=label)
