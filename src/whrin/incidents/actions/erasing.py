"""Reports go 90 days after they were closed. A clock that jumps must erase nothing early, so the day alone is
not enough: the daily task must find a report due on seven different days before it goes.
"""

import datetime
from uuid import UUID

from django.db import transaction

from whrin.audit.actions import record
from whrin.incidents.actions.answering import erase
from whrin.incidents.enums import ReportState
from whrin.incidents.models import Export, Report
from whrin.kit.days import today

#: Days on which a report must be found due. In these days the desk shows that it is about to go.
SIGHTINGS = 7
#: Days that a wish to take reports out is kept.
EXPORTS_KEPT = 30


def erase_due() -> int:
    """Note which closed reports are due today, and erase those that were so on seven days; return how many.

    Two runs on one day are one. A day before one that was noted means that the clock ran wrong: the notes
    begin anew.
    """
    day, erased = today(), 0
    due = Report.objects.filter(state=ReportState.CLOSED, keep_until__lt=day)
    for uid in due.values_list("pk", flat=True):
        erased += _look_at(uid, day)
    return erased


@transaction.atomic
def _look_at(uid: UUID, day: datetime.date) -> bool:
    report = Report.objects.select_for_update().filter(pk=uid, state=ReportState.CLOSED).first()
    if report is None or report.keep_until is None or report.keep_until >= day:
        return False
    seen = [datetime.date.fromisoformat(one) for one in report.due_days]
    kept = [one for one in seen if one < day]
    if len(kept) != len([one for one in seen if one != day]):
        kept = []
    report.due_days = [one.isoformat() for one in (*kept, day)]
    if len(report.due_days) < SIGHTINGS:
        report.save(update_fields=["due_days"])
        return False
    record(verb="erased", about=report)
    erase(report)
    return True


def forget_exports() -> int:
    """Erase wishes to take reports out that are older than 30 days; the log stays. Return how many."""
    limit = today() - datetime.timedelta(days=EXPORTS_KEPT)
    return Export.objects.filter(asked_on__lt=limit).delete()[0]
