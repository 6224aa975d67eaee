"""Dates that are known to the day, the month or only the year."""

from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]


def parse_partial(written: str) -> tuple[date, Precision] | None:
    """Return the first day of `YYYY[-MM[-DD]]` and how precise it is; None when it is no such date."""
    parts = written.split("-")
    try:
        numbers = [int(part) for part in parts]
        day = date(*([*numbers, 1, 1])[:3])
    except (ValueError, TypeError, OverflowError):
        return None
    if not 1 <= len(parts) <= 3:
        return None
    precisions: tuple[Precision, ...] = ("year", "month", "day")
    return day, precisions[len(parts) - 1]
