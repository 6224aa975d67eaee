"""A process that is forked for one piece of work and killed in the middle of it."""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable


def die_doing(work: Callable[[Callable[[], object]], object], wait: float) -> tuple[bool, bool]:
    """Do it in a process of its own and kill that after `wait` seconds; return whether it died of that, and
    whether it had told before. `work` gets what it calls to tell that the work is acknowledged.
    """
    from django.db import connections

    connections.close_all()
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            work(lambda: os.write(tells, b"1"))
        os._exit(0)
    os.close(tells)
    time.sleep(wait)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    died = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    is_told = bool(select.select([told], [], [], 0)[0] and os.read(told, 1))
    os.close(told)
    return died, is_told
