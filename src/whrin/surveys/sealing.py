"""How what people answer is sealed: with the form's own key, or, for sensitive forms, as a room above wants.

A `Sealer` is given to `register_sealer` by whoever holds the keys of named people. Then the server can seal
and not open; everything that it must know later (marks, digests) is made before sealing.
"""

import base64
import os
from collections.abc import Iterable, Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from whrin.people.keys import open_with, own_key_of, seal_with
from whrin.people.sealing import CannotOpenError
from whrin.surveys.models import Form

#: Bytes of a file that are sealed together.
PART = 256 * 1024
_NONCE = 12


class NobodyToSealFor(Exception):
    """The form is sensitive, and nobody is named who could read its answers."""

    def __init__(self) -> None:
        super().__init__(_("Nobody is named yet who may read the answers of this form."))


class Sealer(Protocol):
    """Seals short texts of sensitive forms for named people."""

    def can_seal(self, form: Form) -> bool:
        """Say whether somebody is named who will be able to read."""

    def seal(self, form: Form, text: str, *, label: str) -> str:
        """Return the text sealed for one place."""

    def open(self, form: Form, sealed: str, *, label: str, bearer: object) -> str:
        """Return what was sealed; `bearer` is what a reader brings to open it. Raises `CannotOpenError`."""


class OwnKey:
    """Seals with the form's own key."""

    def can_seal(self, form: Form) -> bool:
        """Say yes: the form has its key."""
        return bool(form.wrapped_key)

    def seal(self, form: Form, text: str, *, label: str) -> str:
        """Return the text sealed for one place."""
        return seal_with(own_key_of(form), text, label=label)

    def open(self, form: Form, sealed: str, *, label: str, bearer: object) -> str:  # noqa: ARG002 -- the server's own key opens
        """Return what was sealed. Raises `CannotOpenError`."""
        return open_with(own_key_of(form), sealed, label=label)


_own = OwnKey()
_for_named_people: list[Sealer] = []


def register_sealer(sealer: Sealer | None) -> None:
    """Have sensitive forms sealed by this one; None: by nobody."""
    _for_named_people[:] = [sealer] if sealer else []


def sealer_of(form: Form) -> Sealer:
    """Return who seals for a form. Raises `NobodyToSealFor`."""
    if not form.is_sensitive:
        return _own
    for sealer in _for_named_people:
        if sealer.can_seal(form):
            return sealer
    raise NobodyToSealFor


def seal_parts(key: bytes, blocks: Iterable[bytes], *, label: str) -> Iterator[bytes]:
    """Yield each block sealed for its place among the others; the last one says that it is the last."""
    number, before = 0, None
    for block in blocks:
        if before is not None:
            yield seal_bytes(key, before, label=_part_label(label, number, is_last=False))
            number += 1
        before = block
    yield seal_bytes(key, before or b"", label=_part_label(label, number, is_last=True))


def open_parts(key: bytes, parts: Iterable[bytes], *, label: str) -> Iterator[bytes]:
    """Yield the blocks again. Raises `CannotOpenError`: changed, out of order, or the end is missing."""
    number, before = 0, None
    for part in parts:
        if before is not None:
            yield open_bytes(key, before, label=_part_label(label, number, is_last=False))
            number += 1
        before = part
    yield open_bytes(key, before or b"", label=_part_label(label, number, is_last=True))


def new_file_key() -> str:
    """Return a fresh key for one file, as text."""
    return base64.b64encode(os.urandom(32)).decode()


def seal_bytes(key: bytes, content: bytes, *, label: str) -> bytes:
    """Return bytes sealed with a key for one place."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, label.encode())


def open_bytes(key: bytes, sealed: bytes, *, label: str) -> bytes:
    """Return what was sealed for this place. Raises `CannotOpenError`."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], label.encode())
    except (InvalidTag, ValueError):
        raise CannotOpenError from None


def _part_label(label: str, number: int, *, is_last: bool) -> str:
    return f"{label} {number}{' last' if is_last else ''}"
