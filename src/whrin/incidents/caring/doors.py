"""Who may come in. To anybody else these pages are not there."""

from collections.abc import Callable
from functools import update_wrapper, wraps
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from whrin.design.errors import error_page
from whrin.incidents.enums import Role
from whrin.incidents.models import Report
from whrin.incidents.opening import OpenReport, open_with_vault
from whrin.incidents.queries import report_for
from whrin.incidents.rules import has_role, may_name, roles_of
from whrin.people.doors import for_person
from whrin.people.entries import Entry
from whrin.people.models import Person
from whrin.people.unsent import give_back, typed_in
from whrin.vault.doors import with_open_vault
from whrin.vault.envelopes import CannotOpen
from whrin.vault.sessions import Opened

View = Callable[..., HttpResponse]


def for_role(*roles: Role) -> Callable[[View], View]:
    """Open a page (request, person, …) to those who hold one of these roles."""

    def wrap(page: View) -> View:
        def open_signed_in(request: HttpRequest, /, *args: object, **named: object) -> HttpResponse:
            # Elsewhere it waits sealed with a key that the site can open; words of a report never do.
            typed = None if isinstance(request.user, Person) else typed_in(request)
            if typed:
                return give_back(request, typed, status=HTTPStatus.FORBIDDEN)
            return door(request, *args, **named)

        def open_page(
            request: HttpRequest, person: Person, /, *args: object, **named: object
        ) -> HttpResponse:
            if not has_role(person, *roles):
                raise Http404
            return page(request, person, *args, **named)

        door = for_person(update_wrapper(open_page, page))
        return update_wrapper(open_signed_in, door)

    return wrap


def with_key(*roles: Role) -> Callable[[View], View]:
    """Open a page (request, person, opened, …) to those who hold one of these roles and opened their keys."""

    def wrap(page: View) -> View:
        opened_page = with_open_vault(page)

        @wraps(page)
        def open_page(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
            # Who is signed out is led away by the vault, which keeps what she typed for her alone.
            if isinstance(request.user, Person) and not has_role(request.user, *roles):
                raise Http404
            return opened_page(request, *args, **named)

        return open_page

    return wrap


def at_report(page: View) -> View:
    """Hand a caseworker's page one report of her teams, open."""

    @with_key(Role.CASEWORKER)
    @wraps(page)
    def open_page(request: HttpRequest, person: Person, opened: Opened, uid: UUID) -> HttpResponse:
        try:
            return page(request, person, open_one(person, opened, uid))
        except CannotOpen:
            return _changed(request)

    return open_page


def _changed(request: HttpRequest) -> HttpResponse:
    """Say that a report was changed on the disk, and show nothing of it."""
    words = ngettext(
        "%(n)s report cannot be opened: it was changed on the disk. Tell the coordinator.",
        "%(n)s reports cannot be opened: they were changed on the disk. Tell the coordinator.",
        1,
    )
    return error_page(request, HTTPStatus.CONFLICT, heading=words % {"n": 1})


def open_one(person: Person, opened: Opened, uid: UUID) -> OpenReport:
    """Return a report of hers, open. Raises `Http404`: it is not there, or not for her."""
    try:
        found = open_with_vault(opened, [report_for(person, uid)])
    except Report.DoesNotExist:
        raise Http404 from None
    if not found:
        raise Http404
    return found[0]


#: Pages of the desk: who may open it, its address, and what it is called.
DOORS: list[tuple[frozenset[Role], str, str | Promise]] = [
    (frozenset({Role.CASEWORKER}), "incidents:care", pgettext_lazy("rights reports", "Reports")),
    (frozenset({Role.INTAKE, Role.CASEWORKER}), "incidents:enter", gettext_lazy("Write down")),
    (frozenset({Role.CASEWORKER}), "incidents:offline", gettext_lazy("From phones")),
    (frozenset({Role.CASEWORKER, Role.COORDINATOR}), "incidents:care_exports", gettext_lazy("Taken out")),
    (frozenset({Role.ANALYST, Role.COORDINATOR}), "incidents:count", gettext_lazy("Figures")),
    (frozenset({Role.COORDINATOR}), "incidents:outlines", gettext_lazy("Reports by week")),
    (frozenset({Role.COORDINATOR}), "incidents:terms", gettext_lazy("Lists")),
    (frozenset({Role.COORDINATOR}), "incidents:voices", gettext_lazy("Voices")),
    (frozenset({Role.AUDITOR}), "incidents:audit", gettext_lazy("Log")),
    (frozenset(Role), "incidents:people", gettext_lazy("Who does what")),
]


def doors_for(person: Person) -> list[tuple[str, str]]:
    """Return address and label of the pages that her roles open. An administrator who may name the first
    people gets to that page alone.
    """
    roles = roles_of(person)
    if not roles and person.is_superuser and may_name(person):
        return [(reverse(name), str(label)) for _allowed, name, label in DOORS if name == "incidents:people"]
    return [(reverse(name), str(label)) for allowed, name, label in DOORS if allowed & roles]


def entry_for(person: Person) -> Entry | None:
    """Return the link on the page of her account; it says nothing of what it leads to."""
    doors = doors_for(person)
    return Entry(_("Desk"), doors[0][0]) if doors else None
