"""Where files of old lists lie until they have come in, and who works on one."""

import fcntl
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from whrin.forum.archives.sealed_files import open_sealed, write_sealed
from whrin.forum.models import Move

#: Days after which a file that nobody decided about is erased.
DAYS_KEPT = 7


class AtWork(Exception):
    """Another process works on this move."""


def folder() -> Path:
    """Return the private folder of these files."""
    place = Path(settings.VAR) / "old-lists"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def keep(content: Iterable[bytes]) -> str:
    """Keep a file sealed; return its name."""
    name = secrets.token_hex(16)
    write_sealed(_path(name), content)
    return name


def open_kept(move: Move) -> BinaryIO:
    """Return a move's file, open. Raises `FileNotFoundError` when it was erased."""
    if not move.file:
        raise FileNotFoundError
    return open_sealed(_path(move.file))


def erase(move: Move) -> None:
    """Erase a move's file."""
    if move.file:
        _path(move.file).unlink(missing_ok=True)


def sweep() -> None:
    """Erase files that no open move waits for, and those that waited for too long."""
    waiting = set(Move.objects.open().values_list("file", flat=True))
    for path in folder().glob("*.sealed"):
        age = time.time() - path.stat().st_mtime
        if age > DAYS_KEPT * 86_400 or (path.stem not in waiting and age > 86_400):
            path.unlink(missing_ok=True)


def _path(name: str) -> Path:
    return folder() / f"{name}.sealed"


@contextmanager
def held(move: Move) -> Iterator[None]:
    """Hold a move; the kernel lets go when the process ends, however it ends. Raises `AtWork`."""
    with (folder() / f"move-{move.pk}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWork from None
        yield


def is_held(move: Move) -> bool:
    """Say whether a process of this machine works on a move now."""
    try:
        with held(move):
            return False
    except AtWork:
        return True
