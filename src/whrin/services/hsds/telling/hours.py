"""Opening hours as schedules: one for the days that are alike, in the words of RFC 5545."""

import datetime
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from whrin.services.hsds.ids import part_of
from whrin.services.hsds.telling.rows import Hours, openings_of
from whrin.services.hsds.telling.things import Thing, Told, kept
from whrin.services.models import Service

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = 1440
#: The standard's way to say day and night.
_WHOLE_DAY = {"opens_at": "00:00", "closes_at": "23:59"}


def schedules_of(service: Service, told: Told) -> list[Thing]:
    """Return its hours, in the local time of the service."""
    if service.is_always_open:
        return [_weekly(service, told, ",".join(_DAYS), _WHOLE_DAY, [told.words["always_open"]])]
    found = [
        _weekly(service, told, ",".join(_DAYS[day - 1] for day in days), _times(opens, closes), notes)
        for (opens, closes, notes), days in _alike(openings_of(service), told)
    ]
    if not found and service.hours_note:
        found = [{"id": part_of(service.uid, "hours", "note"), "description": service.hours_note}]
    return found


def _alike(openings: Iterable[Hours], told: Told) -> list[tuple[tuple[int, int, list[str]], list[int]]]:
    rows = sorted(openings, key=lambda each: (each.opens, each.closes, each.for_women, each.weekday))
    found = []
    for (opens, closes, for_women), days in groupby(
        rows, lambda each: (each.opens, each.closes, each.for_women)
    ):
        notes = [told.words["for_women"]] if for_women else []
        if closes > _DAY:
            notes.append(told.words["after_midnight"])
        found.append(((opens, closes, notes), [each.weekday for each in days]))
    return found


def _times(opens: int, closes: int) -> dict[str, str]:
    # Midnight itself belongs to the next day; the standard shows a minute before it.
    closes = _DAY - 1 if closes == _DAY else closes % _DAY
    return {"opens_at": _clock(opens), "closes_at": _clock(closes)}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _weekly(service: Service, told: Told, days: str, times: dict[str, str], notes: list[str]) -> Thing:
    zone = service.time_zone
    local = told.words["local_time_of"].format(zone=zone) if zone else told.words["local_time"]
    return kept(
        id=part_of(service.uid, "hours", days, *times.values(), *notes),
        service_id=str(service.uid),
        freq="WEEKLY",
        byday=days,
        wkst="MO",
        timezone=_fixed_offset(zone),
        **times,
        description=service.hours_note,
        notes=" ".join([*notes, local]),
    )


@cache
def _fixed_offset(zone: str) -> float | None:
    """Return the hours from UTC of a zone that has no summer time; None for others and unknown ones."""
    try:
        place = ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    if place is None:
        return None
    year = datetime.datetime.now(place).year
    offsets = {datetime.datetime(year, month, 15, tzinfo=place).utcoffset() for month in range(1, 13)}
    only = offsets.pop() if len(offsets) == 1 else None
    return only.total_seconds() / 3600 if only is not None else None
