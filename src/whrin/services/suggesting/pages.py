"""The pages where anybody adds a service, corrects one, or says that it is still correct."""

import json
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.design.errors import error_page
from whrin.mailing.addresses import at_domain
from whrin.people.budget import take_a_place
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.people.unsent import give_back, typed_in
from whrin.services.actions.proposals import NothingProposed, NotOnTheMap, propose
from whrin.services.actions.records import WrongContent
from whrin.services.content import content_of
from whrin.services.enums import Source, State
from whrin.services.models import Service
from whrin.services.queries import is_reviewer, service_at
from whrin.services.suggesting.by_mail import NAME
from whrin.services.suggesting.part_form import PartForm
from whrin.services.suggesting.parts import BY_NAME, NEW, PARTS
from whrin.surveys.filling.doors import discreet, person_of

#: Suggestions in one hour from everyone together, after which they wait apart, and after which none is taken.
#: Nobody's address is counted.
AN_HOUR, MOST = 40, 400


@discreet("GET", "HEAD", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """Ask what a new service is; a POST keeps it as a suggestion."""
    form = PartForm(NEW, {}, _tongue(), request.POST if request.method == "POST" else None)
    form.fields["language"].initial = _tongue()
    return _answer(request, form, None)


@discreet("GET", "HEAD", "POST")
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what should be corrected, then show that part as it is; a POST keeps what differs."""
    service = service_at(slug)
    if service is None or service.state not in {State.PUBLIC, State.MERGED}:
        return _not_here(request, service)
    if service.merged_into is not None and request.method != "POST":
        return redirect(reverse("services:correct", args=[service.merged_into.slug]), permanent=True)
    part = BY_NAME.get(request.GET.get("part", ""))
    if part is None and request.method != "POST":
        context = {
            "service": service,
            "parts": PARTS,
            "mail_address": at_domain(NAME) if settings.WHRIN_MAIL_DOMAIN else "",
        }
        return render(request, "services/suggesting/parts.html", context)
    if part is None:
        return _not_here(request, service)
    data = request.POST if request.method == "POST" else None
    return _answer(request, PartForm(part, content_of(service), _tongue(), data), service)


def _answer(request: HttpRequest, form: PartForm, service: Service | None) -> HttpResponse:
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and (code := _keep(request, form, service)):
            return redirect(f"{reverse('services:receipt', args=[code])}?new=yes")
        status = _status_of(form)
    context = {"form": form, "service": service, "part": form.part}
    return render(request, "services/suggesting/part.html", context, status=status)


def _keep(request: HttpRequest, form: PartForm, service: Service | None) -> str:
    """Keep a suggestion, and return the code of its receipt; empty: the form says what is wrong."""
    content, note = form.content(), form.cleaned_data["note"]
    # The same words from the same page are one suggestion, however often the button is pressed.
    pressed = json.dumps([form.cleaned_data["token"], form.part.name, content, note], sort_keys=True)
    person = person_of(request)
    held = () if take_a_place("service-proposals", AN_HOUR) else ("burst",)
    if held and not take_a_place("service-proposals-held", MOST):
        form.add_error(
            None,
            _("Many suggestions came in this hour. Please send yours again in an hour; it is not lost yet."),
        )
        form.is_too_often = True
        return ""
    try:
        _proposal, code = propose(
            kind=form.part.kind,
            source=Source.PAGE,
            service=service,
            content=content,
            note=note,
            language=_tongue(),
            said_by=form.said_by_whom(),
            reference=mark_of(pressed, purpose="form of a proposal")[:40],
            held_for=held,
            by=_reviewer(person),
        )
    except WrongContent as refusal:
        form.add_faults(refusal.faults)
    except (NothingProposed, NotOnTheMap) as refusal:
        form.add_error(None, str(refusal))
    else:
        return code
    return ""


def _reviewer(person: Person | None) -> Person | None:
    """Return a reviewer who is signed in: she must not decide on her own suggestion. Of others nothing."""
    return person if person is not None and is_reviewer(person) else None


def _status_of(form: PartForm) -> HTTPStatus:
    return HTTPStatus.TOO_MANY_REQUESTS if form.is_too_often else HTTPStatus.UNPROCESSABLE_ENTITY


def _not_here(request: HttpRequest, service: Service | None) -> HttpResponse:
    """Say that the service is gone, or never was; what she had typed is given back to her."""
    is_gone = service is not None and service.state == State.WITHDRAWN
    status = HTTPStatus.GONE if is_gone else HTTPStatus.NOT_FOUND
    unsent = typed_in(request)
    if unsent is not None:
        return give_back(request, unsent, status=status)
    if not is_gone:
        raise Http404
    return error_page(request, status, heading=_("This service is no longer on the map"))


def _tongue() -> str:
    return get_language() or "en"
