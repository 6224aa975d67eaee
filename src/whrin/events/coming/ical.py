"""Entries as iCalendar (RFC 5545), for phones and calendars that ask again.

Meetings are written in UTC, which needs no table of zones; days have no hour. `UID` and `SEQUENCE` are the
row's, `DTSTAMP` the day of its newest change, so that the same rows give the same bytes.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from icalendar import Alarm, Calendar, Event

from whrin.events.coming.asked import DEADLINE
from whrin.events.coming.entries import Entry
from whrin.events.coming.words import named
from whrin.events.wording import text_for

#: Days before a deadline on which a calendar rings.
_ALARMS = (7, 2)


def calendar_of(entries: Iterable[Entry], *, title: str, language: str) -> bytes:
    """Return a calendar. What has no day yet is left out. Lines end with CRLF and are folded."""
    made = Calendar()
    made.add("prodid", f"-//{settings.WHRIN_ADDRESS}//Calendar//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", datetime.timedelta(hours=12), {"value": "DURATION"})
    for entry in entries:
        if entry.day is not None:
            made.add_component(_event(entry, entry.day, language))
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry, day: datetime.date, language: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{settings.WHRIN_ADDRESS.partition('://')[2]}")
    event.add("dtstamp", datetime.datetime.combine(entry.changed_on, datetime.time(), datetime.UTC))
    event.add("sequence", entry.edition)
    event.add("summary", named(entry, language))
    event.add("categories", [entry.label])
    event.add("url", settings.WHRIN_ADDRESS + entry.address)
    if text := text_for(entry.texts, language):
        event.add("description", text)
    if entry.place:
        event.add("location", entry.place)
    _add_time(event, entry, day)
    if entry.kind == DEADLINE:
        for days in _ALARMS:
            event.add_component(_alarm(days, named(entry, language)))
    return event


def _add_time(event: Event, entry: Entry, day: datetime.date) -> None:
    if entry.begins_at and entry.ends_at:
        event.add("dtstart", entry.begins_at.astimezone(datetime.UTC))
        event.add("dtend", entry.ends_at.astimezone(datetime.UTC))
        return
    first = entry.first or day
    length = (entry.until or day) - day
    event.add("dtstart", first)
    # The end is the day after the last.
    event.add("dtend", first + length + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if entry.first:
        event.add("rrule", {"freq": "yearly"})


def _alarm(days: int, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", datetime.timedelta(days=-days))
    return alarm
