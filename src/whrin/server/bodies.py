"""What a reader sends, taken in whole before a thread is spent on it: bounded in size and in time.

A small body stays in memory; a larger one goes to a file in the private folder that has no name, under a key
that is in memory alone, so that neither a crash nor the disk's free blocks leave anything behind.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from whrin.server.hidden import hidden_file

#: Bytes kept in memory for one request.
IN_MEMORY = 128 * 1024
#: Bytes that all bodies on disk may take together, in one process.
ON_DISK_TOGETHER = 2 * 1024**3
#: Seconds without a byte after which the sender is given up.
PATIENCE = 30.0
#: The slowest honest sender, in bytes a second: half of what a GPRS phone manages at its worst.
SLOWEST = 500
#: Seconds to read on after a refusal, so that a browser sees the answer and not a broken connection.
LINGER = 5.0


class BodyTooLarge(Exception):
    """More bytes than allowed."""


class BodyTooSlow(Exception):
    """The sender stopped, went away in the midst, or is slower than any honest one."""


class NoRoomForBody(Exception):
    """Other senders' bodies fill the space set aside."""


@dataclass
class Room:
    """How many bytes of bodies lie on disk now."""

    taken: int = 0


class Body:
    """A body on its way in. `file` is at its beginning once `read_body` returns it; close it when done."""

    def __init__(self, folder: Path, room: Room) -> None:
        self.size = 0
        self.file: IO[bytes] = BytesIO()
        self._folder = folder
        self._room = room
        self._is_on_disk = False
        self._claimed = 0

    def write(self, chunk: bytes) -> None:
        """Add bytes, moving to disk when they are many. Raises `NoRoomForBody`."""
        if not self._is_on_disk and self.size + len(chunk) > IN_MEMORY:
            self._move_to_disk()
        if self._is_on_disk:
            self._claim(len(chunk))
        self.file.write(chunk)
        self.size += len(chunk)

    def _move_to_disk(self) -> None:
        self._is_on_disk = True
        self._claim(self.size)
        self.file.seek(0)
        start = self.file.read()
        self.file = hidden_file(self._folder)
        self.file.write(start)

    def _claim(self, more: int) -> None:
        if self._room.taken + more > ON_DISK_TOGETHER:
            raise NoRoomForBody
        self._claimed += more
        self._room.taken += more

    def close(self) -> None:
        """Let go of the bytes, in memory or on disk."""
        self._room.taken -= self._claimed
        self._claimed = 0
        self.file.close()


async def read_body(chunks: AsyncIterator[bytes], body: Body, *, limit: int, expected: int | None) -> Body:
    """Read `chunks` into `body` and rewind it.

    `limit`: bytes allowed. `expected`: Content-Length, None when the sender did not say. Raises
    `BodyTooLarge`, `BodyTooSlow`, `NoRoomForBody`; the caller closes `body` in every case.
    """
    if expected is not None and expected > limit:
        raise BodyTooLarge
    try:
        async with asyncio.timeout(PATIENCE * 2 + (expected or IN_MEMORY) / SLOWEST):
            async for chunk in _patiently(chunks):
                if body.size + len(chunk) > limit:
                    raise BodyTooLarge
                body.write(chunk)
    except TimeoutError:
        raise BodyTooSlow from None
    if expected is not None and body.size < expected:
        # The sender went away in the midst; half of a form must not stand for all of it.
        raise BodyTooSlow
    body.file.seek(0)
    return body


async def _patiently(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    while True:
        try:
            async with asyncio.timeout(PATIENCE):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        yield chunk


async def discard(chunks: AsyncIterator[bytes]) -> None:
    """Read on for a moment and throw it away."""
    with contextlib.suppress(TimeoutError, StopAsyncIteration):
        async with asyncio.timeout(LINGER):
            while True:
                await anext(chunks)
