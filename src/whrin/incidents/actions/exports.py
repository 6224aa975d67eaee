"""Taking reports out in clear: one asks, another agrees, and her consent is looked at again at the end."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.consents import require
from whrin.incidents.enums import ExportState, Role, Use
from whrin.incidents.models import Export
from whrin.incidents.opening import OpenReport
from whrin.incidents.rules import has_role
from whrin.kit.days import today
from whrin.people.models import Person


class NeedsAnother(Exception):
    """Whoever asked cannot agree as well."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has to agree."))


class NotApproved(Exception):
    """Nobody has agreed, or somebody said no."""

    def __init__(self) -> None:
        super().__init__(_("Nobody has agreed to this yet."))


@transaction.atomic
def ask_export(*, reports: Sequence[OpenReport], use: Use, by: Person) -> Export:
    """Ask to take reports out for one use. Raises `NotAllowed`: she does not allow it."""
    for one in reports:
        require(use, one.consent)
    wish = Export.objects.create(
        use=use, reports=[str(one.report.pk) for one in reports], asked_by=by, asked_on=today()
    )
    record(verb="asked to take out", about=wish, by=by, use=use.value, many=len(reports))
    return wish


@transaction.atomic
def answer_export(*, wish: Export, agrees: bool, by: Person) -> None:
    """Agree to a wish, or refuse it; once. Raises `NeedsAnother`."""
    if wish.asked_by_id == by.pk or not has_role(by, Role.CASEWORKER, Role.COORDINATOR):
        raise NeedsAnother
    state = ExportState.APPROVED if agrees else ExportState.REFUSED
    asked = Export.objects.filter(pk=wish.pk, state=ExportState.ASKED)
    if asked.update(state=state, answered_by=by):
        record(verb="agreed to take out" if agrees else "refused to take out", about=wish, by=by)


@transaction.atomic
def take_out(*, wish: Export, reports: Sequence[OpenReport], by: Person) -> None:
    """Let pass what was agreed to and what she still allows, and write it into the log.

    Raises `NotApproved`, `consents.NotAllowed`.
    """
    fresh = Export.objects.get(pk=wish.pk)
    if fresh.state != ExportState.APPROVED or fresh.asked_by_id != by.pk:
        raise NotApproved
    for one in reports:
        require(Use(fresh.use), one.consent)
        record(verb="took out", about=one.report, by=by, use=fresh.use)
