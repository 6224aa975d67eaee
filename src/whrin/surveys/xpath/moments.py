"""Dates and times: read as JavaRosa reads them, written by its escapes.

There is one kind, a moment in the respondent's zone; a date is its midnight there, a time of day is today
at it.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from .errors import Code, ExpressionError
from .values import EPOCH, Value, single

_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME = re.compile(
    r"([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,]([0-9]{1,9}))?)?(Z|[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = timedelta(days=1)
_START = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that `YYYY-MM-DD` or `YYYY-MM-DDThh:mm…` writes, None if it is none."""
    day, _, hour = text.strip().partition("T")
    found = _DATE.fullmatch(day)
    if found is None:
        return None
    try:
        midnight = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=zone)
        return _at(midnight, hour) if "T" in text else midnight
    except (ValueError, OverflowError):
        return None


def time_of(text: str, today: datetime) -> datetime | None:
    """Return today at the time of day that a text writes, None if it is none."""
    try:
        return _at(today.replace(hour=0, minute=0, second=0, microsecond=0), text.strip())
    except (ValueError, OverflowError):
        return None


def _at(midnight: datetime, text: str) -> datetime | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    moment = midnight.replace(
        hour=int(found[1]),
        minute=int(found[2]),
        second=int(found[3] or 0),
        microsecond=int((found[4] or "0").ljust(6, "0")[:6]),
    )
    if not found[5]:
        return moment
    return moment.replace(tzinfo=_zone(found[5])).astimezone(midnight.tzinfo)


def _zone(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, _, minutes = text[1:].partition(":")
    if len(hours) > 2:
        hours, minutes = hours[:2], hours[2:]
    if int(minutes or 0) > 59:
        raise ValueError("No zone has so many minutes.")
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-ahead if text[0] == "-" else ahead)


def to_moment(value: Value, zone: tzinfo, *, whole: bool) -> datetime | str | float:
    """Return a value as a moment; "" and NaN stay what they are; numbers are days since 1970.

    `whole` leaves the fraction of such days out. Raises ExpressionError for any other text.
    """
    value = single(value)
    if isinstance(value, datetime) or value == "":
        return value
    if isinstance(value, str):
        moment = moment_of(value, zone)
        if moment is None:
            raise ExpressionError(Code.NOT_A_DATE, "The text is not a date such as 2026-03-08.")
        return moment
    if isinstance(value, bool):
        raise ExpressionError(Code.NOT_A_DATE, "True or false cannot become a date.")
    return value if value != value else from_days(value, zone, whole=whole)


def from_days(days: float, zone: tzinfo, *, whole: bool) -> datetime:
    """Return the moment so many days after 1970 began in a zone."""
    try:
        if whole:
            return datetime.fromordinal(EPOCH + int(days)).replace(tzinfo=zone)
        return (_START + timedelta(days=days)).astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise ExpressionError(Code.NOT_A_DATE, "The number is too far from today to be a date.") from error


def days_since_1970(moment: datetime) -> float:
    """Return the days since 1970 began, with the fraction of the day."""
    return (moment - _START) / _DAY


def fraction_of_day(moment: datetime) -> float:
    """Return how much of its day has passed, from 0 to below 1."""
    return (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)) / _DAY


def written(moment: datetime, pattern: str) -> str:
    """Return a moment as the pattern's escapes say; raise ExpressionError for an escape that there is not."""
    parts: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter != "%":
            parts.append(letter)
            continue
        escape = next(letters, "")
        write = _ESCAPES.get(escape)
        if write is None:
            raise ExpressionError(Code.BAD_FORMAT, f"Dates cannot be written with “%{escape}”.")
        parts.append(write(moment))
    return "".join(parts)


def _weekday(moment: datetime) -> int:
    return moment.isoweekday()


_ESCAPES = {
    "%": lambda _moment: "%",
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "a": lambda moment: _DAYS[moment.weekday()],
    "W": lambda moment: str(moment.isocalendar().week),
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
}
