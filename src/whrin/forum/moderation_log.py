"""A space's moderation log: written by actions, read by the space without names, counted by quarter."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min
from django.db.models.functions import ExtractQuarter, ExtractYear
from django.utils import timezone

from whrin.forum.models import Entry, Participant, Space

#: Counts below this are not told: in a small space they would point at somebody.
FEWEST = 5
#: Quarters shown, the newest first.
_QUARTERS = 8


@dataclass(frozen=True)
class Quarter:
    """What was done in a quarter, a count for each verb in the order of the table."""

    year: int
    number: int
    counts: Sequence[int]


@dataclass(frozen=True)
class Figures:
    """The table of a space. `verbs` are the columns' labels; `since`: the first day counted, or None."""

    day: datetime.date
    since: datetime.date | None
    verbs: Sequence[str]
    quarters: Sequence[Quarter]


def write(*, by: Participant, verb: Entry.Verb, about: str = "") -> None:
    """Add a line, inside the action that does it. `about`: uid of a post or a participant."""
    Entry.objects.create(space=by.space, by=by.uid, verb=verb, about=about)


def figures_of(space: Space) -> Figures:
    """Return how often each thing was done in each quarter."""
    entries = Entry.objects.filter(space=space).order_by()
    rows = entries.annotate(year=ExtractYear("day"), quarter=ExtractQuarter("day"))
    counted = rows.values_list("year", "quarter", "verb").annotate(n=Count("pk"))
    by_quarter: dict[tuple[int, int], dict[str, int]] = {}
    for year, quarter, verb, n in counted:
        by_quarter.setdefault((year, quarter), {})[verb] = n
    done = [verb for verb in Entry.Verb if any(verb.value in counts for counts in by_quarter.values())]
    quarters = [
        Quarter(year, number, [by_quarter[year, number].get(verb.value, 0) for verb in done])
        for year, number in sorted(by_quarter, reverse=True)[:_QUARTERS]
    ]
    since = entries.aggregate(first=Min("day"))["first"]
    return Figures(timezone.now().date(), since, [str(verb.label) for verb in done], quarters)
