"""The page behind an organisation's link, and the page where it asks for a new one. No account, no cookie."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from whrin.people.budget import take_a_place
from whrin.people.marks import mark_of_address
from whrin.services.actions.keepers import keeper_with, note_answer
from whrin.services.actions.proposals import NothingProposed, NotOnTheMap, propose
from whrin.services.actions.records import WrongContent
from whrin.services.content import content_of
from whrin.services.enums import Informant, Source, State
from whrin.services.fields import TEXT_FIELDS
from whrin.services.freshness import age_of
from whrin.services.keeping import doing
from whrin.services.keeping.tasks import send_if_known
from whrin.services.models import Keeper, Service
from whrin.services.queries import service_at
from whrin.services.saying import NOTHING, label_of, words_of
from whrin.services.suggesting.part_form import PartForm
from whrin.services.suggesting.parts import BY_NAME, PARTS
from whrin.surveys.filling.doors import discreet

#: Links asked for in an hour, by everyone together: nobody's address is counted.
AN_HOUR = 60
#: Parts of the form that the page of the organisation has buttons for.
_OWN = {"confirm", "withdraw"}


class AskForm(forms.Form):
    """Where the link goes."""

    address = forms.EmailField(
        label=gettext_lazy("Mailbox of the organisation"),
        max_length=254,
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"}),
    )


@discreet("GET", "HEAD", "POST")
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """Show its record to an organisation; a POST does what she pressed. Opening it changes nothing:
    programmes that look for viruses open every link.
    """
    keeper = keeper_with(token)
    if keeper is None or keeper.service.state not in {State.PUBLIC, State.WITHDRAWN}:
        return _no_link(request)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if keeper.service.state == State.WITHDRAWN and act not in {"off", "stop"}:
        return _gone(request, keeper)
    if act == "off":
        doing.take_off(keeper=keeper, at_once="everything" in request.POST)
        return _gone(request, keeper)
    if act == "stop":
        doing.stop(keeper=keeper)
        return render(request, "services/keeping/done.html", {"is_stopped": True})
    if act == "ask_off":
        return render(request, "services/keeping/off.html", {"service": keeper.service, "token": token})
    if act == "correct":
        doing.confirm(keeper=keeper)
    elif act in doing.STATUSES:
        doing.say_status(keeper=keeper, status=doing.STATUSES[act])
    if act:
        return redirect(f"{reverse('services:keep', args=[token])}?said={act if act in _said() else ''}")
    return render(request, "services/keeping/keep.html", _shown(request, keeper.service, token))


def _said() -> dict[str, str]:
    """Return what the page answers, by what was pressed."""
    waits = _("Thank you. Two peers look at it before the record says so.")
    return {
        "correct": _("Thank you. The record says today that you confirmed it."),
        "part": waits,
        **dict.fromkeys(doing.STATUSES, waits),
    }


def _shown(request: HttpRequest, service: Service, token: str) -> dict[str, Any]:
    language = get_language() or "en"
    rows = [
        (label_of(name, language), words_of(name, value, language), name in TEXT_FIELDS and service.language)
        for name, value in content_of(service).items()
    ]
    return {
        "service": service,
        "token": token,
        "age": age_of(service),
        "rows": [row for row in rows if row[1] != NOTHING],
        "said": _said().get(request.GET.get("said", ""), ""),
    }


def _gone(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Say that nothing of it is public, and when it is erased; or that it is."""
    service = keeper.service
    service.refresh_from_db()
    day = doing.erased_on(service.withdrawn_on) if service.name and service.withdrawn_on else None
    return render(request, "services/keeping/done.html", {"is_stopped": False, "day": day})


@discreet("GET", "HEAD", "POST")
def keep_part(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what should be corrected, then show that part; a POST makes it a suggestion of the organisation."""
    keeper = keeper_with(token)
    if keeper is None or keeper.service.state != State.PUBLIC:
        return _no_link(request)
    part = BY_NAME.get(request.GET.get("part", ""))
    if part is None or part.name in _OWN:
        parts = [each for each in PARTS if each.name not in _OWN]
        context = {"service": keeper.service, "token": token, "parts": parts}
        return render(request, "services/keeping/parts.html", context)
    data = request.POST if request.method == "POST" else None
    form = PartForm(part, content_of(keeper.service), get_language() or "en", data)
    form.fields.pop("said_by", None)
    if form.is_bound and form.is_valid() and _proposed(form, keeper):
        return redirect(f"{reverse('services:keep', args=[token])}?said=part")
    context = {"form": form, "part": part, "service": keeper.service, "token": token}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "services/keeping/part.html", context, status=status)


def _proposed(form: PartForm, keeper: Keeper) -> bool:
    """Keep it; False: the form says what is wrong."""
    try:
        propose(
            kind=form.part.kind,
            source=Source.ORGANISATION,
            service=keeper.service,
            content=form.content(),
            note=form.cleaned_data["note"],
            language=get_language() or "en",
            said_by=Informant.ORGANISATION,
        )
    except WrongContent as refusal:
        form.add_faults(refusal.faults)
        return False
    except (NothingProposed, NotOnTheMap) as refusal:
        form.add_error(None, str(refusal))
        return False
    note_answer(keeper=keeper)
    return True


@discreet("GET", "HEAD", "POST")
def ask_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a new link to a mailbox, if it is the one we have. Whoever asks reads the same either way."""
    service = service_at(slug)
    if service is None or service.state != State.PUBLIC:
        raise Http404
    asked = AskForm(request.POST if request.method == "POST" else None)
    is_sent, status = False, HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    if asked.is_bound and asked.is_valid():
        if take_a_place("service-links", AN_HOUR):
            send_if_known.enqueue(slug, mark_of_address(asked.cleaned_data["address"]))
            is_sent, status = True, HTTPStatus.OK
        else:
            asked.add_error(None, _("Too many links were asked for in this hour. Come back in an hour."))
            status = HTTPStatus.TOO_MANY_REQUESTS
    context = {"service": service, "form": asked, "is_sent": is_sent}
    return render(request, "services/keeping/ask.html", context, status=status)


def _no_link(request: HttpRequest) -> HttpResponse:
    return render(request, "services/keeping/no_link.html", {}, status=HTTPStatus.NOT_FOUND)
