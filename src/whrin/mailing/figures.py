"""How mail stands: how much waits, since when, and what was given up."""

import datetime
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from whrin.mailing.models import Inbound, Outgoing


@dataclass(frozen=True)
class QueueFigures:
    """`oldest_due`: since when the letter waits that should have gone first; None: none is due."""

    waiting_out: int
    dead_out: int
    waiting_in: int
    held_in: int
    dead_in: int
    dropped_in: int
    oldest_due: datetime.datetime | None


def queue_figures() -> QueueFigures:
    """Count what is there now."""
    out, into = Outgoing.objects, Inbound.objects
    due = out.filter(state=Outgoing.State.WAITING, next_at__lte=timezone.now())
    dropped = [Inbound.Kind.AUTOMATIC, Inbound.Kind.LOOP, Inbound.Kind.UNKNOWN]
    return QueueFigures(
        waiting_out=out.filter(state=Outgoing.State.WAITING).count(),
        dead_out=out.filter(state=Outgoing.State.DEAD).count(),
        waiting_in=into.filter(state=Inbound.State.WAITING).count(),
        held_in=into.filter(state=Inbound.State.HELD).count(),
        dead_in=into.filter(state=Inbound.State.DEAD).count(),
        dropped_in=into.filter(state=Inbound.State.DONE, kind__in=dropped).count(),
        oldest_due=due.aggregate(first=Min("next_at"))["first"],
    )
