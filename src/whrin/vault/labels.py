"""How keys are told apart: where a grant stands, what two people compare, what is printed. Pure."""

import base64
import binascii
import hashlib
import uuid

from whrin.vault.envelopes import KEY

_CHECK = 3


class NotAKey(Exception):
    """This is no printed public key, or one of its signs is wrong."""


def grant_label(shared: uuid.UUID, holder: uuid.UUID) -> str:
    """Return where a grant's envelope stands."""
    return f"vault.Grant.sealed:{shared}:{holder}"


def groups_of(public: bytes) -> str:
    """Return what two people compare of a public key: 8 groups of 5 digits, two bytes of BLAKE2b each."""
    digest = hashlib.blake2b(public, digest_size=16).digest()
    return " ".join(f"{int.from_bytes(digest[at : at + 2]):05}" for at in range(0, 16, 2))


def printed(public: bytes) -> str:
    """Return a public key as it is printed: 56 signs in groups of four; the last ones check the rest."""
    signs = base64.b32encode(public + _check(public)).decode()
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def read_printed(typed: str) -> bytes:
    """Return a public key that was printed, however it was typed. Raises `NotAKey`."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(str.maketrans("018", "OLB"))
    try:
        raw = base64.b32decode(signs)
    except (binascii.Error, ValueError):
        raise NotAKey from None
    if len(raw) != KEY + _CHECK or raw[KEY:] != _check(raw[:KEY]):
        raise NotAKey
    return raw[:KEY]


def _check(public: bytes) -> bytes:
    return hashlib.blake2b(public, digest_size=_CHECK, person=b"whrin recovery").digest()
