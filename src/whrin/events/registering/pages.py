"""The page where one registers, and the page behind the link in the letter."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from whrin.events.actions import (
    RegistrationClosed,
    confirm,
    mark_for,
    register,
    take_back,
    takes_registrations,
)
from whrin.events.coming.entries import of_occasion
from whrin.events.coming.words import when
from whrin.events.enums import Coming
from whrin.events.models import Occasion, Registration
from whrin.events.queries import public_occasions
from whrin.events.records.gate import gone
from whrin.events.records.occasion import form_of
from whrin.events.records.shown import text_of
from whrin.events.registering.form import RegisterForm
from whrin.events.sealing import link_of, registration_behind
from whrin.kit.days import today
from whrin.people.budget import take_a_place
from whrin.people.middleware import is_signed_in
from whrin.people.models import Person
from whrin.people.rules import is_active_member
from whrin.people.unsent import give_back, typed_in
from whrin.surveys.filling.doors import discreet

#: Registrations of visitors in one hour, from everyone together. Nobody's address is counted.
AN_HOUR = 300


@discreet("GET", "HEAD", "POST")
def register_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask who comes; a POST registers. A member sees here how to join, and takes it back."""
    found = public_occasions().select_related("region").filter(slug=slug).first()
    if found is None:
        unsent = typed_in(request)
        answer = gone(request, Occasion, slug)
        return give_back(request, unsent, status=answer.status_code) if unsent else answer
    person = _member(request)
    if person is None:
        return _for_visitor(request, found)
    # A member has a cookie whose power could be borrowed.
    return csrf_protect(_for_member)(request, found, person)


def _member(request: HttpRequest) -> Person | None:
    person = request.user if is_signed_in(request) else None
    return person if isinstance(person, Person) and is_active_member(person) else None


def _for_visitor(request: HttpRequest, found: Occasion) -> HttpResponse:
    form = RegisterForm(request.POST if request.method == "POST" else None, is_member=False)
    status = HTTPStatus.OK
    if form.is_bound:
        status = _taken(form, found, None)
        if status == HTTPStatus.CREATED:
            return redirect(f"{reverse('events:register', args=[found.slug])}?sent=yes")
    return _show(request, found, form, status, is_sent="sent" in request.GET)


def _for_member(request: HttpRequest, found: Occasion, person: Person) -> HttpResponse:
    own = Registration.objects.filter(occasion=found, mark=mark_for(found, person=person)).first()
    here = redirect("events:register", found.slug)
    if own is not None and request.POST.get("act") == "back":
        take_back(registration=own)
        return here
    form = RegisterForm(request.POST if request.method == "POST" else None, is_member=True)
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.CREATED if own is not None else _taken(form, found, person)
        if status == HTTPStatus.CREATED:
            return here
    return _show(request, found, form, status, registration=own, is_member=True)


def _taken(form: RegisterForm, found: Occasion, person: Person | None) -> HTTPStatus:
    """Register, or say in the form why not; return the status of the answer."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if person is None and not take_a_place("meetings", AN_HOUR):
        form.add_error(None, _("That was too often"))
        return HTTPStatus.TOO_MANY_REQUESTS
    given = form.cleaned_data
    try:
        register(
            occasion=found,
            name=given["name"],
            address=given.get("email", ""),
            language=get_language() or "en",
            by=person,
        )
    except RegistrationClosed as refusal:
        form.add_error(None, str(refusal))
        return HTTPStatus.GONE
    return HTTPStatus.CREATED


def _show(
    request: HttpRequest, found: Occasion, form: RegisterForm, status: HTTPStatus, **more: Any
) -> HttpResponse:
    own: Registration | None = more.get("registration")
    context = {
        "form": form,
        "is_open": takes_registrations(found),
        "is_sent": False,
        "is_member": False,
        "action": "",
        **_told(found, own),
        **more,
    }
    if own is None and not context["is_open"] and not form.is_bound:
        status = HTTPStatus.GONE
    return render(request, "events/register.html", context, status=status)


def _told(found: Occasion, own: Registration | None) -> dict[str, Any]:
    """Return what both pages say; the link to the registered alone."""
    return {
        "occasion": found,
        "name": text_of(found.names),
        "when": when(of_occasion(found, today())),
        "registration": own,
        "link": link_of(found) if own is not None and own.state == Coming.COMING else "",
        "own_form": form_of(found),
    }


@discreet("GET", "HEAD", "POST")
def coming(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a visitor her registration. Opening it changes nothing: programmes that look at mail do so."""
    own = registration_behind(secret)
    if own is None:
        return render(request, "events/coming.html", {"registration": None}, status=HTTPStatus.NOT_FOUND)
    status = HTTPStatus.OK
    if request.method == "POST":
        if request.POST.get("act") == "back":
            take_back(registration=own)
            return render(request, "events/coming.html", {"registration": None})
        try:
            confirm(registration=own)
        except RegistrationClosed:
            status = HTTPStatus.GONE
        else:
            return redirect("events:coming", secret)
    context = {
        **_told(own.occasion, own),
        "is_member": False,
        "action": "",
        "is_closed": status == HTTPStatus.GONE,
    }
    return render(request, "events/coming.html", context, status=status)
