"""Short secrets in the database: readable only with the secret key, which is not in the database."""

import base64
import hashlib
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_MARK = "v1:"
_NONCE = 12


class CannotOpenError(Exception):
    """Sealed with another secret key, or for another purpose, or changed since."""


@lru_cache(maxsize=256)
def key_for(purpose: str, secret: str | bytes) -> bytes:
    """Return 32 bytes derived from the secret key for one purpose (HKDF, SHA-256). The last ones are kept,
    beside the secret key itself: a page opens many things sealed for one purpose.
    """
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"whrin {purpose}".encode())
    return kdf.derive(secret.encode() if isinstance(secret, str) else secret)


def seal(text: str, *, purpose: str) -> str:
    """Return the text encrypted and authenticated (AES-256-GCM) for this purpose."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(key_for(purpose, settings.SECRET_KEY)).encrypt(nonce, text.encode(), purpose.encode())
    return _MARK + base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Return what was sealed for this purpose, also with an earlier secret key (`SECRET_KEY_FALLBACKS`).

    Raises `CannotOpenError`.
    """
    if not sealed.startswith(_MARK):
        raise CannotOpenError
    try:
        raw = base64.urlsafe_b64decode(sealed.removeprefix(_MARK))
    except ValueError:
        raise CannotOpenError from None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return (
                AESGCM(key_for(purpose, secret))
                .decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode())
                .decode()
            )
        except (InvalidTag, ValueError):
            continue
    raise CannotOpenError


def fingerprint(text: str) -> str:
    """Return SHA-256 in hexadecimal: for secrets of our own making that are too long to guess."""
    return hashlib.sha256(text.encode()).hexdigest()
