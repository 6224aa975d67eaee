"""Reads that serve pages and other rooms. Whatever is public comes from `public_sessions` and
`public_occasions`.
"""

import datetime
from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from whrin.events.enums import State
from whrin.events.models import FollowUp, Occasion, Session
from whrin.kit.days import today

#: The shelf's name in the search; its keys are `uid.hex` of sessions and occasions.
SHELF = "events"


def public_sessions() -> QuerySet[Session]:
    """Return the sessions that everybody may see."""
    return Session.objects.filter(state=State.PUBLIC)


def public_occasions() -> QuerySet[Occasion]:
    """Return the occasions that everybody may see."""
    return Occasion.objects.filter(state=State.PUBLIC)


def current_follow_up() -> QuerySet[FollowUp]:
    """Return how far countries are now with what public sessions decided."""
    found = FollowUp.objects.filter(is_current=True, decision__session__state=State.PUBLIC)
    return found.select_related("decision__session__body").order_by("-on", "-pk")


def reviews_coming(countries: Collection[str], most: int) -> Sequence[Session]:
    """Return the next public sessions that look at one of these countries; those without a day last."""
    found = public_sessions().filter(reviews__country__in=countries).distinct()
    coming = found.filter(Q(starts=None) | Q(ends__gte=today()) | Q(ends=None, starts__gte=today()))
    return sorted(coming, key=lambda row: (row.starts is None, row.starts or today(), row.slug))[:most]


def occasions_coming(countries: Collection[str], most: int) -> Sequence[Occasion]:
    """Return the next public conferences and meetings in one of these countries; those without a day last."""
    now, midnight = timezone.now(), today()
    is_ahead = Q(ends_at__gte=now) | Q(begins_at=None, ends__gte=midnight)
    is_open = Q(begins_at=None) & (Q(ends=None, starts__gte=midnight) | Q(starts=None))
    found = public_occasions().filter(is_ahead | is_open, country__in=countries)

    def day(row: Occasion) -> datetime.date | None:
        return row.begins_at.date() if row.begins_at else row.starts

    return sorted(found, key=lambda row: (day(row) is None, day(row) or midnight, row.slug))[:most]


def follow_up_in(countries: Collection[str], most: int) -> tuple[Sequence[FollowUp], int]:
    """Return the newest follow-up of countries, and how many there are."""
    found = current_follow_up().filter(country__in=countries)
    newest = list(found[: most + 1])
    return newest[:most], len(newest) if len(newest) <= most else found.count()
