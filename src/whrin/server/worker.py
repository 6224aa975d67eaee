"""The background worker: carries out queued tasks, takes up what a killed worker left half done, and carries
the mail.
"""

import fcntl
import logging
import os
import socket
from pathlib import Path
from typing import IO

import django
from django.conf import settings

from whrin.server.processes import die_with_parent

logger = logging.getLogger(__name__)

#: Seconds between two looks at the queue.
INTERVAL = 1.0


def claim_name(folder: Path) -> tuple[str, IO[str]]:
    """Return a free worker name of this machine and the lock that holds it; the lock falls when the process
    ends.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(1, 1000):
        name = f"{socket.gethostname()[:40]}-{number}"
        lock = (folder / f"{name}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return name, lock
    message = "A thousand workers run on this machine already."
    raise RuntimeError(message)


def take_up_orphans(name: str) -> int:
    """Queue again what an earlier worker of this name had begun and not ended; return how many.

    Tasks load by id and call one action, so that a second run finds what is done and does the rest.
    """
    from django_tasks_db.models import DBTaskResult

    orphans = [result for result in DBTaskResult.objects.running() if result.worker_ids[-1:] == [name]]
    return DBTaskResult.objects.filter(pk__in=[orphan.pk for orphan in orphans]).update(status="READY")


def main() -> None:
    """Work until asked to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
    die_with_parent()
    django.setup()
    from django_tasks_db.management.commands.db_worker import Worker

    from whrin.mailing import working
    from whrin.server import daily

    name, _lock = claim_name(settings.VAR / "workers")
    left = take_up_orphans(name)
    if left:
        logger.warning("Taking up %d tasks that were cut short", left)
    daily.begin(settings.VAR / "workers" / "last-day")
    worker = Worker(
        queue_names=["*"],
        interval=INTERVAL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    mail = working.begin()
    try:
        worker.run()
    finally:
        mail.stop()


if __name__ == "__main__":
    main()
