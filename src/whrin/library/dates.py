"""Dates as CSL-JSON files really write them."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

_RAW = re.compile(r"^\s*(\d{1,6})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:T.*)?\s*$")
#: The oldest printed works; an earlier year is a slip.
_FIRST_YEAR = 1450


@dataclass(frozen=True)
class PartialDate:
    """As much of a date as is known. `fault`: what is wrong with what was written; `is_whole`: nothing
    was left out.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    fault: str = ""
    is_whole: bool = True


def read_date(written: Any) -> PartialDate:
    """Read `date-parts`, `raw`, `literal` or a plain string; never raises."""
    if isinstance(written, str | int):
        return _from_raw(str(written))
    if not isinstance(written, dict):
        return PartialDate(fault=_("The date could not be read."), is_whole=False)
    parts = written.get("date-parts")
    if parts:
        return _from_parts(parts, is_simple=set(written) <= {"date-parts"})
    raw = written.get("raw") or written.get("literal")
    if raw:
        return _from_raw(str(raw))
    return PartialDate(is_whole=not written)


def _from_raw(raw: str) -> PartialDate:
    found = _RAW.match(raw)
    if found:
        return _checked([int(part) for part in found.groups() if part is not None], is_simple=True)
    return PartialDate(fault=_("The date “%(date)s” could not be read.") % {"date": raw[:60]}, is_whole=False)


def _from_parts(parts: Any, *, is_simple: bool) -> PartialDate:
    first = parts[0] if isinstance(parts, list) else None
    if not isinstance(first, list):
        return PartialDate(fault=_("The date could not be read."), is_whole=False)
    numbers = []
    for part in first[:3]:
        if part in ("", None):
            break
        if isinstance(part, bool) or not re.fullmatch(r"-?\d{1,6}", str(part).strip()):
            fault = _("The date part “%(part)s” is not a number.") % {"part": str(part)[:40]}
            return PartialDate(fault=fault, is_whole=False)
        numbers.append(int(part))
    return _checked(numbers, is_simple=is_simple and len(parts) == 1)


def _checked(numbers: list[int], *, is_simple: bool) -> PartialDate:
    year, month, day = [*numbers, None, None, None][:3]
    if year is None:
        return PartialDate(is_whole=False)
    if not _FIRST_YEAR <= year <= datetime.date.today().year + 2:  # noqa: DTZ011 -- a bound, not a moment
        return PartialDate(fault=_("There is no year %(year)d.") % {"year": year}, is_whole=False)
    if month is not None and not 1 <= month <= 12:
        fault = _("There is no month %(month)d; only the year is used.") % {"month": month}
        return PartialDate(year, fault=fault, is_whole=False)
    if day is not None and month is not None:
        try:
            datetime.date(year, month, day)
        except ValueError:
            fault = _("That month has no day %(day)d; only year and month are used.") % {"day": day}
            return PartialDate(year, month, fault=fault, is_whole=False)
    return PartialDate(year, month, day, is_whole=is_simple)
