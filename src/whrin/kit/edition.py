"""The edition: one number for every process on this machine; it grows whenever something public changes.

The page cache in front of Django keeps the edition a page was made from beside it and drops the page when the
number has moved. The number lives in eight bytes of a memory-mapped file: reading it costs less than a
microsecond.
"""

import fcntl
import mmap
import os
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

_WIDTH = 8
_NAME = "edition"


@cache
def _counter(var: str, _process: int) -> mmap.mmap:
    path = Path(var, _NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.fstat(descriptor).st_size < _WIDTH:
            os.ftruncate(descriptor, _WIDTH)
        return mmap.mmap(descriptor, _WIDTH)
    finally:
        os.close(descriptor)


def current() -> int:
    """Return the edition now."""
    return int.from_bytes(_counter(str(settings.VAR), os.getpid())[:_WIDTH], "little")


def watch() -> Callable[[], int]:
    """Return a function like `current` for a process that asks with every request; it is not for forks."""
    # Little-endian machines alone have been tried; `current` says the byte order, and so must this.
    number = memoryview(_counter(str(settings.VAR), os.getpid())).cast("@Q")
    if sys.byteorder != "little":
        return current
    return partial(number.__getitem__, 0)


def advance() -> None:
    """Begin a new edition at once. Safe from several processes."""
    counter = _counter(str(settings.VAR), os.getpid())
    with Path(settings.VAR, _NAME).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        counter[:_WIDTH] = (current() + 1).to_bytes(_WIDTH, "little")


def advance_on_commit() -> None:
    """Begin a new edition when the running transaction commits, or at once outside one."""
    transaction.on_commit(advance)
