"""One record at the desk: made, changed, and what it was. Two editors at once lose nothing."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.services.actions import WrongContent, change_service, create_service
from whrin.services.actions.records import Origin
from whrin.services.content import Content, changes_between, content_of
from whrin.services.desk.record_form import RecordForm, hours_fault
from whrin.services.desk.rights import editor_at, is_coordinator, may_decide, record_at
from whrin.services.desk.steps import steps_of
from whrin.services.enums import Source
from whrin.services.freshness import age_of
from whrin.services.models import Service
from whrin.services.queries import was_withdrawn
from whrin.services.saying import label_of, words_of

_SALT = "whrin.services.desk.opened"
_PER_PAGE = 100


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed meanwhile: what it is now, and what she wrote."""

    label: str
    here: str
    written: str


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Make a record, first as a draft."""
    person = editor_at(request)
    asked = RecordForm({}, request.POST if request.method == "POST" else None)
    if asked.is_bound:
        try:
            content = {name: value for name, value in asked.content().items() if value not in ("", None, [])}
            made = create_service(content=content, origin=Origin(Source.DESK), by=person, is_public=False)
        except WrongContent as wrong:
            asked.say(wrong.faults)
        else:
            if was_withdrawn(made.country_id, made.name):
                messages.warning(
                    request, _("A record of this name was taken off the map. Ask before you show it.")
                )
            messages.success(request, _("Saved."))
            return redirect("map_desk:record", made.pk)
    return _page(request, asked, {"title": _("New service")})


@never_cache
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record; a POST changes it. What hides a place is asked about first; what somebody else
    changed meanwhile is shown beside hers (409).
    """
    person, service = editor_at(request), record_at(pk)
    now = content_of(service)
    asked = RecordForm(now, request.POST if request.method == "POST" else None)
    context = _context(service, person)
    if not asked.is_bound:
        return _page(request, asked, context)
    written = asked.content()
    base = _opened(request, now)
    if differing := _differences(base, now, written):
        return _page(request, asked, {**context, "differences": differing}, HTTPStatus.CONFLICT)
    if asked.hides(written) and "strike" not in request.POST:
        return _page(request, asked, {**context, "hides": True})
    hers = {name: pair["new"] for name, pair in changes_between(base, written).items()}
    try:
        change_service(service=service, content=hers, origin=Origin(Source.DESK), by=person)
    except WrongContent as wrong:
        asked.say(wrong.faults)
        return _page(request, asked, context)
    messages.success(request, _("Saved."))
    return redirect("map_desk:record", pk)


@never_cache
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every change of a record, newest first."""
    person, service = editor_at(request), record_at(pk)
    language = get_language() or "en"
    page = Paginator(service.changes.order_by("-number", "field"), _PER_PAGE).get_page(request.GET.get("p"))
    rows = [
        (
            one,
            label_of(one.field, language),
            words_of(one.field, one.old, language),
            words_of(one.field, one.new, language),
        )
        for one in page
    ]
    context = {**_context(service, person), "tab": "history", "page": page, "rows": rows}
    return TemplateResponse(request, "services/desk/history.html", context)


def _context(service: Service, person: Person) -> dict[str, Any]:
    return {
        "service": service,
        "title": service.name,
        "tab": "record",
        "age": age_of(service),
        "steps": steps_of(service) if may_decide(person) else [],
        "is_coordinator": is_coordinator(person),
    }


def _page(
    request: HttpRequest, asked: RecordForm, context: dict[str, Any], status: HTTPStatus | None = None
) -> HttpResponse:
    told = {
        **context,
        "asked": asked,
        "hours_fault": hours_fault(asked.faults),
        "opened": signing.dumps(asked.was, salt=_SALT, compress=True),
    }
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/record.html", told, status=status or usual)


def _opened(request: HttpRequest, now: Content) -> Content:
    """Return the record as it was when she opened the form; as it is now where the form does not say."""
    try:
        found: Content = signing.loads(request.POST.get("opened", ""), salt=_SALT)
    except signing.BadSignature:
        return now
    return found


def _differences(base: Content, now: Content, written: Content) -> list[Difference]:
    """Return where both changed the same field to different values."""
    language = get_language() or "en"
    theirs, hers = changes_between(base, {**dict.fromkeys(base), **now}), changes_between(base, written)
    return [
        Difference(
            label_of(name, language),
            words_of(name, now.get(name), language),
            words_of(name, hers[name]["new"], language),
        )
        for name in hers
        if name in theirs and changes_between(now, {name: hers[name]["new"]})
    ]
