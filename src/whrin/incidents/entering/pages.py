"""One page with every question, for those who heard it."""

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from whrin.incidents.actions import NobodyReads, TooLarge, is_open
from whrin.incidents.caring.doors import doors_for, for_role
from whrin.incidents.entering.bringing import CannotReach, bring
from whrin.incidents.entering.forms import LastForm, WayForm
from whrin.incidents.enums import Role
from whrin.incidents.room_left import NO_ROOM, is_room_left
from whrin.incidents.rules import has_role
from whrin.incidents.telling.carried import Carried, Lost, open_carried, seal_carried
from whrin.incidents.telling.pages import answers_to, content_of, in_fours
from whrin.incidents.telling.steps import STEPS, StepForm
from whrin.people.models import Person
from whrin.vault.actions import TooManyTries
from whrin.vault.slowly import TooBusy


class Sheet:
    """Everything on the page. `carried`: the number by lot of the page, and her code."""

    def __init__(self, request: HttpRequest, carried: Carried) -> None:
        data = request.POST if request.method == "POST" else None
        self.carried = carried
        self.way = WayForm(data)
        self.questions = [StepForm(step, data) for step in STEPS]
        self.last = LastForm(data, request.FILES if data is not None else None)

    def is_valid(self) -> bool:
        """Say whether all of it is right; each form then says what is not."""
        found = [form.is_valid() for form in (self.way, *self.questions, self.last)]
        return all(found)


@for_role(Role.INTAKE, Role.CASEWORKER)
def enter(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the page; a POST brings the report in."""
    if request.method != "POST":
        return _show(request, person, Sheet(request, Carried.begin()))
    try:
        sheet = Sheet(request, open_carried(request.POST.get("carried", "")))
    except Lost:
        sheet = Sheet(request, Carried.begin())
        wrong = _("The site was set up anew meanwhile. Nothing was sent. Look through it and send it again.")
        return _show(request, person, sheet, wrong, HTTPStatus.CONFLICT)
    if not sheet.is_valid():
        wrong = _("Please look at these again")
        return _show(request, person, sheet, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _bring(request, person, sheet)


def _bring(request: HttpRequest, person: Person, sheet: Sheet) -> HttpResponse:
    carried = sheet.carried
    for step in STEPS:
        carried = carried.with_answers(step.name, answers_to(step, request.POST))
    told, consent = content_of(carried)
    told = replace(
        told,
        channel=sheet.way.channel_given(),
        language=sheet.way.cleaned_data["language"],
        entered_by=Role.CASEWORKER if has_role(person, Role.CASEWORKER) else Role.INTAKE,
    )
    if not (told.kinds or told.what.strip()):
        wrong = _("Nothing was sent: please say what was done, by choosing it or in your own words.")
        return _show(request, person, sheet, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not is_room_left():
        return _show(request, person, sheet, str(NO_ROOM), HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        bring(
            told=told,
            consent=consent,
            code=carried.code,
            once=carried.once,
            by=person,
            files=sheet.last.incoming(),
            is_code_hers=sheet.last.cleaned_data["wants_code"],
        )
    except NobodyReads as trouble:
        return _show(request, person, sheet, str(trouble), HTTPStatus.SERVICE_UNAVAILABLE)
    except TooLarge as trouble:
        return _show(request, person, sheet, str(trouble), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except (TooBusy, TooManyTries, CannotReach):
        wrong = _("Not all has arrived yet. Press Send again in a minute: it is one report all the same.")
        return _show(request, person, sheet, wrong, HTTPStatus.SERVICE_UNAVAILABLE)
    return _done(request, person, sheet)


def _done(request: HttpRequest, person: Person, sheet: Sheet) -> HttpResponse:
    wants_code = sheet.last.cleaned_data["wants_code"]
    context = {
        "code": in_fours(sheet.carried.code) if wants_code else "",
        "care_doors": doors_for(person),
        "can_open": has_role(person, Role.CASEWORKER),
    }
    return render(request, "incidents/entering/done.html", context)


def _show(
    request: HttpRequest, person: Person, sheet: Sheet, wrong: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "carried": seal_carried(sheet.carried),
        "wrong": wrong,
        "is_open": is_open(),
        "care_doors": doors_for(person),
        "had_files": bool(request.FILES) if request.method == "POST" else False,
    }
    return render(request, "incidents/entering/enter.html", context, status=status)
