"""The desk's page of what came from phones."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from whrin.incidents.actions import NobodyReads, TooLarge
from whrin.incidents.caring.doors import doors_for, with_key
from whrin.incidents.entering.ways import RISKS
from whrin.incidents.enums import Channel, Role
from whrin.incidents.offline.reading import places
from whrin.incidents.offline.sealer import held_by
from whrin.incidents.offline.taking import AT_ONCE, reporting_forms, take_reports, waiting
from whrin.incidents.room_left import NO_ROOM, is_room_left
from whrin.people.models import Person
from whrin.surveys.models import Form
from whrin.surveys.queries import title_of
from whrin.surveys.tables import columns_of
from whrin.vault.opened import Opened
from whrin.vault.slowly import TooBusy


@with_key(Role.CASEWORKER)
def offline(request: HttpRequest, person: Person, _opened: Opened) -> HttpResponse:
    """List the forms that ask what a report needs, and how many answers wait in each."""
    forms = [(form, title_of(form), waiting(form).count()) for form in reporting_forms()]
    context = {"forms": forms, "care_doors": doors_for(person), "risk": RISKS[Channel.OFFLINE]}
    return render(request, "incidents/offline/forms.html", context)


@with_key(Role.CASEWORKER)
def offline_form(request: HttpRequest, person: Person, opened: Opened, form_id: str) -> HttpResponse:
    """Show where each question goes; a POST makes reports of what waits."""
    form = next((form for form in reporting_forms() if form.form_id == form_id), None)
    if form is None:
        raise Http404
    if request.method != "POST":
        return _show(request, person, form)
    held = held_by(request)
    if held is None:
        return _show(request, person, form, _not_hers(), HTTPStatus.FORBIDDEN)
    if not is_room_left():
        return _show(request, person, form, str(NO_ROOM), HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        done = take_reports(form=form, by=person, opened=opened, held=held)
    except (NobodyReads, TooLarge) as trouble:
        return _show(request, person, form, str(trouble), HTTPStatus.SERVICE_UNAVAILABLE)
    except TooBusy:
        wrong = _("Too many come now. Try again in a minute.")
        return _show(request, person, form, wrong, HTTPStatus.SERVICE_UNAVAILABLE)
    if done.left:
        messages.warning(request, _not_hers())
    if done.taken:
        said = ngettext("%(n)s answer is a report now.", "%(n)s answers are reports now.", done.taken)
        messages.success(request, said % {"n": done.taken})
    return redirect(request.path)


def _not_hers() -> str:
    return _("Some answers do not open with your keys yet. They wait until a colleague opens hers.")


def _show(
    request: HttpRequest, person: Person, form: Form, wrong: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "title": title_of(form),
        "places": places(columns_of(form), get_language() or "en"),
        "waiting": waiting(form).count(),
        "most": AT_ONCE,
        "wrong": wrong,
        "care_doors": doors_for(person),
    }
    return render(request, "incidents/offline/form.html", context, status=status)
