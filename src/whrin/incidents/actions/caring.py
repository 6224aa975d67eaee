"""What caseworkers do with a report. Each is in the log, without content."""

import datetime
import secrets
from typing import Any

from django.db import transaction

from whrin.audit.actions import record
from whrin.incidents.actions.answering import count_report, turn_to
from whrin.incidents.content import Care, Summary
from whrin.incidents.enums import ReportState
from whrin.incidents.models import Report
from whrin.incidents.opening import OpenReport
from whrin.incidents.writing import write
from whrin.kit.days import today
from whrin.people.models import Person

#: Days after which a closed report is erased unless somebody renews it.
KEPT_DAYS = 90


@transaction.atomic
def begin_work(*, one: OpenReport, by: Person) -> None:
    """Note that somebody has opened a new report: she sees that when she comes back."""
    if one.report.state == ReportState.NEW:
        turn_to(one, ReportState.OPEN)
        record(verb="opened", about=one.report, by=by)


@transaction.atomic
def save_summary(*, one: OpenReport, summary: Summary, seen: int, by: Person) -> None:
    """Keep who turns to it, when, and how urgent it is. Raises `EditedMeanwhile`."""
    write(one, summary, seen=seen)
    record(verb="arranged", about=one.report, by=by)


@transaction.atomic
def recode(*, one: OpenReport, summary: Summary, seen: int, by: Person) -> None:
    """Keep what a caseworker found it to be: kinds, actors, country; it is counted by these from now on.

    What she told stays as she told it. Raises `EditedMeanwhile`.
    """
    write(one, summary, seen=seen)
    count_report(one=one)
    record(verb="coded", about=one.report, by=by)


@transaction.atomic
def add_entry(*, one: OpenReport, name: str, entry: dict[str, Any], seen: int, by: Person) -> None:
    """Add an entry to one list of the case (`Care`). Raises `EditedMeanwhile`."""
    fresh = {**entry, "id": secrets.token_hex(6), "day": today().isoformat()}
    write(one, one.care.with_list(name, [*getattr(one.care, name), fresh]), seen=seen)
    record(verb="wrote of the case", about=one.report, by=by)


@transaction.atomic
def drop_entry(*, one: OpenReport, name: str, entry_id: str, seen: int, by: Person) -> None:
    """Take an entry out of a list of the case. Raises `EditedMeanwhile`."""
    kept = [entry for entry in getattr(one.care, name) if entry.get("id") != entry_id]
    write(one, one.care.with_list(name, kept), seen=seen)
    record(verb="took an entry out", about=one.report, by=by)


@transaction.atomic
def save_care(*, one: OpenReport, care: Care, seen: int, by: Person) -> None:
    """Keep the whole case. Raises `EditedMeanwhile`."""
    write(one, care, seen=seen)
    record(verb="wrote of the case", about=one.report, by=by)


@transaction.atomic
def close_report(*, one: OpenReport, by: Person) -> None:
    """End the work on a report; 90 days later it is erased, unless it is renewed or she writes again."""
    day = today()
    until = day + datetime.timedelta(days=KEPT_DAYS)
    Report.objects.filter(pk=one.report.pk).update(
        state=ReportState.CLOSED, closed_on=day, keep_until=until, due_days=[]
    )
    one.report.refresh_from_db(fields=["state", "closed_on", "keep_until", "due_days"])
    record(verb="closed", about=one.report, by=by)


@transaction.atomic
def renew_report(*, one: OpenReport, by: Person) -> None:
    """Keep a closed report for 90 days from today."""
    until = today() + datetime.timedelta(days=KEPT_DAYS)
    Report.objects.filter(pk=one.report.pk, state=ReportState.CLOSED).update(keep_until=until, due_days=[])
    one.report.refresh_from_db(fields=["keep_until", "due_days"])
    record(verb="renewed", about=one.report, by=by)


@transaction.atomic
def open_again(*, one: OpenReport, by: Person) -> None:
    """Begin the work on a closed report again."""
    turn_to(one, ReportState.OPEN)
    record(verb="opened again", about=one.report, by=by)
