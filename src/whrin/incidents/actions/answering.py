"""What she does with her code: writes, corrects what she allows, withdraws. None of it is in a log."""

from dataclasses import replace

from django.db import transaction

from whrin.audit.actions import record
from whrin.incidents.content import Consent, Words
from whrin.incidents.enums import ReportState
from whrin.incidents.models import Message, Report
from whrin.incidents.opening import OpenReport
from whrin.incidents.statistics import counted_anew, remove_counted
from whrin.incidents.writing import EditedMeanwhile, add_message, write
from whrin.kit.days import today
from whrin.people.models import Person


@transaction.atomic
def write_message(
    *, one: OpenReport, text: str, language: str, once: str = "", by: Person | None = None
) -> Message | None:
    """Add a message: from her (`by` None) or from a caseworker. A closed report opens again with it.

    None: the same page (`once`) brought it before. Raises `EditedMeanwhile`: nothing was stored.
    """
    one = held(one)
    report = one.report
    if once and any(before.once == once for before in one.messages()):
        return None
    is_hers = by is None
    words = Words(from_her=is_hers, text=text, language=language, day=today().isoformat(), once=once)
    message = add_message(report, words)
    turn_to(one, ReportState.OPEN if is_hers else ReportState.WAITING)
    write(one, replace(one.summary, waits_for="us" if is_hers else "her"))
    if by:
        record(verb="wrote", about=report, by=by)
    return message


def turn_to(one: OpenReport, state: ReportState) -> None:
    """Let a report be in a state that is not closed: the days after which it would go are forgotten."""
    Report.objects.filter(pk=one.report.pk).update(state=state, closed_on=None, keep_until=None, due_days=[])
    one.report.state = state


@transaction.atomic
def set_consent(*, one: OpenReport, consent: Consent, seen: int | None = None) -> None:
    """Keep what she allows now; count her report, or take it out. Raises `EditedMeanwhile`."""
    write(one, replace(consent, day=today().isoformat()), seen=seen)
    count_report(one=one)


@transaction.atomic
def count_report(*, one: OpenReport) -> None:
    """Count a report as it is coded now, or no longer, as she allows; what was released stays as it was.

    Call it when its kinds, actors or country were changed. Raises `EditedMeanwhile`.
    """
    counted = counted_anew(one.summary, one.consent)
    if counted != one.summary.counted:
        write(one, replace(one.summary, counted=counted))


@transaction.atomic
def withdraw_report(*, one: OpenReport) -> None:
    """Take a report back: its key goes first, then everything that was sealed to it, and its place in the
    count. Raises `EditedMeanwhile`: nothing was changed.
    """
    one = held(one)
    remove_counted(one.summary.counted)
    erase(one.report)


def held(one: OpenReport) -> OpenReport:
    """Return a report as it is now, its row held until all is stored. Raises `EditedMeanwhile`: it was given
    another key in this moment, or is gone.
    """
    rows = Report.objects.select_for_update(of=("self",)).select_related("key", "code")
    report = rows.filter(pk=one.report.pk, key=one.report.key_id).first()
    if report is None:
        raise EditedMeanwhile
    return OpenReport(report, one.pair)


def erase(report: Report) -> None:
    """Delete a report with its key, its code and all that was sealed to it. Inside a transaction."""
    key, code = report.key, report.code
    report.delete()
    key.delete()
    if code:
        code.delete()
