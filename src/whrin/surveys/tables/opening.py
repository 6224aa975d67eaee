"""Answers opened many at a time: one key, and one parse for those that are small."""

import binascii
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from lxml import etree

from whrin.people.keys import own_key_of
from whrin.people.sealing import CannotOpenError
from whrin.surveys.models import Form
from whrin.surveys.queries import label_of
from whrin.surveys.sealing import OwnKey, sealer_of

_NONCE = 12
#: Answers, and bytes of them, that are parsed together.
_TOGETHER, _BYTES = 64, 256 * 1024

#: Takes what is sealed and its label, returns the XML. Raises `CannotOpenError`.
Opener = Callable[[str, str], bytes]


def opener_of(form: Form, bearer: object = None) -> Opener:
    """Return what opens the answers of a form, its key taken out once. Raises `NobodyToSealFor`,
    `CannotOpenError`: its own key is gone.
    """
    sealer = sealer_of(form)
    if not isinstance(sealer, OwnKey):
        return lambda sealed, label: sealer.open(form, sealed, label=label, bearer=bearer).encode()
    decrypt = AESGCM(own_key_of(form)).decrypt

    def opened(sealed: str, label: str) -> bytes:
        try:
            raw = binascii.a2b_base64(sealed)
            return decrypt(raw[:_NONCE], raw[_NONCE:], label.encode())
        except (InvalidTag, ValueError):
            raise CannotOpenError from None

    return opened


def roots_of(sealed: Iterable[tuple[str, str]], opener: Opener) -> Iterator[Any]:
    """Yield the root of each answer; None where it cannot be opened. `sealed`: its mark, and the text."""
    waiting: list[bytes] = []
    for mark, text in sealed:
        try:
            waiting.append(opener(text, label_of(mark)))
        except CannotOpenError:
            waiting.append(b"")
        if len(waiting) >= _TOGETHER or len(waiting[-1]) > _BYTES // _TOGETHER:
            yield from _parsed(waiting)
            waiting.clear()
    yield from _parsed(waiting)


def _parsed(answers: list[bytes]) -> Iterable[Any]:
    # Each was parsed alone before it was sealed; to begin a parser costs more than to read a small answer.
    bare = (answer.partition(b"?>")[2] if answer.startswith(b"<?xml") else answer for answer in answers)
    try:
        found = list(etree.fromstring(b"".join([b"<all>", *bare, b"</all>"])))
    except etree.XMLSyntaxError:
        found = []
    return found if len(found) == len(answers) else map(_alone, answers)


def _alone(answer: bytes) -> Any:
    try:
        return etree.fromstring(answer)
    except etree.XMLSyntaxError:
        return None
