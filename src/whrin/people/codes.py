"""Short codes that stand for a row's number, told from person to person: `7K2M-9QWX-3HJA`.

A small cipher (four Feistel rounds over two halves of 30 bits) under a key made of the secret key. The number
is one half, zero the other; so of a thousand million codes that somebody invents, one would be good.
"""

import hashlib
import hmac

from django.conf import settings

from whrin.people.recovery import SIGNS, canonical
from whrin.people.sealing import key_for

_BITS = 30
_MASK = (1 << _BITS) - 1
_SIGNS_LONG = 12
_ROUNDS = 4


def code_for(number: int, *, purpose: str) -> str:
    """Return the code of a row's number, for this purpose: 12 signs in groups of four."""
    left, right = number & _MASK, 0
    for step in range(_ROUNDS):
        left, right = right, left ^ _mixed(right, step, purpose)
    value = left << _BITS | right
    signs = "".join(SIGNS[value >> 5 * place & 31] for place in reversed(range(_SIGNS_LONG)))
    return "-".join(signs[at : at + 4] for at in range(0, _SIGNS_LONG, 4))


def number_in(code: str, *, purpose: str) -> int | None:
    """Return the number that a code stands for, however it was typed; None when it is none of ours."""
    signs = canonical(code)
    if len(signs) != _SIGNS_LONG or any(sign not in SIGNS for sign in signs):
        return None
    value = 0
    for sign in signs:
        value = value << 5 | SIGNS.index(sign)
    left, right = value >> _BITS, value & _MASK
    for step in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(left, step, purpose), left
    return left if right == 0 else None


def _mixed(half: int, step: int, purpose: str) -> int:
    key = key_for(f"codes {purpose}", settings.SECRET_KEY)
    digest = hmac.new(key, f"{step} {half}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4]) & _MASK
