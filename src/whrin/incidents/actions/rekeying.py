"""Another key for a report whose reader was taken away: one who still holds it seals everything anew."""

from collections.abc import Iterable

from django.db import transaction

from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Report
from whrin.incidents.opening import OpenReport
from whrin.incidents.queries import keys_of, reports_for
from whrin.incidents.sealed import CONTENTS, seal_column, seal_head, seal_message
from whrin.vault.actions import RotatedMeanwhile, grant_many, rotate
from whrin.vault.envelopes import CannotOpen, Pair
from whrin.vault.models import Grant, SharedKey
from whrin.vault.opened import NotGranted, Opened

#: Reports that are given another key each time a vault is opened; the rest at the next time.
AT_ONCE = 200


def rekey_report(*, opened: Opened, report: Report) -> None:
    """Give a report another key, held by who holds it now, and seal everything anew: all of it, or nothing.

    Files keep their own keys, which stand sealed in their heads. Raises `vault.actions.RotatedMeanwhile`,
    `vault.opened.NotGranted`, `vault.envelopes.CannotOpen`.
    """

    def reseal(old: Pair, fresh: SharedKey, _new: Pair) -> None:
        row = Report.objects.select_for_update().select_related("key").get(pk=report.pk)
        one, public = OpenReport(row, old), bytes(fresh.public)
        for column in CONTENTS:
            edition = getattr(row, f"{column}_edition") + 1
            setattr(row, column, seal_column(public, getattr(one, column), column, row.pk, edition))
            setattr(row, f"{column}_edition", edition)
        for message, words in zip(row.messages.all(), one.messages(), strict=True):
            message.sealed = seal_message(public, words, row.pk, message.number)
            message.save(update_fields=["sealed"])
        for file, head in one.files():
            file.head = seal_head(public, head, row.pk, file.number)
            file.save(update_fields=["head"])
        row.key, row.needs_key = fresh, False
        row.save()

    rotate(opened=opened, shared=report.key, reseal=reseal)


def upon_opening(opened: Opened) -> None:
    """Do what only an open vault can: let new colleagues hold her reports, and give another key to those
    whose reader was taken away. Done twice it is the same as once.
    """
    _share(opened)
    for report in reports_for(opened.person).filter(needs_key=True)[:AT_ONCE]:
        try:
            rekey_report(opened=opened, report=report)
        except (RotatedMeanwhile, NotGranted, CannotOpen):
            continue


def _share(opened: Opened) -> None:
    """Let each colleague hold those of the reports that she lacks and that are held here."""
    standings = opened.person.incident_standings.filter(
        role=Role.CASEWORKER, state=StandingState.CONFIRMED, person__is_active=True
    ).select_related("team")
    for standing in standings:
        if standing.team is None:
            continue
        for personal in keys_of(standing.team):
            if personal.pk == opened.personal.pk:
                continue
            held = Grant.objects.filter(personal=personal).values("shared")
            lacking = SharedKey.objects.filter(report__team=standing.team).exclude(pk__in=held)
            if lacking.exists():
                grant_many(opened=opened, shareds=lacking, to=personal)


@transaction.atomic
def mark_for_rekeying(reports: Iterable[Report]) -> None:
    """Have these reports given another key when somebody who holds them opens her vault next."""
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(needs_key=True)
