"""Sends what waits: a batch at a time over one connection, each letter composed in the moment it goes.

Each letter's outcome is committed before the next is handed over, so that a killed worker sends at most one
twice, and with the same Message-ID. That commit need not reach the disk at once (`cheap_commits`): after a
power cut a few letters may go twice, and none is lost.
"""

import datetime
import logging
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from whrin.mailing.bounces import count_return
from whrin.mailing.composing import Batch
from whrin.mailing.known import keys_kept
from whrin.mailing.models import Outgoing
from whrin.mailing.queue import LEASE, claim, give_back, give_up, is_done, try_later
from whrin.mailing.ways import Refused, Unreachable, Way, can_send, way_out

logger = logging.getLogger(__name__)

#: A letter is not begun when less than this is left of the lease.
MARGIN = datetime.timedelta(seconds=60)


def cheap_commits() -> None:
    """Let this connection's commits be safe from a killed process, and not wait for the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=NORMAL")
        else:
            cursor.execute("SET synchronous_commit TO off")


def _is_due() -> bool:
    """Look without a transaction: on SQLite that would take the one write lock each time."""
    return Outgoing.objects.filter(state=Outgoing.State.WAITING, next_at__lte=timezone.now()).exists()


def send_once() -> int:
    """Take a batch, send it, and return how many letters were taken. Raises `Unreachable` when there is no
    server; each letter of the batch is then planned anew.
    """
    rows = claim() if can_send() and _is_due() else []
    if not rows:
        return 0
    try:
        with way_out() as way, keys_kept():
            _send_all(rows, way)
    except Unreachable as trouble:
        _put_off(rows, str(trouble))
        raise
    return len(rows)


def _put_off(rows: Sequence[Outgoing], code: str) -> None:
    """Plan those anew that were not dealt with. They keep `lease_until` only until then."""
    with transaction.atomic():
        for row in Outgoing.objects.filter(
            pk__in=[row.pk for row in rows], state=Outgoing.State.WAITING, lease_until__isnull=False
        ):
            try_later(row, code)


def _send_all(rows: Sequence[Outgoing], way: Way) -> None:
    until = timezone.now() + LEASE - MARGIN
    batch = Batch(rows)
    for number, row in enumerate(rows):
        if timezone.now() > until:
            give_back(rows[number:])
            return
        send_one(row, batch, way)


def send_one(row: Outgoing, batch: Batch, way: Way) -> None:
    """Compose and hand over one letter, and write down what became of it."""
    try:
        ready = batch.ready(row)
        if ready is not None:
            way.hand_over(ready)
    except Unreachable:
        raise
    except Refused as refusal:
        _note(row, refusal)
    except Exception as trouble:  # noqa: BLE001 -- one letter that cannot be composed must not stop the others
        logger.warning("A letter of the kind %s could not be composed (%s)", row.kind, type(trouble).__name__)
        try_later(row, "unwritten")
    else:
        is_done(row)


def _note(row: Outgoing, refusal: Refused) -> None:
    with transaction.atomic():
        if refusal.is_final:
            give_up(row, refusal.code)
            if row.person is not None and not row.to and refusal.status:
                count_return(person=row.person, status=refusal.status)
        else:
            try_later(row, refusal.code)
