"""Days, hours and usual months as the reader writes them."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_interval, get_month_names, get_timezone_location
from babel.dates import format_datetime as babel_datetime
from django.utils.translation import gettext as _

from whrin.design.measures import reader_locale
from whrin.events.coming.asked import DEADLINE
from whrin.events.coming.entries import Entry
from whrin.events.coming.yearly import spans
from whrin.events.wording import text_for


@dataclass(frozen=True)
class Hour:
    """From when to when in one zone, in words. `begins`, `ends`: for machines, with the offset."""

    words: str
    zone: str
    begins: str
    ends: str


def named(entry: Entry, language: str) -> str:
    """Return what an entry is called in a line of text."""
    name = text_for(entry.names, language)
    return f"{entry.label} · {name}" if entry.kind == DEADLINE else name


def day_in_words(day: datetime.date, until: datetime.date | None = None) -> str:
    """Return a day, or from when to when."""
    locale = reader_locale()
    if until is None or until == day:
        return format_date(day, format="long", locale=locale)
    return format_interval(day, until, skeleton="yMMMd", locale=locale)


def month_in_words(day: datetime.date) -> str:
    """Return a month and its year, to stand alone."""
    words = format_date(day, "LLLL y", locale=reader_locale())
    return words[:1].upper() + words[1:]


def usual_months(months: str) -> str:
    """Return months as names: "March", "February, June–July"; empty where none is known."""
    names = get_month_names("wide", context="stand-alone", locale=reader_locale())
    return ", ".join("–".join(names[month] for month in span) for span in spans(months))


def when(entry: Entry) -> str:
    """Return when it is in words, however exactly it is known."""
    if entry.begins_at and entry.ends_at:
        hour = hour_in(entry.begins_at, entry.ends_at, entry.zone)
        return f"{hour.words} ({hour.zone})"
    if entry.day is not None:
        return day_in_words(entry.day, entry.until)
    return usually(entry.months)


def usually(months: str) -> str:
    """Return the sentence about something that nobody announced."""
    known = usual_months(months)
    if not known:
        return _("No day announced yet")
    return _("Usually in: %(months)s") % {"months": known}


def hour_in(begins: datetime.datetime, ends: datetime.datetime, zone: str) -> Hour:
    """Return hours as the clocks of a zone show them; in UTC where the zone is not known."""
    clock = clock_of(zone) or ZoneInfo("UTC")
    here, there = begins.astimezone(clock), ends.astimezone(clock)
    locale = reader_locale()
    first = babel_datetime(here, "d MMMM y, HH:mm", tzinfo=clock, locale=locale)
    last_form = "HH:mm" if here.date() == there.date() else "d MMMM, HH:mm"
    last = babel_datetime(there, last_form, tzinfo=clock, locale=locale)
    return Hour(f"{first}–{last}", zone_in_words(str(clock), begins), here.isoformat(), there.isoformat())


def clock_of(zone: str) -> ZoneInfo | None:
    """Return a zone by its IANA name; None where there is none."""
    try:
        return ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_in_words(zone: str, at: datetime.datetime) -> str:
    """Return the city of a zone with its distance from UTC on that day, such as "Nairobi, UTC+03:00"."""
    if zone == "UTC":
        return "UTC"
    offset = at.astimezone(ZoneInfo(zone)).strftime("%z")
    city = get_timezone_location(ZoneInfo(zone), locale=reader_locale(), return_city=True)
    return f"{city}, UTC{offset[:3]}:{offset[3:]}"
