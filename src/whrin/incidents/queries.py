"""Gates: who asks comes first; what she may not see is not there."""

import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from whrin.incidents.enums import Role, Scheme, StandingState
from whrin.incidents.lists import group_label
from whrin.incidents.models import Recording, Report, Standing, Team, Term
from whrin.incidents.rules import has_role, may_name
from whrin.kit.days import today
from whrin.organisations.queries import member_named
from whrin.people.models import Person
from whrin.people.rules import is_active_member
from whrin.places.queries import countries_in
from whrin.vault.models import PersonalKey

#: Days for which somebody who can read reports now is told of as new.
NEW_DAYS = 14


def reports_for(person: Person) -> QuerySet[Report]:
    """Return the reports of the teams she is a caseworker of."""
    teams = Standing.objects.filter(
        person=person, role=Role.CASEWORKER, state=StandingState.CONFIRMED, person__is_active=True
    ).values("team")
    return Report.objects.filter(team__in=teams).select_related("key")


def report_for(person: Person, uid: UUID) -> Report:
    """Return one report of hers. Raises `Report.DoesNotExist`."""
    return reports_for(person).get(pk=uid)


def outlines_for(person: Person) -> QuerySet[Report]:
    """Return what a coordinator sees of every report: week, team, state; she opens none of them by this."""
    if not has_role(person, Role.COORDINATOR):
        return Report.objects.none()
    return Report.objects.only("uid", "week", "team", "state", "closed_on", "keep_until").select_related(
        "team"
    )


def standings_for(person: Person) -> QuerySet[Standing]:
    """Return who does what, as far as she may see it: all of it if she names people, else what she does
    herself, and who else reads the reports of her team.
    """
    found = Standing.objects.select_related("person", "team", "proposed_by").order_by("-state", "role", "pk")
    if may_name(person):
        return found
    confirmed = found.filter(state=StandingState.CONFIRMED)
    hers = Standing.objects.filter(person=person, role=Role.CASEWORKER, state=StandingState.CONFIRMED)
    return confirmed.filter(Q(person=person) | Q(role=Role.CASEWORKER, team__in=hers.values("team")))


def new_readers_for(person: Person) -> QuerySet[Standing]:
    """Return the colleagues who can read the reports of her team since a few days."""
    day = today() - datetime.timedelta(days=NEW_DAYS)
    hers = Standing.objects.filter(person=person, role=Role.CASEWORKER, state=StandingState.CONFIRMED)
    readers = Standing.objects.filter(
        role=Role.CASEWORKER, state=StandingState.CONFIRMED, team__in=hers.values("team"), since__gte=day
    )
    return readers.exclude(person=person).select_related("person")


def person_named(name: str) -> Person | None:
    """Return the active member, or somebody of the staff, who signs in with this name. Nobody lists them."""
    member = member_named(name)
    if member and is_active_member(member):
        return member
    return Person.objects.filter(username=name.strip(), is_staff=True, is_active=True).first()


def keys_of(team: Team) -> list[PersonalKey]:
    """Return the confirmed keys of a team's caseworkers."""
    return list(
        PersonalKey.objects.filter(
            state=PersonalKey.State.CONFIRMED,
            person__is_active=True,
            person__incident_standings__team=team,
            person__incident_standings__role=Role.CASEWORKER,
            person__incident_standings__state=StandingState.CONFIRMED,
        )
    )


def team_for(country: str) -> Team | None:
    """Return the team that takes reports of a country (ISO code or ""): the smallest region that holds it,
    else the team of the rest, if it has anybody who can read. None: nobody takes them.
    """
    with_region = [team for team in Team.objects.select_related("region") if team.region]
    fitting = [
        (len(countries), team)
        for team in with_region
        if team.region and country in (countries := countries_in(team.region.code))
    ]
    for _size, team in sorted(fitting, key=lambda one: (one[0], one[1].pk)):
        if keys_of(team):
            return team
    rest = Team.objects.filter(region=None).first()
    if rest and keys_of(rest):
        return rest
    return next((team for team in Team.objects.order_by("pk") if keys_of(team)), None)


def terms(scheme: Scheme, *, retired: bool = False) -> QuerySet[Term]:
    """Return a list in its order; `retired`: also those out of use."""
    found = Term.objects.filter(scheme=scheme)
    return found if retired else found.filter(retired_on=None)


def grouped_terms(scheme: Scheme, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return choices of a list, under the names of their groups; where nothing is grouped, plain choices."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for term in terms(scheme):
        groups.setdefault(group_label(term.group, language), []).append((term.slug, term.label_in(language)))
    return list(groups.items())


def has_voice(step: str, language: str) -> bool:
    """Say whether somebody reads this question in this language."""
    return Recording.objects.filter(step=step, language=language).exists()
