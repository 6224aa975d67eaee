"""The first page of a form: who asks, what is kept, and at once the first questions."""

from dataclasses import replace
from http import HTTPStatus

from django.conf import settings
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from whrin.kit.database_trouble import is_passing
from whrin.kit.days import today
from whrin.people.budget import take_a_place
from whrin.people.rules import is_active_member
from whrin.people.unsent import ask_to_sign_in
from whrin.surveys.actions import HasAnswered
from whrin.surveys.actions.drafts import TooManyDrafts, begin_draft
from whrin.surveys.actions.invitations import SeatTaken, seat_for
from whrin.surveys.asking import Page, Taken, pages_of, shown, take
from whrin.surveys.drafting import State, find_by_phrase
from whrin.surveys.enums import Audience, FormState, Traces
from whrin.surveys.filling.doors import asks_members, at_form, person_of, stop
from whrin.surveys.filling.showing import Tongue, language_for, setting_of, tongues_of
from whrin.surveys.filling.standing import standing_of
from whrin.surveys.filling.writing import keep_and_lead, not_now
from whrin.surveys.headings import about_of, title_of
from whrin.surveys.models import Form, Version
from whrin.surveys.queries import forms_answered_by
from whrin.surveys.rules import takes_answers
from whrin.surveys.sealing import NobodyToSealFor, sealer_of
from whrin.surveys.sessions import form_of, session_for
from whrin.surveys.xform import Session

#: Phrases that are not right, from everyone together, in one hour, before they are called too many.
AN_HOUR = 200


@at_form("GET", "HEAD", "POST")
def start(request: HttpRequest, form: Form) -> HttpResponse:
    """Show what is asked and by whom, and the first questions; a POST begins."""
    refused = _stopped(request, form)
    if refused is not None:
        return refused
    version = form.versions.select_related("form").defer("xform")[0]
    wanted = request.POST.get("language", "") or request.GET.get("language", "")
    session = session_for(version, language=language_for(form_of(version), wanted) or "")
    if wanted in session.form.languages:
        session.language = wanted
    page = next(iter(pages_of(session)), None)
    if request.method != "POST" or page is None:
        return _show(request, version, session, page)
    taken = take(session, page, request.POST, request.FILES)
    if taken.act == "language":
        return _show(request, version, session, page, taken)
    state = State(answers=session.answers(), language=session.language, seat=request.POST.get("seat", ""))
    try:
        opened = begin_draft(version=version, state=state, language=get_language() or "en")
    except TooManyDrafts as refusal:
        return stop(request, str(refusal), status=HTTPStatus.SERVICE_UNAVAILABLE)
    except OperationalError as trouble:
        if not is_passing(trouble):
            raise
        response = _show(request, version, session, page, not_now(taken))
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return response
    stood = standing_of(opened.secret, session, page)
    return keep_and_lead(request, opened, session, page, taken, stood=stood)


@at_form("POST")
def resume(request: HttpRequest, form: Form) -> HttpResponse:
    """Go on with six words."""
    secret = find_by_phrase(form, request.POST.get("words", ""))
    if secret:
        return redirect("filling:draft", form_id=form.form_id, secret=secret)
    is_too_often = not take_a_place("survey-words", AN_HOUR)
    version = form.versions.select_related("form").defer("xform")[0]
    context = {
        "title": title_of(version, get_language() or "en"),
        "form_id": form.form_id,
        "typed": request.POST.get("words", "")[:300],
        "asks_members": asks_members(form),
        "is_too_often": is_too_often,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if is_too_often else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "surveys/filling/resume.html", context, status=status)


def _stopped(request: HttpRequest, form: Form) -> HttpResponse | None:
    """Return the page that says why this form cannot be answered now, or by her; None: it can."""
    if form.state == FormState.OPEN and form.opens_on and form.opens_on > today():
        words = _("First day: %(day)s") % {"day": date_format(form.opens_on)}
        return stop(request, _("This form is not open yet"), words)
    if not takes_answers(form):
        words = _("It takes no answers any more. With your receipt you can still withdraw yours.")
        return stop(request, _("This form is closed"), words, status=HTTPStatus.GONE)
    try:
        sealer_of(form)
    except NobodyToSealFor as refusal:
        return stop(request, str(refusal), status=HTTPStatus.SERVICE_UNAVAILABLE)
    if form.audience == Audience.INVITED:
        return _without_seat(request, form)
    return _without_membership(request, form) if asks_members(form) else None


def _without_seat(request: HttpRequest, form: Form) -> HttpResponse | None:
    seat = _seat(request)
    if not seat:
        return stop(
            request,
            _("This form is for those who are invited"),
            _("Open it with the link on your invitation."),
        )
    if seat_for(form, seat) is None:
        return stop(request, str(SeatTaken()), status=HTTPStatus.GONE)
    return None


def _without_membership(request: HttpRequest, form: Form) -> HttpResponse | None:
    person = person_of(request)
    if person is None:
        return ask_to_sign_in(request)
    if not is_active_member(person):
        return stop(request, _("This form is for members"))
    if form.audience == Audience.ONCE and form.form_id in forms_answered_by(person):
        return stop(request, str(HasAnswered()), status=HTTPStatus.CONFLICT)
    return None


def _seat(request: HttpRequest) -> str:
    return request.POST.get("seat", "") or request.GET.get("seat", "")


def _led(tongue: Tongue, form: Form, seat: str) -> Tongue:
    """Return a language of the form with the address of this page in it: where the site speaks it, too."""
    wanted = {"seat": seat} if seat else {}
    if tongue.tag not in dict(settings.LANGUAGES):
        wanted["language"] = tongue.name
    with override(tongue.tag if "language" not in wanted else get_language()):
        path = reverse("filling:form", args=[form.form_id])
    return replace(tongue, address=f"{path}?{urlencode(wanted)}" if wanted else path)


def _show(
    request: HttpRequest, version: Version, session: Session, page: Page | None, taken: Taken | None = None
) -> HttpResponse:
    form, language = version.form, get_language() or "en"
    seat = _seat(request)
    context = {
        "title": title_of(version, language),
        "about": about_of(version, language),
        "survey": form,
        "form_id": form.form_id,
        "kept": [str(Traces(trace).label) for trace in sorted(form.keeps())],
        "tongues": [_led(tongue, form, seat) for tongue in tongues_of(session.form, session.language)],
        "language": session.language,
        "seat": seat,
        "asks_members": asks_members(form),
        "is_once": form.audience == Audience.ONCE,
        "shown": shown(session, page, taken=taken, setting=setting_of(version)) if page else None,
    }
    return render(request, "surveys/filling/start.html", context)
