"""Calendars for phones, read by a programme that is not the one that wrote them."""

import datetime
from typing import Any

import pytest
import vobject
from django.test import Client

from tests.events.making import day, deadline, in_days, meeting, session

pytestmark = pytest.mark.django_db
ICS = "/en/calendar/calendar.ics"


def read(browser: Client, address: str = ICS) -> tuple[bytes, dict[str, Any]]:
    """Return the file and its events by what they are called."""
    content = browser.get(address).content
    events = getattr(vobject.readOne(content.decode()), "vevent_list", [])
    return content, {event.summary.value: event for event in events}


def test_a_phone_reads_days_meetings_and_deadlines(client: Client) -> None:
    found, hour = session(), meeting()
    deadline(found)
    day(yearly="11-25", yearly_to="12-10")
    session("unknown", starts=None, ends=None, months="3")
    _content, events = read(client)
    assert set(events) == {
        "Made-up seventh session",
        "Written statement · Made-up seventh session",
        "Made-up evening",
        "Made-up day-of-trees",
    }
    week = events["Made-up seventh session"]
    assert (week.dtstart.value, week.dtend.value) == (in_days(60), in_days(65))
    due = events["Written statement · Made-up seventh session"]
    assert due.dtstart.value == in_days(60 - 42)
    assert sorted(alarm.trigger.value.days for alarm in due.valarm_list) == [-7, -2]
    assert events["Made-up evening"].dtstart.value == hour.begins_at.replace(microsecond=0)  # type: ignore[union-attr]
    yearly = events["Made-up day-of-trees"]
    assert yearly.rrule.value == "FREQ=YEARLY"
    assert (yearly.dtend.value - yearly.dtstart.value).days == 16


def test_lines_are_folded_at_75_octets_and_end_with_both_signs(client: Client) -> None:
    long = "Día de los jardines; silencio, y árboles. " * 6
    day(names={"en": long.strip()})
    content, events = read(client)
    assert list(events) == [long.strip()]
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_a_calendar_learns_of_a_session_that_moves_and_asks_no_more_than_needed(client: Client) -> None:
    from whrin.events.actions import keep_record

    found = session()
    deadline(found)
    before, first = client.get(ICS), read(client)[1]
    assert client.get(ICS, headers={"if-none-match": before["ETag"]}).status_code == 304
    found.starts, found.ends = in_days(70), in_days(71)
    keep_record(row=found, by=None)
    assert client.get(ICS, headers={"if-none-match": before["ETag"]}).status_code == 200
    second = read(client)[1]
    for name, event in second.items():
        assert event.uid.value == first[name].uid.value
        assert int(event.sequence.value) == int(first[name].sequence.value) + 1


def test_a_subscriber_gets_her_region_kind_and_language_and_no_more(client: Client) -> None:
    session("regional", body=None, country_id="KE", place="Nairobi")
    meeting("in-spanish", languages=["es"])
    meeting("in-kenya", country_id="KE", languages=["en", "sw"])
    day()
    assert set(read(client, f"{ICS}?kind=webinar&language=sw")[1]) == {"Made-up in-kenya"}
    assert set(read(client, f"{ICS}?language=es")[1]) == {"Made-up in-spanish"}
    africa, europe = (set(read(client, f"{ICS}?region=m49-{code}")[1]) for code in ("002", "150"))
    assert "Made-up in-kenya" in africa - europe
    assert {"Made-up day-of-trees", "Made-up regional session"} <= africa & europe


def test_days_of_every_year_are_found_on_their_next_day() -> None:
    from whrin.events.coming.yearly import is_month_day, is_months, next_span

    on = datetime.date
    assert next_span("06-26", "", on(2026, 6, 26)) == (on(2026, 6, 26), None)
    assert next_span("06-26", "", on(2026, 6, 27)) == (on(2027, 6, 26), None)
    assert next_span("11-25", "12-10", on(2026, 12, 1)) == (on(2026, 11, 25), on(2026, 12, 10))
    assert next_span("12-20", "01-05", on(2027, 1, 2)) == (on(2026, 12, 20), on(2027, 1, 5))
    assert next_span("12-20", "01-05", on(2027, 1, 6)) == (on(2027, 12, 20), on(2028, 1, 5))
    assert not any(map(is_month_day, ("02-29", "13-01", "6-26", "06-31", "06-26x")))
    assert [is_months(written) for written in ("2;6-7;10-11", "3", "", "13", "March", "0")] == [
        *(True, True, False, False, False, False)
    ]
