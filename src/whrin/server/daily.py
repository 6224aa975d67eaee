"""What has to be done every day: letting go of what may not be kept longer."""

import logging
import threading
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from whrin.kit.daily import daily_chores

logger = logging.getLogger(__name__)

#: Seconds between two looks at the calendar.
LOOK = 600.0


def forget_old_results() -> None:
    """Delete results of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=14, verbosity=0)


def do_what_is_due(marker: Path) -> list[str]:
    """Do each chore unless this was done today, and return the names of those that were done.

    A chore that fails is logged and does not stop the others; the day counts as done all the same, so that a
    broken chore is not tried every ten minutes. `marker` holds the last day.
    """
    today = timezone.now().date().isoformat()
    if marker.is_file() and marker.read_text() == today:
        return []
    done = []
    for name, chore in daily_chores().items():
        try:
            chore()
        except Exception:  # One room's trouble must not keep the others' rows longer than promised.
            logger.exception("The daily work “%s” failed", name)
        else:
            done.append(name)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(today)
    return done


def begin(marker: Path) -> threading.Event:
    """Look at the calendar from now on, in a thread of this process; return the event that ends it."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            do_what_is_due(marker)
            # The next look is far away: the connection is opened anew then.
            connections.close_all()
            stop.wait(LOOK)

    threading.Thread(target=watch, name="daily", daemon=True).start()
    return stop
