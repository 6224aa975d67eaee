"""Who does what: two people name a third, and nobody is all."""

import contextlib

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents import answers_key
from whrin.incidents.actions.rekeying import mark_for_rekeying
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.figures_key import NeedsTwo, living_keys, make_statistics_key
from whrin.incidents.models import Report, Standing, Team
from whrin.incidents.rules import can_hold_together, may_name
from whrin.incidents.statistics import statistics_key
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.actions import revoke_access
from whrin.vault.models import Grant, PersonalKey, SharedKey


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


class NeedsSecond(CannotName):
    """One coordinator alone could confirm nobody, and from then on nobody else could either."""

    def __init__(self) -> None:
        super().__init__(_("Propose a second coordinator first. One alone can confirm nobody."))


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
    """Confirm what somebody else proposed. Raises `NotYours`, `NotTogether`, `NeedsSecond`."""
    Person.objects.select_for_update().get(pk=standing.person_id)
    if by.pk in {standing.person_id, standing.proposed_by_id} or not may_name(by):
        raise NotYours
    held = {Role(one) for one in standing.person.incident_standings.values_list("role", flat=True)}
    if not can_hold_together(held):
        raise NotTogether
    if standing.role == Role.COORDINATOR and not _is_there_another(standing):
        raise NeedsSecond
    waiting = Standing.objects.filter(pk=standing.pk, state=StandingState.PROPOSED)
    if waiting.update(state=StandingState.CONFIRMED, confirmed_by=by, since=today()):
        record(verb="confirmed in a role", about=standing, by=by, role=standing.role)


@transaction.atomic
def refuse_standing(*, standing: Standing, by: Person) -> None:
    """Refuse what was proposed, or take one's own proposal back. What is confirmed already stays."""
    if by.pk == standing.person_id or not may_name(by):
        raise NotYours
    waiting = Standing.objects.filter(pk=standing.pk, state=StandingState.PROPOSED)
    if waiting.select_for_update().exists():
        record(verb="refused for a role", about=standing, by=by, role=standing.role)
        waiting.delete()


@transaction.atomic
def end_standing(*, standing: Standing, by: Person) -> int:
    """End a role at once; she may do so herself. A caseworker loses every key of her team's reports, and
    those reports get another one when a colleague opens her vault. An analyst loses the key of the figures,
    and what is counted from now on is sealed to a fresh one.

    What nobody else could open is not destroyed by this: those keys stay sealed to her, and she reaches
    nothing here. Return how many they are.
    """
    if by.pk != standing.person_id and not may_name(by):
        raise NotYours
    record(verb="ended in a role", about=standing, by=by, role=standing.role)
    person, role, team = standing.person, Role(standing.role), standing.team
    standing.delete()
    if role == Role.CASEWORKER:
        reports = list(Report.objects.filter(team=team).select_related("key"))
        mark_for_rekeying(reports)
        answers_key.take_from(person, by=by)
        return _take_away(person, [report.key for report in reports], by)
    if role == Role.ANALYST:
        alone = _take_away(person, living_keys(), by)
        _begin_figures_anew(by)
        return alone
    return 0


@transaction.atomic
def take_leave(*, person: Person) -> None:
    """Her account goes, and her keys with it: what she could read gets another key, as if her role had ended.
    Whoever has an old copy of the disk, and her words, opens nothing of what is written from now on.
    """
    teams = person.incident_standings.filter(role=Role.CASEWORKER, state=StandingState.CONFIRMED)
    if teams.exists():
        mark_for_rekeying(Report.objects.filter(team__in=teams.values("team")))
        answers_key.begin_anew()
    analyst = person.incident_standings.filter(role=Role.ANALYST, state=StandingState.CONFIRMED)
    if analyst.exists():
        analyst.delete()
        _begin_figures_anew(None)


def _begin_figures_anew(by: Person | None) -> None:
    """Seal what is counted from now on to a fresh key; with fewer than two analysts left none can be made."""
    if statistics_key() is not None:
        with contextlib.suppress(NeedsTwo):
            make_statistics_key(by=by)


def _take_away(person: Person, keys: list[SharedKey], by: Person) -> int:
    """Take these keys from her, but those that nobody else holds; return how many those are."""
    others = Grant.objects.filter(shared__in=keys).exclude(personal__person=person)
    living = Q(personal__state=PersonalKey.State.CONFIRMED, personal__person__is_active=True)
    shared_with = set(others.filter(living | Q(recovery__isnull=False)).values_list("shared", flat=True))
    theirs = [key for key in keys if key.pk in shared_with]
    hers = Grant.objects.filter(personal__person=person, shared__in=keys)
    alone = hers.exclude(shared__in=shared_with).values("shared").distinct().count()
    for personal in PersonalKey.objects.filter(person=person):
        revoke_access(shareds=theirs, personal=personal, by=by)
    return alone


def _is_there_another(standing: Standing) -> bool:
    return Standing.objects.filter(role=Role.COORDINATOR).exclude(pk=standing.pk).exists()
