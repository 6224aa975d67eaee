"""What people type, read forgivingly: digits of any script, spaces, commas, dates in the order of the place.

Everything becomes the text that forms keep (`34`, `1.5`, `2026-03-08`, `14:30`, `-1.29 36.82 0 0`), or
is refused with words that say what to write.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from whrin.design.measures import number_in_words
from whrin.surveys.xform.definition import ValueKind

#: Letters of one answer.
LONGEST = 10_000
#: Years that a date may have: others are slips, or of another calendar.
FIRST_YEAR, LAST_YEAR = 1800, 2200
_MOST_DIGITS = 15
#: A place as it is typed, isolated: among Arabic letters its two numbers would change places.
A_PLACE = "\u2066-1.29 36.82\u2069"

_SAME = str.maketrans(
    {"٫": ".", "٬": "'", "،": ",", "−": "-", "–": "-", "‐": "-", "٪": "%", "’": "'", "؛": ";"}
)
_SPACES = re.compile(r"[\s'\u200b-\u200f\u061c\u202a-\u202f\u2066-\u2069]+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?|[+-]?\.\d+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.hH]\s*(\d{2})(?::\d{2}(?:[.,]\d+)?)?|[hH])?\s*([aApP])?\.?[mM]?\.?")
_PART = r"([+-]?\d{1,3}(?:[.,]\d+)?)°?"
_POINT = re.compile(
    rf"\s*{_PART}\s*[,;\s]\s*{_PART}(?:\s*[,;\s]\s*([+-]?\d+(?:\.\d+)?))?(?:\s+(\d+(?:\.\d+)?))?\s*"
)


class Refused(ValueError):
    """What was typed is no answer; the message says what to write."""


def clean(typed: str) -> str:
    """Return a text as it is kept; raises Refused for what no table can hold, and for too much."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unicodedata.category(letter) == "Cs" or letter == "\0" for letter in text):
        raise Refused(_("There is a sign in this text that cannot be kept. Please type it again."))
    if len(text) > LONGEST:
        much = len(text) - LONGEST
        raise Refused(
            ngettext(
                "This is too long by %(much)s letter. Please shorten it.",
                "This is too long by %(much)s letters. Please shorten it.",
                much,
            )
            % {"much": number_in_words(much)}
        )
    return text


def with_our_digits(text: str) -> str:
    """Return a text with 0 to 9 for the digits of any script, and our signs for those around numbers."""
    return "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in text.translate(_SAME)
    )


def read(typed: str, kind: ValueKind) -> str:
    """Return what was typed as forms keep it; "" is no answer. Raises Refused."""
    text = clean(typed)
    return _READERS[kind](text) if text and kind in _READERS else text


def whole_number(text: str) -> str:
    """Return a whole number; raises Refused. 1,500 and 1.500 can only be 1500 here."""
    plain = _SPACES.sub("", with_our_digits(text))
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub("[.,]", "", plain)
    plain = re.sub(r"\.0+$", "", plain.replace(",", "."))
    if not _NUMBER.fullmatch(plain):
        raise Refused(_("Write a number in digits, for example %(example)s.") % {"example": "12"})
    if "." in plain:
        raise Refused(_("Write a whole number, for example %(example)s.") % {"example": "12"})
    return _not_too_great(plain)


def number(text: str) -> str:
    """Return a number, perhaps with a fraction; raises Refused, also where a comma may mean two things."""
    plain = _SPACES.sub("", with_our_digits(text))
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        last = max(plain.rfind("."), plain.rfind(","))
        plain = re.sub("[.,]", "", plain[:last]) + "." + plain[last + 1 :]
    elif commas == 1 and _THOUSANDS.fullmatch(plain) and not plain.lstrip("+-").startswith("0"):
        whole, _comma, rest = plain.partition(",")
        raise Refused(
            _("This can be read in two ways. Write %(thousands)s or %(fraction)s.")
            % {"thousands": whole + rest, "fraction": f"{whole}.{rest}"}
        )
    elif max(dots, commas) > 1 and _THOUSANDS.fullmatch(plain):
        plain = re.sub("[.,]", "", plain)
    plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise Refused(_("Write a number in digits, for example %(example)s.") % {"example": "2.5"})
    return _not_too_great(plain)


def day(text: str) -> str:
    """Return a date (`2026-03-08`) from year, month, day or day, month, year; raises Refused."""
    plain = with_our_digits(text.partition("T")[0]).strip()
    found = _YEAR_FIRST.fullmatch(plain)
    if found:
        return date_of(found[1], found[2], found[3])
    found = _DAY_FIRST.fullmatch(plain)
    if found is None:
        raise Refused(
            _("Write a date as day, month and year, for example %(example)s.") % {"example": "8/3/2026"}
        )
    return date_of(found[3], found[2], found[1])


def date_of(year: str, month: str, of_month: str) -> str:
    """Return the date of three numbers, each with the digits of any script; raises Refused."""
    parts = [_SPACES.sub("", with_our_digits(part)) for part in (year, month, of_month)]
    if not all(re.fullmatch("[0-9]{1,2}", part) for part in parts[1:]):
        raise Refused(_("Write the day in digits, and choose the month."))
    if not re.fullmatch("[0-9]{4}", parts[0]) or not FIRST_YEAR <= int(parts[0]) <= LAST_YEAR:
        raise Refused(_("Write the year with four digits, for example %(example)s.") % {"example": "2026"})
    try:
        return datetime.date(*map(int, parts)).isoformat()
    except ValueError:
        raise Refused(_("There is no such day. Please check day and month.")) from None


def time(text: str) -> str:
    """Return a time of day (`14:30`); raises Refused."""
    found = _TIME.fullmatch(with_our_digits(text).strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        raise Refused(_("Write a time in hours and minutes, for example %(example)s.") % {"example": "14:30"})
    return f"{hour:02}:{minute:02}"


def moment(text: str) -> str:
    """Return a date with a time of day (`2026-03-08T14:30`); raises Refused."""
    date, _sign, hour = text.replace("T", " ", 1).strip().rpartition(" ")
    return f"{day(date)}T{time(hour)}"


def point(text: str) -> str:
    """Return a place (`latitude longitude altitude accuracy`); raises Refused."""
    found = _POINT.fullmatch(with_our_digits(text))
    if found:
        latitude, longitude = (float(found[part].replace(",", ".")) for part in (1, 2))
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return f"{latitude:g} {longitude:g} {found[3] or 0} {found[4] or 0}".replace("+", "")
    raise Refused(
        _("Write latitude and longitude as two numbers, for example %(example)s.") % {"example": A_PLACE}
    )


def points(text: str) -> str:
    """Return several places, parted by semicolons or lines; raises Refused."""
    parts = [part for part in re.split("[;\n]", with_our_digits(text)) if part.strip()]
    return "; ".join(point(part) for part in parts)


def _not_too_great(plain: str) -> str:
    whole, _dot, fraction = plain.lstrip("+-").partition(".")
    if len(whole.lstrip("0")) > _MOST_DIGITS or len(fraction) > _MOST_DIGITS:
        raise Refused(_("This number is too long. Please check it."))
    sign = "-" if plain.startswith("-") else ""
    return f"{sign}{whole or '0'}{'.' if fraction else ''}{fraction}"


_READERS: dict[ValueKind, Callable[[str], str]] = {
    ValueKind.INTEGER: whole_number,
    ValueKind.DECIMAL: number,
    ValueKind.DATE: day,
    ValueKind.TIME: time,
    ValueKind.MOMENT: moment,
    ValueKind.POINT: point,
    ValueKind.TRACE: points,
    ValueKind.SHAPE: points,
}
