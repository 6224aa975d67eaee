"""The parts of mail that run in the background worker: the door, what works on letters, what sends them.

Threads, not processes: together they take a few megabytes more than the worker alone.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import close_old_connections, connections

from whrin.mailing.lmtp import Listener
from whrin.mailing.pipeline import work_once
from whrin.mailing.sending import cheap_commits, send_once
from whrin.mailing.ways import Unreachable, can_send

logger = logging.getLogger(__name__)

#: Seconds between two looks when nothing waits; after the server could not be reached.
IDLE, UNREACHABLE = 1.0, 20.0


@dataclass
class Mail:
    """What was begun; `stop` ends it, each letter at hand finished."""

    stopping: threading.Event = field(default_factory=threading.Event)
    came_in: threading.Event = field(default_factory=threading.Event)
    to_send: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    listener: Listener | None = None

    def stop(self) -> None:
        """End everything, and wait for it."""
        self.stopping.set()
        self.came_in.set()
        self.to_send.set()
        if self.listener is not None:
            self.listener.close()
        for thread in self.threads:
            thread.join()


def begin() -> Mail:
    """Begin to take letters in, to work on them and to send; return what ends it."""
    mail = Mail()
    if settings.WHRIN_MAIL_DOMAIN:
        mail.listener = _listener(mail)
        _start(mail, "mail in", lambda: _work_in(mail))
    if can_send():
        _start(mail, "mail out", lambda: _send_out(mail))
    return mail


def _listener(mail: Mail) -> Listener | None:
    """Open the door, unless none is wanted or another worker of this machine has it."""
    door: tuple[str, int] | None = settings.WHRIN_LMTP
    try:
        return Listener(door, mail.came_in.set) if door else None
    except OSError as trouble:
        logger.warning("No letters are taken in by this worker: %s", trouble.strerror)
        return None


def _start(mail: Mail, name: str, run: Callable[[], None]) -> None:
    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    mail.threads.append(thread)


def _work_in(mail: Mail) -> None:
    while not mail.stopping.is_set():
        worked = _guarded(work_once)
        if worked:
            mail.to_send.set()
        else:
            mail.came_in.wait(IDLE)
            mail.came_in.clear()
    connections.close_all()


def _send_out(mail: Mail) -> None:
    while not mail.stopping.is_set():
        try:
            sent = _guarded(_send)
        except Unreachable as trouble:
            logger.warning("The mail server cannot be reached (%s)", trouble)
            mail.stopping.wait(UNREACHABLE)
            continue
        if not sent:
            mail.to_send.wait(IDLE)
            mail.to_send.clear()
    connections.close_all()


def _send() -> int:
    cheap_commits()
    return send_once()


def _guarded(step: Callable[[], int]) -> int:
    """Do one step; what goes wrong with the database is logged, and the next look comes later."""
    close_old_connections()
    try:
        return step()
    except Unreachable:
        raise
    except Exception:
        logger.exception("Mail stands still for a moment")
        connections.close_all()
        return 0
