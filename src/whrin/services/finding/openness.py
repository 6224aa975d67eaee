"""Which services are open now. The search keeps the hours of each; the moment is put to them when asked.

A value of hours is `Africa/Nairobi 1 540 1020`: zone, weekday, minutes from midnight. Thousands of services
share them. Of a service without hours, or without a zone, there is none: it is never called open.
"""

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache

from whrin.search.queries import values
from whrin.services.actions import SHELF
from whrin.services.enums import Status
from whrin.services.hours import is_within
from whrin.services.models import Service
from whrin.services.zones import zone_named, zone_of

#: The value of what never closes.
ALWAYS = "always"


def hours_of(service: Service) -> list[str]:
    """Return the values of one service; none where it is paused or closed, or where they are not known."""
    if service.status in {Status.PAUSED, Status.CLOSED}:
        return []
    if service.is_always_open:
        return [ALWAYS]
    zone = zone_of(service)
    if zone is None:
        return []
    openings = service.openings.all()
    return list(dict.fromkeys(f"{zone.key} {one.weekday} {one.opens} {one.closes}" for one in openings))


def open_at(at: datetime.datetime) -> Sequence[str]:
    """Return the values that hold at a moment (UTC). Thousands are asked: each zone's clock is read once."""
    clocks: dict[str, Clock] = {}
    found = []
    for value in values(shelf=SHELF, facet="hours"):
        name = value.partition(" ")[0]
        if name not in clocks:
            clocks[name] = _clock(name, at)
        if _holds(value, clocks[name], at):
            found.append(value)
    return found


def holds(value: str, at: datetime.datetime) -> bool:
    """Say whether a value of hours is open at a moment (UTC)."""
    return _holds(value, _clock(value.partition(" ")[0], at), at)


#: Minutes since its midnight for each weekday that may still be open; None where clocks change meanwhile.
Clock = Mapping[int, float] | None


def _clock(name: str, at: datetime.datetime) -> Clock:
    zone = zone_named(name)
    if zone is None:
        return {}
    clock, today = {}, at.astimezone(zone).date()
    for day in (today, today - datetime.timedelta(days=1)):
        midnight, end = (
            datetime.datetime.combine(day + datetime.timedelta(days=more), datetime.time(), tzinfo=zone)
            for more in (0, 2)
        )
        if midnight.utcoffset() != end.utcoffset():
            return None
        clock[day.isoweekday()] = (at - midnight).total_seconds() / 60
    return clock


def _holds(value: str, clock: Clock, at: datetime.datetime) -> bool:
    if value == ALWAYS:
        return True
    name, weekday, opens, closes = _read(value)
    if clock is None:  # some of the hours are longer or shorter than they look
        zone = zone_named(name)
        return zone is not None and is_within(weekday, opens, closes, zone, at)
    return weekday in clock and opens <= clock[weekday] < closes


@lru_cache(maxsize=32_768)
def _read(value: str) -> tuple[str, int, int, int]:
    name, weekday, opens, closes = value.split()
    return name, int(weekday), int(opens), int(closes)
