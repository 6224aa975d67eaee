"""Tokens in addresses: numbers that only we can read and make, short enough for a local part.

AES-SIV (RFC 5297): the same numbers give the same token, 128 bits authenticate it, and nobody can tell from
two tokens whether they are one person's. Base32 in small letters, for mail servers may change the case.
"""

import base64
import binascii
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from whrin.people.sealing import key_for


@lru_cache(maxsize=16)
def _cipher(secret: str) -> AESSIV:
    return AESSIV(key_for("mail tokens", secret))


def make_token(content: bytes, *, purpose: str) -> str:
    """Return a token of `content` for one purpose: 16 bytes more than it, in base32."""
    sealed = _cipher(settings.SECRET_KEY).encrypt(content, [purpose.encode()])
    return base64.b32encode(sealed).decode().rstrip("=").lower()


def open_token(token: str, *, purpose: str) -> bytes | None:
    """Return the content, also of a token made with an earlier secret key, or None: not ours, or altered."""
    padded = token.upper() + "=" * (-len(token) % 8)
    try:
        sealed = base64.b32decode(padded)
    except (binascii.Error, ValueError):
        return None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(sealed, [purpose.encode()])
        except (InvalidTag, ValueError):
            continue
    return None


def number_bytes(number: int, fewest: int = 3) -> bytes:
    """Return a number in as few bytes as it needs, but not fewer than `fewest`."""
    return number.to_bytes(max(fewest, (number.bit_length() + 7) // 8), "big")
