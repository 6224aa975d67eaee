"""ZIP archives that are written while they are sent: nothing of them lies in memory or on the disk whole."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

#: Bytes that are handed on together.
_TOGETHER = 64 * 1024


class _Pipe:
    """A file that cannot be rewound; what was written to it is taken out again."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data = b"".join(self._waiting)
        self._waiting.clear()
        self.size = 0
        return data


def packed(members: Iterable[tuple[str, Iterable[bytes]]], *, small: bool = True) -> Iterator[bytes]:
    """Yield an archive in pieces. `members`: name and pieces of each file; `small`: worth making smaller."""
    pipe = _Pipe()
    # Typed as any: the archive writes to what can only be written to, which is all that it needs.
    out: Any = pipe
    with zipfile.ZipFile(out, "w") as archive:
        for name, pieces in members:
            # Without the moment at which it was packed.
            told = zipfile.ZipInfo(name)
            told.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
            with archive.open(told, "w") as member:
                for piece in pieces:
                    member.write(piece)
                    if pipe.size >= _TOGETHER:
                        yield pipe.taken()
    yield pipe.taken()
