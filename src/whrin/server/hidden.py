"""What waits on the disk for a moment: under a key that is in memory alone.

A request larger than `bodies.IN_MEMORY`, a file in a form and a long answer wait in files without a name. A
file that is removed leaves its bytes on the disk; these tell nothing, for the key went with the process.
"""

import io
import os
import tempfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

_BLOCK = 16
#: Bytes that are hidden or shown at once.
_BUFFER = 64 * 1024


class _Hidden(io.RawIOBase):
    """AES-256-CTR over a file without a name. Written once and in order, read anywhere: no part of the
    stream of the key hides two texts. Nobody but this process reaches the file, so nothing proves that it is
    unchanged.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed by close()
        self._key = algorithms.AES256(os.urandom(32))
        self._at = self._size = 0
        self._is_broken = False

    def _turn(self, given: bytes, at: int) -> bytes:
        skip = at % _BLOCK
        stream = Cipher(self._key, modes.CTR((at // _BLOCK).to_bytes(_BLOCK, "big"))).encryptor()
        stream.update(bytes(skip))
        return stream.update(given)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        taken = self._file.read(len(buffer))
        buffer[: len(taken)] = self._turn(taken, self._at)
        self._at += len(taken)
        return len(taken)

    def write(self, given: Any) -> int:
        if self._at != self._size:
            message = "A hidden file is written in order, and once."
            raise io.UnsupportedOperation(message)
        if self._is_broken:
            return len(
                given
            )  # whoever wrote was told; that the rest is let go of on closing needs no second word
        self._file.seek(self._at)
        try:
            written = self._file.write(self._turn(bytes(given), self._at))
        except OSError:
            self._is_broken = True
            raise
        self._at = self._size = self._at + written
        return written

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def hidden_file(folder: Path) -> io.BufferedRandom:
    """Return an empty file to write once and to read. It has no name, and no file number to hand on."""
    return io.BufferedRandom(_Hidden(folder), _BUFFER)


class HiddenUpload(FileUploadHandler):
    """Keeps a file of a form that is too large for memory; Django's own would write it in clear."""

    file: "UploadedFile[Any]"

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begin a file."""
        super().new_file(*given, **named)
        self.file = UploadedFile(
            hidden_file(Path(settings.FILE_UPLOAD_TEMP_DIR)),
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django gives it
        """Take a piece of it."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Give the whole file, at its beginning."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Let go of what came of it."""
        if hasattr(self, "file"):
            self.file.close()


def is_hidden_everywhere() -> bool:
    """Say whether no handler of files in forms writes them in clear."""
    ours = f"{HiddenUpload.__module__}.{HiddenUpload.__qualname__}"
    clear = "django.core.files.uploadhandler.TemporaryFileUploadHandler"
    return ours in settings.FILE_UPLOAD_HANDLERS and clear not in settings.FILE_UPLOAD_HANDLERS
