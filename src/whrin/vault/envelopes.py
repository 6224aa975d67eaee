"""Envelopes: bytes that open only with the right key, and only where they were put.

Layout: `b"WV"`, version (1 byte), kind (1 byte; its highest bit says that the content is padded), key id (8
bytes), then what the kind needs, then what is sealed (XChaCha20-Poly1305). Everything before the nonce, and
the label, is authenticated with it. A label is `"room.Model.column:row uid:edition"`; an edition that rises
with each writing lets no earlier envelope open in the same place.

Pure: no framework, no database. The sealed box of libsodium carries a fresh content key, since a box itself
takes no associated data.
"""

import hashlib
import secrets
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_box_keypair,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_scalarmult_base,
)
from nacl.exceptions import CryptoError

MAGIC, VERSION = b"WV", 1
#: What an envelope is: sealed to a public key, with a key, under a passphrase, or a file in frames.
TO_PUBLIC, WITH_KEY, WRAPPED, FILE = 1, 2, 3, 4
#: The highest bit of the kind: the content is padded.
PADDED = 0x80
KEY = 32
#: Bytes of a block that contents are padded to, so that their length says little.
BLOCK = 1024
_HEADER, _ID, _NONCE, _TAG = 12, 8, 24, 16
#: A content key in a sealed box.
_BOX = KEY + 48


class CannotOpen(Exception):
    """Another key, place or edition, a foreign version, or bytes that were changed: which, nobody is told."""


@dataclass(frozen=True)
class Pair:
    """Both halves of an X25519 key, 32 bytes each."""

    public: bytes
    secret: bytes = field(repr=False)

    @property
    def number(self) -> str:
        """Return the id of the key, 16 hexadecimal digits, as envelopes carry it."""
        return key_id(self.public).hex()


def new_pair() -> Pair:
    """Return a fresh pair."""
    return Pair(*crypto_box_keypair())


def pair_of(secret: bytes) -> Pair:
    """Return the pair that a secret half belongs to. Raises `CannotOpen`: these are not 32 bytes."""
    if len(secret) != KEY:
        raise CannotOpen
    return Pair(crypto_scalarmult_base(secret), secret)


def new_key() -> bytes:
    """Return a fresh symmetric key, 32 bytes."""
    return secrets.token_bytes(KEY)


def key_id(key: bytes) -> bytes:
    """Return the 8 bytes by which an envelope names its key (BLAKE2b of a public or symmetric key)."""
    return hashlib.blake2b(key, digest_size=_ID).digest()


def header_of(kind: int, key: bytes) -> bytes:
    """Return the first 12 bytes of an envelope."""
    return MAGIC + bytes((VERSION, kind)) + key_id(key)


def pad(plain: bytes, block: int) -> bytes:
    """Fill up to whole blocks (ISO/IEC 7816-4: a byte 0x80, then zeros)."""
    filled = plain + b"\x80"
    return filled + bytes(-len(filled) % block)


def unpad(padded: bytes) -> bytes:
    """Return what was filled up. Raises `CannotOpen`."""
    plain = padded.rstrip(b"\x00")
    if not plain.endswith(b"\x80"):
        raise CannotOpen
    return plain[:-1]


def seal_to(public: bytes, plain: bytes, *, label: str, pad: int = BLOCK) -> bytes:
    """Return `plain` sealed to a public key. `pad`: bytes of a block; 0: its length may show."""
    content_key = new_key()
    head = header_of(_kind(TO_PUBLIC, pad), public) + crypto_box_seal(content_key, public)
    return head + _close(content_key, plain, head, label, pad)


def open_sealed(holder: Pair | bytes, sealed: bytes, *, label: str) -> bytes:
    """Return what was sealed to a public key, for this label. `holder`: the pair (quicker) or its secret
    half.

    Raises `CannotOpen`.
    """
    pair = holder if isinstance(holder, Pair) else pair_of(holder)
    is_padded = _check(sealed, TO_PUBLIC, pair.public)
    end = _HEADER + _BOX
    if len(sealed) < end + _NONCE + _TAG:
        raise CannotOpen
    try:
        content_key = crypto_box_seal_open(sealed[_HEADER:end], pair.public, pair.secret)
    except CryptoError:
        raise CannotOpen from None
    return _open(content_key, sealed, end, label, is_padded=is_padded)


def seal_with(key: bytes, plain: bytes, *, label: str, pad: int = BLOCK) -> bytes:
    """Return `plain` sealed with a key of 32 bytes. `pad` as in `seal_to`."""
    head = header_of(_kind(WITH_KEY, pad), key)
    return head + _close(key, plain, head, label, pad)


def open_with(key: bytes, sealed: bytes, *, label: str) -> bytes:
    """Return what was sealed with this key for this label. Raises `CannotOpen`."""
    is_padded = _check(sealed, WITH_KEY, key)
    return _open(key, sealed, _HEADER, label, is_padded=is_padded)


def seal_under(key: bytes, plain: bytes, head: bytes, label: str) -> bytes:
    """Return a whole envelope with a header of the caller's making (`whrin.vault.wraps`)."""
    return head + _close(key, plain, head, label, 0)


def open_under(key: bytes, sealed: bytes, end: int, label: str) -> bytes:
    """Return the content of an envelope whose header ends at `end`. Raises `CannotOpen`."""
    return _open(key, sealed, end, label, is_padded=False)


def kind_of(sealed: bytes, key: bytes | None = None) -> int:
    """Return the kind of an envelope of our version. Raises `CannotOpen`: foreign, or not of `key`."""
    if len(sealed) < _HEADER or sealed[:3] != MAGIC + bytes((VERSION,)):
        raise CannotOpen
    if key is not None and sealed[4:_HEADER] != key_id(key):
        raise CannotOpen
    return sealed[3]


def _kind(kind: int, pad: int) -> int:
    return kind | PADDED if pad else kind


def _check(sealed: bytes, kind: int, key: bytes) -> bool:
    found = kind_of(sealed, key)
    if found & ~PADDED != kind:
        raise CannotOpen
    return bool(found & PADDED)


def _close(key: bytes, plain: bytes, head: bytes, label: str, block: int) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    content = pad(plain, block) if block else plain
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(content, head + label.encode(), nonce, key)


def _open(key: bytes, sealed: bytes, end: int, label: str, *, is_padded: bool) -> bytes:
    nonce, content = sealed[end : end + _NONCE], sealed[end + _NONCE :]
    if len(content) < _TAG:
        raise CannotOpen
    try:
        plain = crypto_aead_xchacha20poly1305_ietf_decrypt(content, sealed[:end] + label.encode(), nonce, key)
    except CryptoError:
        raise CannotOpen from None
    return unpad(plain) if is_padded else plain
