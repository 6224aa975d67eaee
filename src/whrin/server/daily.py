"""What has to be done every day, and every hour: letting go of what may not be kept longer, digests."""

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from whrin.kit.daily import daily_chores, hourly_chores

logger = logging.getLogger(__name__)

#: Seconds between two looks at the calendar.
LOOK = 600.0


def forget_old_results() -> None:
    """Delete results of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=14, verbosity=0)


def measure_tables() -> None:
    """Let the database look how many rows there are of what, in a sample: from that it chooses its ways. On
    PostgreSQL autovacuum does it.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def do_what_is_due(marker: Path) -> list[str]:
    """Do each chore unless this was done today, and return the names of those that were done.

    A chore that fails is logged and does not stop the others; the day counts as done all the same, so that a
    broken chore is not tried every ten minutes. `marker` holds the last day.
    """
    return _do_once(marker, timezone.now().date().isoformat(), daily_chores())


def do_hourly(marker: Path) -> list[str]:
    """Do each chore of the hour unless this was done in it, as `do_what_is_due` does those of the day."""
    return _do_once(marker, timezone.now().strftime("%Y-%m-%dT%H"), hourly_chores())


def _do_once(marker: Path, stamp: str, chores: Mapping[str, Callable[[], object]]) -> list[str]:
    if marker.is_file() and marker.read_text() == stamp:
        return []
    done = []
    for name, chore in chores.items():
        try:
            chore()
        except Exception:  # One room's trouble must not keep the others' rows longer than promised.
            logger.exception("The regular work “%s” failed", name)
        else:
            done.append(name)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(stamp)
    return done


def begin(marker: Path) -> threading.Event:
    """Look at the calendar from now on, in a thread of this process; return the event that ends it."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            do_what_is_due(marker)
            do_hourly(marker.with_name("last-hour"))
            # The next look is far away: the connection is opened anew then.
            connections.close_all()
            stop.wait(LOOK)

    threading.Thread(target=watch, name="daily", daemon=True).start()
    return stop
