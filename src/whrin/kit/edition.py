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
from functools import cache, lru_cache, partial, wraps
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

_WIDTH = 8
_NAME = "edition"
Result = TypeVar("Result")


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


_forgetters: list[Callable[[], None]] = []


def kept_for_an_edition(read: Callable[..., Result]) -> Callable[..., Result]:
    """Keep what `read` returns for its words (a language, say) until the site's next edition.

    For what every page asks the database for and hardly ever changes. Nobody may change what is returned.
    """

    @lru_cache(maxsize=128)
    def kept(_edition: int, *words: str) -> Result:
        return read(*words)

    _forgetters.append(kept.cache_clear)

    @wraps(read)
    def answer(*words: str) -> Result:
        return kept(current(), *words)

    return answer


def forget_what_is_kept() -> None:
    """Drop everything kept, where rows change outside an edition: tests that roll back."""
    for forget in _forgetters:
        forget()


def advance_on_commit() -> None:
    """Begin a new edition when the running transaction commits, or at once outside one."""
    transaction.on_commit(advance)
