"""Who does what: proposed by one, confirmed by another, ended at once."""

from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from whrin.incidents.actions.standings import (
    CannotName,
    confirm_standing,
    end_standing,
    propose_standing,
    refuse_standing,
)
from whrin.incidents.actions.teams import RegionTaken, save_team
from whrin.incidents.caring.choices import offer
from whrin.incidents.caring.doors import doors_for
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Standing, Team
from whrin.incidents.naming.forms import ProposeForm, TeamForm
from whrin.incidents.naming.shown import rows_for
from whrin.incidents.queries import person_named, standings_for
from whrin.incidents.rules import may_name, roles_of
from whrin.kit.paging import last_page, page_within
from whrin.people.doors import for_person
from whrin.people.models import Person

PAGE = 50
View = Callable[..., HttpResponse]


def for_those_here(page: View) -> View:
    """Open a page to whoever does something here, or names people; to anybody else it is not there."""

    def open_page(request: HttpRequest, person: Person, /, **named: object) -> HttpResponse:
        if not roles_of(person) and not may_name(person):
            raise Http404
        return page(request, person, **named)

    return for_person(update_wrapper(open_page, page))


def for_those_who_name(page: View) -> View:
    """Open a page to those who name people."""

    def open_page(request: HttpRequest, person: Person, /, **named: object) -> HttpResponse:
        if not may_name(person):
            raise Http404
        return page(request, person, **named)

    return for_person(update_wrapper(open_page, page))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_here
def people(request: HttpRequest, person: Person) -> HttpResponse:
    """Show who does what, as far as she may see it; a POST proposes somebody."""
    if request.method != "POST":
        return _show(request, person)
    if not may_name(person):
        raise Http404
    form = ProposeForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, person, propose=form)
    found = person_named(form.cleaned_data["name"])
    if found is None:
        form.add_error("name", _("Nobody signs in with this name. Ask her what it is."))
        return _show(request, person, propose=form)
    try:
        role = Role(form.cleaned_data["role"])
        propose_standing(person=found, role=role, team=form.cleaned_data["team"], by=person)
    except CannotName as refusal:
        form.add_error(None, str(refusal))
        return _show(request, person, propose=form)
    messages.success(request, _("Proposed. Somebody else has to confirm it."))
    return redirect("incidents:people")


@require_POST
@for_those_who_name
def confirm(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Confirm what another proposed."""
    try:
        confirm_standing(standing=_visible(person, pk), by=person)
    except CannotName as refusal:
        messages.error(request, str(refusal))
    return redirect("incidents:people")


@require_POST
@for_those_here
def end(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Refuse what is proposed, or end a role."""
    standing = _visible(person, pk)
    try:
        if standing.state == StandingState.PROPOSED:
            refuse_standing(standing=standing, by=person)
        elif alone := end_standing(standing=standing, by=person):
            messages.warning(request, _left(alone))
    except CannotName as refusal:
        messages.error(request, str(refusal))
    is_still_here = bool(roles_of(person)) or may_name(person)
    return redirect("incidents:people" if is_still_here else "account_home")


def _left(alone: int) -> str:
    text = ngettext(
        "%(n)s key is held by nobody else. It stays sealed to her alone, so that nothing is lost.",
        "%(n)s keys are held by nobody else. They stay sealed to her alone, so that nothing is lost.",
        alone,
    )
    return text % {"n": alone}


@require_POST
@for_those_who_name
def make_team(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a team."""
    return _save_team(request, person, None)


@require_POST
@for_those_who_name
def rename_team(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Give a team another name, or other regions."""
    return _save_team(request, person, get_object_or_404(Team, pk=pk))


def _save_team(request: HttpRequest, person: Person, team: Team | None) -> HttpResponse:
    form = _team_form(team, request.POST)
    if form.is_valid():
        try:
            save_team(**form.cleaned_data, by=person, team=team)
        except RegionTaken as refusal:
            form.add_error("region", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("incidents:people")
    return _show(request, person, team=form)


def _team_form(team: Team | None, data: Any = None) -> TeamForm:
    """Return a form for a team, or for a new one."""
    initial = {"name": team.name, "region": team.region_id} if team else None
    prefix = f"team-{team.pk}" if team else "team"
    return TeamForm(data, initial=initial, prefix=prefix, label_suffix="")


def _visible(person: Person, pk: int) -> Standing:
    return get_object_or_404(standings_for(person), pk=pk)


def _show(
    request: HttpRequest, person: Person, *, propose: ProposeForm | None = None, team: TeamForm | None = None
) -> HttpResponse:
    names_people = may_name(person)
    found = standings_for(person)
    last = last_page(found.count(), PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    context = {
        "care_doors": doors_for(person),
        "names_people": names_people,
        "is_caseworker": Role.CASEWORKER in roles_of(person),
        "names_the_first": Role.COORDINATOR not in roles_of(person),
        "rows": rows_for(person, found[(page - 1) * PAGE : page * PAGE], names_people=names_people),
        "page": page,
        "last": last,
    }
    if names_people:
        context |= {"propose": propose or ProposeForm(label_suffix=""), "teams": _team_forms(team)}
    is_refused = propose is not None or team is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "incidents/naming/people.html", context, status=status)


def _team_forms(refused: TeamForm | None) -> list[tuple[Team | None, TeamForm]]:
    """Return each team with its form, and the form of a new one; the refused one as it was sent."""
    teams: list[Team | None] = [*Team.objects.select_related("region"), None]
    regions = list(TeamForm.base_fields["region"].choices)  # type: ignore[attr-defined]  # a field of choices
    shown = []
    for team in teams:
        form = _team_form(team)
        if refused and refused.prefix == form.prefix:
            form = refused
        offer(form, "region", regions)
        shown.append((team, form))
    return shown
