"""A report goes to another team, through one who can open it."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.models import Report, Team
from whrin.incidents.opening import OpenReport
from whrin.incidents.queries import keys_of
from whrin.incidents.writing import EditedMeanwhile, write
from whrin.people.models import Person
from whrin.vault.actions import grant_access, revoke_access
from whrin.vault.models import PersonalKey, SharedKey


class NobodyThere(ValueError):
    """Nobody of the other team could open it."""

    def __init__(self) -> None:
        super().__init__(_("Nobody in this team has a confirmed key yet. Nothing was changed."))


@transaction.atomic
def hand_over(*, one: OpenReport, team: Team, by: Person) -> None:
    """Let another team hold a report, and hers no longer; it gets another key when one of them opens her
    vault. Whoever worked on it works on it no more.

    Raises `NobodyThere`, `EditedMeanwhile`: nothing was changed.
    """
    readers, key = keys_of(team), one.report.key
    if not readers:
        raise NobodyThere
    # Against another key being made for it in this moment: whoever makes one locks this row, too.
    if not SharedKey.objects.select_for_update().filter(pk=key.pk).exists():
        raise EditedMeanwhile
    for personal in readers:
        grant_access(shared=key, pair=one.pair, to=personal, by=by)
    staying = {personal.pk for personal in readers}
    for personal in PersonalKey.objects.filter(grants__shared=key).exclude(pk__in=staying):
        revoke_access(shareds=[key], personal=personal, by=by)
    write(one, replace(one.summary, assigned=""), seen=one.report.summary_edition)
    Report.objects.filter(pk=one.report.pk).update(team=team, needs_key=True)
    record(verb="handed over", about=one.report, by=by, team=team.slug)
