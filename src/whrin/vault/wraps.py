"""A secret under a passphrase: slow to guess for whoever carries the disk away.

Argon2id of HMAC-SHA256(pepper, passphrase), then an envelope. Its header carries the parameters and the salt;
its key id names the pepper, so that after a change of the secret key the right one is found at once. Pure;
call it through `whrin.vault.slowly` alone, which lets no more than two derivations run.
"""

import hashlib
import hmac
import secrets
import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from whrin.vault.envelopes import (
    KEY,
    WRAPPED,
    CannotOpen,
    header_of,
    key_id,
    kind_of,
    open_under,
    seal_under,
)

SALT = 16
_KIB = 1024
_HEADER = 12
_END = _HEADER + struct.calcsize("<BI") + SALT
#: Of an envelope that is read: no row of the database may ask for more work than this.
MOST_PASSES, MOST_KIB = 8, 256 * 1024


@dataclass(frozen=True)
class Cost:
    """What a guess costs: passes over so many KiB of memory."""

    passes: int = 3
    kib: int = 64 * 1024


def derive(secret: str, *, pepper: bytes, salt: bytes, cost: Cost, size: int = KEY) -> bytes:
    """Return bytes derived from words that a person typed, however her keyboard composes letters."""
    peppered = hmac.digest(pepper, unicodedata.normalize("NFKD", secret).encode(), hashlib.sha256)
    return crypto_pwhash_alg(size, peppered, salt, cost.passes, cost.kib * _KIB, crypto_pwhash_ALG_ARGON2ID13)


def wrap(secret: bytes, passphrase: str, *, label: str, pepper: bytes, cost: Cost) -> bytes:
    """Return a secret sealed under a passphrase."""
    salt = secrets.token_bytes(SALT)
    head = header_of(WRAPPED, pepper) + struct.pack("<BI", cost.passes, cost.kib) + salt
    return seal_under(derive(passphrase, pepper=pepper, salt=salt, cost=cost), secret, head, label)


def unwrap(wrapped: bytes, passphrase: str, *, label: str, peppers: Sequence[bytes]) -> bytes:
    """Return the secret; `peppers`: the one in use, then earlier ones. Raises `CannotOpen`."""
    cost, salt = cost_of(wrapped), wrapped[_END - SALT : _END]
    pepper = next((each for each in peppers if key_id(each) == wrapped[4:_HEADER]), None)
    if pepper is None:
        raise CannotOpen
    return open_under(derive(passphrase, pepper=pepper, salt=salt, cost=cost), wrapped, _END, label)


def cost_of(wrapped: bytes) -> Cost:
    """Return what opening this costs. Raises `CannotOpen`: no wrap, or out of bounds."""
    if kind_of(wrapped) != WRAPPED or len(wrapped) < _END:
        raise CannotOpen
    passes, kib = struct.unpack("<BI", wrapped[_HEADER : _END - SALT])
    if not (1 <= passes <= MOST_PASSES and 8 <= kib <= MOST_KIB):
        raise CannotOpen
    return Cost(passes, kib)


def is_up_to_date(wrapped: bytes, *, pepper: bytes, cost: Cost) -> bool:
    """Say whether this was wrapped with the pepper in use and at today's cost."""
    return cost_of(wrapped) == cost and wrapped[4:_HEADER] == key_id(pepper)
