"""Small things about processes, without Django."""

import ctypes
import fcntl
import multiprocessing
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel for SIGTERM when the process that started this one is gone; end now, if it is gone
    already: the kernel tells only of what is still to come.

    Linux only; elsewhere nothing.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    parent = multiprocessing.parent_process()
    if parent is not None and os.getppid() != parent.pid:
        os.kill(os.getpid(), signal.SIGTERM)


def leave_no_core() -> None:
    """Forbid this process and those it starts to leave their memory on the disk when they crash."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hold(var: Path) -> IO[str]:
    """Hold the data folder while the site runs; the hold falls when the process ends.

    Raises `BlockingIOError`.
    """
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = (var / "serve.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise
    return lock


def held_by_another(var: Path) -> bool:
    """Say whether a site runs on this data folder."""
    try:
        hold(var).close()
    except BlockingIOError:
        return True
    return False
