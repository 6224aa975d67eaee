"""Days that are the same every year, and months that are usual. No framework, no database."""

import datetime
import re

_MONTH_DAY = re.compile(r"[01]\d-[0-3]\d\Z")
_MONTHS = re.compile(r"\d{1,2}(-\d{1,2})?(;\d{1,2}(-\d{1,2})?)*\Z")


def is_month_day(written: str) -> bool:
    """Say whether this is a day of every year, such as "06-26"; 29 February is not."""
    if not _MONTH_DAY.match(written):
        return False
    try:
        _in(2001, written)
    except ValueError:
        return False
    return True


def is_months(written: str) -> bool:
    """Say whether this is a list of months, such as "3" or "2;6-7;10-11"."""
    return bool(_MONTHS.match(written)) and all(1 <= number <= 12 for number in _numbers(written))


def _numbers(written: str) -> list[int]:
    return [int(number) for number in re.split("[;-]", written) if number]


def spans(months: str) -> list[list[int]]:
    """Return the spans of months, each with its first and last, or with the only one."""
    return [[int(month) for month in span.split("-")] for span in months.split(";") if span]


def next_span(
    yearly: str, yearly_to: str, since: datetime.date
) -> tuple[datetime.date, datetime.date | None]:
    """Return the first day and the last (None: one day) of the next time that is not over before `since`."""
    for year in (since.year - 1, since.year):
        first, last = _in(year, yearly), _in(year, yearly_to or yearly)
        if last < first:
            last = _in(year + 1, yearly_to)
        if last >= since:
            return first, last if yearly_to else None
    first, last = _in(since.year + 1, yearly), _in(since.year + 1, yearly_to or yearly)
    if last < first:
        last = _in(since.year + 2, yearly_to)
    return first, last if yearly_to else None


def _in(year: int, month_day: str) -> datetime.date:
    return datetime.date(year, int(month_day[:2]), int(month_day[3:]))
