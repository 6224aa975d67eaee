"""Opening hours as people type them, "9–12, 13:30-17", and as a record has them."""

import re
from collections.abc import Iterable

from whrin.services.saying import clock

_RANGE = re.compile(
    r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*h?\s*(?:-|–|—|−|~|\bto\b|\ba\b|до|إلى)\s*"
    r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*h?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;،/+&]*")
_DAY = 1440


class NoHours(ValueError):
    """These are no hours."""


def read_hours(written: str) -> list[tuple[int, int]]:
    """Return opening and closing in minutes from midnight; a closing after midnight is beyond 1440.

    Digits of any script are read. Raises `NoHours`.
    """
    found, end = [], 0
    for match in _RANGE.finditer(written):
        if not _BETWEEN.fullmatch(written, end, match.start()):
            raise NoHours
        opens, closes = _minutes(match[1], match[2]), _minutes(match[3], match[4])
        if opens >= _DAY or closes > _DAY:
            raise NoHours
        found.append((opens, closes if closes > opens else closes + _DAY))
        end = match.end()
    if not _BETWEEN.fullmatch(written, end):
        raise NoHours
    return found


def written_hours(rows: Iterable[tuple[int, int]]) -> str:
    """Return hours as they are shown for changing."""
    return ", ".join(f"{clock(opens)}–{clock(closes)}" for opens, closes in rows)


def _minutes(hours: str, minutes: str | None) -> int:
    if int(minutes or 0) > 59:
        raise NoHours
    return int(hours) * 60 + int(minutes or 0)
