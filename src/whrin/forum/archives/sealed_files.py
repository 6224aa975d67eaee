"""A file that lies sealed on the disk and is read as if it did not: from any place, a piece at a time.

The file is a row of pieces of `PIECE` bytes, each under AES-256-GCM with the name of the file and the number
of the piece as associated data, so that pieces cannot change places. The key is made of the secret key.
"""

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from whrin.people.sealing import CannotOpenError, key_for

PIECE = 1 << 16
_NONCE, _TAG = 12, 16
_LIES = PIECE + _NONCE + _TAG


def _cipher() -> AESGCM:
    return AESGCM(key_for("files of old lists", settings.SECRET_KEY))


def _label(path: Path, number: int) -> bytes:
    return f"{path.stem}:{number}".encode()


def write_sealed(path: Path, content: Iterable[bytes]) -> None:
    """Write content sealed, as a whole or not at all."""
    cipher, draft = _cipher(), path.with_suffix(".part")
    try:
        with draft.open("wb") as file:
            for number, piece in enumerate(_pieces(content)):
                nonce = os.urandom(_NONCE)
                file.write(nonce + cipher.encrypt(nonce, piece, _label(path, number)))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _pieces(content: Iterable[bytes]) -> Iterable[bytes]:
    waiting = bytearray()
    for some in content:
        waiting += some
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)


class SealedFile(io.RawIOBase):
    """Reads a sealed file. Raises `CannotOpenError` where it was changed, or the secret key was."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path, self._cipher = path, _cipher()
        self._file = path.open("rb")
        size = path.stat().st_size
        last = size % _LIES
        self._size = size // _LIES * PIECE + max(last - _NONCE - _TAG, 0)
        self._at, self._number, self._piece = 0, -1, b""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; return it."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def tell(self) -> int:
        """Return the place."""
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # typeshed's wider buffer
        """Fill some of the buffer; return how many bytes, 0 at the end."""
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PIECE)
        some = self._opened(number)[start : start + len(buffer)]
        buffer[: len(some)] = some
        self._at += len(some)
        return len(some)

    def _opened(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(number * _LIES)
            lies = self._file.read(_LIES)
            try:
                label = _label(self._path, number)
                self._piece = self._cipher.decrypt(lies[:_NONCE], lies[_NONCE:], label)
            except InvalidTag:
                raise CannotOpenError from None
            self._number = number
        return self._piece

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
        super().close()


def open_sealed(path: Path) -> BinaryIO:
    """Return a sealed file, open for reading. Raises `FileNotFoundError`."""
    return io.BufferedReader(SealedFile(path))
