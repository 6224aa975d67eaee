"""What changed, month by month, in numbers alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from whrin.services.enums import State
from whrin.services.models import Change, Service

#: Months that are shown.
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """Records that were added, changed (once each) and withdrawn in a month; `first` is its first day."""

    first: date
    added: int
    changed: int
    withdrawn: int


def months() -> list[Month]:
    """Return the newest months in which anything changed, the newest first."""
    shown = Service.objects.exclude(state=State.DRAFT).order_by()
    added = _by_month(
        shown.annotate(month=TruncMonth("created_on")).values_list("month").annotate(count=Count("pk"))
    )
    # The first act is the making of the record.
    acts = Change.objects.filter(~Q(number=1) & ~Q(service__state=State.DRAFT)).order_by()
    changed = _by_month(
        acts.annotate(month=TruncMonth("day"))
        .values_list("month")
        .annotate(count=Count("service", distinct=True))
    )
    gone = shown.filter(state=State.WITHDRAWN)
    withdrawn = _by_month(
        gone.annotate(month=TruncMonth("withdrawn_on")).values_list("month").annotate(count=Count("pk"))
    )
    known = sorted({*added, *changed, *withdrawn}, reverse=True)[:MONTHS]
    return [Month(first, added[first], changed[first], withdrawn[first]) for first in known]


def _by_month(rows: Iterable[tuple[date, int]]) -> Counter[date]:
    return Counter(dict(rows))
