"""Files in envelopes: frames that can be sealed and opened as they come, whose end cannot be cut off.

libsodium's secretstream in frames of 64 KiB. The last frame is marked, and padded like the others are full,
so that a file's size shows only in steps of 64 KiB. Pure.
"""

from collections.abc import Iterable, Iterator

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError

from whrin.vault.envelopes import FILE, PADDED, CannotOpen, header_of, kind_of, pad, unpad

#: Bytes of a file in one frame, and frames in one block that is handed over: a row of the database.
FRAME, FRAMES_IN_BLOCK = 64 * 1024, 4
_SEALED_FRAME = FRAME + crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = 12
_START = _HEADER + crypto_secretstream_xchacha20poly1305_HEADERBYTES


def seal_file(key: bytes, blocks: Iterable[bytes], *, label: str) -> Iterator[bytes]:
    """Yield a file sealed with a key of 32 bytes, in blocks of at most four frames (about 256 KiB).

    `blocks`: the file, in pieces of any size. The key must be fresh for each file.
    """
    state = crypto_secretstream_xchacha20poly1305_state()
    head = header_of(FILE | PADDED, key)
    about = head + label.encode()
    block = bytearray(head + crypto_secretstream_xchacha20poly1305_init_push(state, key))
    for number, (frame, is_last) in enumerate(_frames(blocks, FRAME), 1):
        tag = (
            crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if is_last
            else crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        plain = pad(frame, FRAME) if is_last else frame
        block += crypto_secretstream_xchacha20poly1305_push(state, plain, about, tag)
        if number % FRAMES_IN_BLOCK == 0 or is_last:
            yield bytes(block)
            block.clear()


def open_file(key: bytes, blocks: Iterable[bytes], *, label: str) -> Iterator[bytes]:
    """Yield the file, frame by frame; `blocks`: the envelope in pieces of any size.

    Raises `CannotOpen`, also at the end: whoever keeps what came before an end that is missing keeps half a
    file.
    """
    incoming = _Pieces(blocks)
    head = incoming.take(_START)
    if len(head) < _START or kind_of(head, key) != FILE | PADDED:
        raise CannotOpen
    state = crypto_secretstream_xchacha20poly1305_state()
    crypto_secretstream_xchacha20poly1305_init_pull(state, head[_HEADER:], key)
    about = head[:_HEADER] + label.encode()
    is_last = False
    while not is_last:
        frame = incoming.take(_SEALED_FRAME)
        plain, is_last = _pull(state, frame, about)
        if plain := unpad(plain) if is_last else plain:
            yield plain
    if incoming.take(1):
        raise CannotOpen


def _pull(
    state: crypto_secretstream_xchacha20poly1305_state, frame: bytes, about: bytes
) -> tuple[bytes, bool]:
    if len(frame) != _SEALED_FRAME:
        raise CannotOpen
    try:
        plain, tag = crypto_secretstream_xchacha20poly1305_pull(state, frame, about)
    except (CryptoError, RuntimeError):
        raise CannotOpen from None
    return plain, tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL


class _Pieces:
    """Bytes that come in pieces, handed out in others."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._kept = bytearray()

    def take(self, size: int) -> bytes:
        """Return that many bytes; fewer only at the end."""
        while len(self._kept) < size:
            block = next(self._blocks, None)
            if block is None:
                break
            self._kept += block
        taken = bytes(self._kept[:size])
        del self._kept[:size]
        return taken


def _frames(blocks: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield whole frames, and a last one that is shorter, perhaps empty: there is room for its padding."""
    pieces = _Pieces(blocks)
    while len(frame := pieces.take(size)) == size:
        yield frame, False
    yield frame, True
