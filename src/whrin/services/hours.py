"""Whether a service is open at a moment, by its own clock."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from whrin.services.enums import Status
from whrin.services.models import Opening, Service
from whrin.services.zones import zone_of

_DAY = datetime.timedelta(days=1)


def is_open(service: Service, at: datetime.datetime) -> bool | None:
    """Say whether it is open at `at` (any zone, never naive); hours for women alone count. None: not known.

    Not known: no hours, or no time zone. A service that is paused or closed for good is not open. Reads
    `service.openings`: prefetch them where there are many.
    """
    if service.status in {Status.PAUSED, Status.CLOSED}:
        return False
    if service.is_always_open:
        return True
    if zone_of(service) is None or not service.openings.all():
        return None
    return any(begins <= at < ends for begins, ends in _spans(service, at))


def opens_next(service: Service, at: datetime.datetime) -> datetime.datetime | None:
    """Return when it opens next after `at`, within a week, on its own clock. None: not known, or it does
    not close.
    """
    if service.is_always_open or service.status in {Status.PAUSED, Status.CLOSED}:
        return None
    return min((begins for begins, _ends in _spans(service, at) if begins > at), default=None)


def open_until(service: Service, at: datetime.datetime) -> datetime.datetime | None:
    """Return when it closes, on its own clock, if it is open at `at`; None where it is not, or never does."""
    if service.is_always_open or service.status in {Status.PAUSED, Status.CLOSED}:
        return None
    return max((ends for begins, ends in _spans(service, at) if begins <= at < ends), default=None)


def _spans(service: Service, at: datetime.datetime) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    """Yield when it opens and closes, from the day before `at` (some close after midnight) for eight more."""
    zone = zone_of(service)
    if zone is None:
        return
    yesterday = at.astimezone(zone).date() - _DAY
    openings = list(service.openings.all())
    for days in range(9):
        day = yesterday + days * _DAY
        for opening in openings:
            if opening.weekday == day.isoweekday():
                yield _span(opening, day, zone)


def is_within(weekday: int, opens: int, closes: int, zone: ZoneInfo, at: datetime.datetime) -> bool:
    """Say whether hours (as `Opening` has them) hold at `at`, in UTC: today's there, or those of yesterday
    that go beyond midnight.
    """
    today = at.astimezone(zone).date()
    return any(
        _moment(day, opens, zone) <= at < _moment(day, closes, zone)
        for day in (today, today - _DAY)
        if day.isoweekday() == weekday
    )


def _span(
    opening: Opening, day: datetime.date, zone: ZoneInfo
) -> tuple[datetime.datetime, datetime.datetime]:
    return _moment(day, opening.opens, zone), _moment(day, opening.closes, zone)


def _moment(day: datetime.date, minutes: int, zone: ZoneInfo) -> datetime.datetime:
    """Return what the clock on the wall there shows, `minutes` after midnight; also where clocks change."""
    later, minute = divmod(minutes, 1440)
    clock = datetime.time(minute // 60, minute % 60)
    return datetime.datetime.combine(day + later * _DAY, clock, tzinfo=zone)
