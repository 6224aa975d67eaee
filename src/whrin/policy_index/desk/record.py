"""One measure at the desk: made, changed, published, withdrawn, and what it was."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.kit.languages import locale_of, own_name_of
from whrin.policy_index.actions import (
    CannotPublish,
    WrongContent,
    change_measure,
    create_measure,
    note_check,
    publish_measure,
    withdraw_measure,
)
from whrin.policy_index.content import content_of
from whrin.policy_index.desk.record_form import RecordForm
from whrin.policy_index.desk.rights import decider_at, editor_at, measure_at
from whrin.policy_index.enums import State
from whrin.policy_index.models import Measure
from whrin.policy_index.rules import may_decide
from whrin.policy_index.watch.history import history_of

_STEPS = {"publish": publish_measure, "withdraw": withdraw_measure}


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Write a measure, first as a draft."""
    person = editor_at(request)
    asked = RecordForm({}, get_language() or "en", request.POST if request.method == "POST" else None)
    if asked.is_bound and asked.is_valid():
        try:
            made = create_measure(content=asked.content(), by=person)
        except WrongContent as wrong:
            asked.say(wrong.faults)
        else:
            messages.success(request, _("Saved."))
            return redirect("watch_desk:record", made.pk)
    return _page(request, asked, {"title": _("New entry")})


@never_cache
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a measure and one of its languages, `?language=`; a POST changes it. Did somebody else change it
    since she opened it, nothing is saved (409): she sees it, with her words still in the form.
    """
    person, measure = editor_at(request), measure_at(pk)
    asked = RecordForm(
        content_of(measure), _language(request, measure), request.POST if request.method == "POST" else None
    )
    context = _context(request, measure)
    if asked.is_bound and request.POST.get("opened") != context["opened"]:
        return _page(request, asked, {**context, "is_late": True}, HTTPStatus.CONFLICT)
    if asked.is_bound and asked.is_valid():
        try:
            change_measure(measure=measure, content=asked.content(), by=person)
        except WrongContent as wrong:
            asked.say(wrong.faults)
        except CannotPublish as refusal:
            asked.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            address = reverse("watch_desk:record", args=[pk])
            return redirect(f"{address}?language={asked.cleaned_data['language']}")
    return _page(request, asked, context)


@never_cache
@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Publish, withdraw, or write down that it was checked today."""
    person = editor_at(request) if name == "check" else decider_at(request)
    measure = measure_at(pk)
    if name != "check" and name not in _STEPS:
        raise Http404
    try:
        if name == "check":
            note_check(measure=measure, by=person)
        else:
            _STEPS[name](measure=measure, by=person)
    except CannotPublish as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("watch_desk:record", pk)


def _language(request: HttpRequest, measure: Measure) -> str:
    """Return the language whose text is shown: asked for, also one to be written, else a fitting one."""
    wanted = request.GET.get("language", "").strip()[:20]
    return wanted if wanted and locale_of(wanted) else measure.language_for(get_language() or "en")


def _context(request: HttpRequest, measure: Measure) -> dict[str, Any]:
    newest = measure.changes.order_by("-number").values_list("number", flat=True).first()
    acts = history_of(measure, 1)
    return {
        "measure": measure,
        "title": str(measure),
        "opened": str(newest or 0),
        "acts": acts[0] if acts else [],
        "languages": [(tag, own_name_of(tag)) for tag in measure.texts],
        "may_publish": may_decide(request.user) and measure.state != State.PUBLIC,
        "may_withdraw": may_decide(request.user) and measure.state == State.PUBLIC,
    }


def _page(
    request: HttpRequest, asked: RecordForm, context: dict[str, Any], status: HTTPStatus | None = None
) -> HttpResponse:
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    told = {"measure": None, "opened": "", "is_late": False, "acts": [], **context, "asked": asked}
    return TemplateResponse(request, "policy_index/desk/record.html", told, status=status or usual)
