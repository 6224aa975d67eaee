"""Who does what: two people name a third, and nobody is all."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.actions.rekeying import mark_for_rekeying
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Report, Standing, Team
from whrin.incidents.rules import can_hold_together, may_name
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.actions import revoke_access
from whrin.vault.models import PersonalKey, SharedKey


class CannotName(Exception):
    """This person cannot have this role, or not from this one."""


class NotYours(CannotName):
    """Nobody names herself, and nobody confirms what she proposed."""

    def __init__(self) -> None:
        super().__init__(_("Nobody names herself, and what one proposed somebody else confirms."))


class NotTogether(CannotName):
    """Roles that one person may not hold together."""

    def __init__(self) -> None:
        super().__init__(
            _("She holds a role that does not go together with this one. Nobody does everything.")
        )


class LacksTeam(CannotName):
    """A caseworker reads the reports of a team."""

    def __init__(self) -> None:
        super().__init__(_("Please choose a team: a caseworker reads the reports of her team."))


@transaction.atomic
def propose_standing(*, person: Person, role: Role, by: Person, team: Team | None = None) -> Standing:
    """Propose somebody for a role; somebody else confirms it. Proposing twice is the same as once.

    Raises heirs of `CannotName`; nothing was changed then.
    """
    if person.pk == by.pk or not may_name(by):
        raise NotYours
    if role == Role.CASEWORKER and team is None:
        raise LacksTeam
    held = {Role(one) for one in person.incident_standings.values_list("role", flat=True)}
    if not can_hold_together({*held, role}):
        raise NotTogether
    standing, is_new = Standing.objects.get_or_create(
        person=person,
        role=role,
        defaults={"team": team if role == Role.CASEWORKER else None, "proposed_by": by, "since": today()},
    )
    if is_new:
        record(verb="proposed for a role", about=standing, by=by, role=role.value)
    return standing


@transaction.atomic
def confirm_standing(*, standing: Standing, by: Person) -> None:
    """Confirm what somebody else proposed. Raises `NotYours`, `NotTogether`."""
    Person.objects.select_for_update().get(pk=standing.person_id)
    if by.pk in {standing.person_id, standing.proposed_by_id} or not may_name(by):
        raise NotYours
    held = {Role(one) for one in standing.person.incident_standings.values_list("role", flat=True)}
    if not can_hold_together(held):
        raise NotTogether
    waiting = Standing.objects.filter(pk=standing.pk, state=StandingState.PROPOSED)
    if waiting.update(state=StandingState.CONFIRMED, confirmed_by=by, since=today()):
        record(verb="confirmed in a role", about=standing, by=by, role=standing.role)


@transaction.atomic
def end_standing(*, standing: Standing, by: Person) -> None:
    """End a role at once; she may do so herself. A caseworker loses every key of her team's reports, and
    those reports get another one when a colleague opens her vault. An analyst loses the key of the figures.
    """
    if by.pk != standing.person_id and not may_name(by):
        raise NotYours
    record(verb="ended in a role", about=standing, by=by, role=standing.role)
    person, role, team = standing.person, Role(standing.role), standing.team
    standing.delete()
    if role == Role.CASEWORKER:
        reports = list(Report.objects.filter(team=team).select_related("key"))
        _take_away(person, [report.key for report in reports], by)
        mark_for_rekeying(reports)
    if role == Role.ANALYST:
        _take_away(person, list(SharedKey.objects.filter(purpose="statistics")), by)


def _take_away(person: Person, keys: list[SharedKey], by: Person) -> None:
    for personal in PersonalKey.objects.filter(person=person):
        revoke_access(shareds=keys, personal=personal, by=by)
