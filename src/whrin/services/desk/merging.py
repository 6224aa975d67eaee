"""Two records that are one: found by search, laid side by side, merged."""

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.kit.text import clean_line
from whrin.people.models import Person
from whrin.services.actions import CannotMerge, WrongContent, change_service, merge_services
from whrin.services.actions.records import Origin
from whrin.services.content import Content, changes_between, content_of, without_places_there
from whrin.services.desk.rights import decider_at, is_coordinator, record_at
from whrin.services.enums import Source
from whrin.services.fields import PLACE
from whrin.services.models import Service
from whrin.services.queries import public_services
from whrin.services.saying import label_of, words_of

_MOST = 30


@never_cache
@require_safe
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the other record: without a search, those of the same country."""
    person, service = decider_at(request), record_at(pk)
    text = clean_line(request.GET.get("q", "")[:100])
    found = public_services().exclude(pk=pk)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(organisation__name__icontains=text) | Q(slug=text))
    else:
        found = found.filter(country=service.country_id)
    context = {
        "service": service,
        "title": service.name,
        "is_coordinator": is_coordinator(person),
        "q": text,
        "found": found.select_related("organisation").order_by("name")[:_MOST],
    }
    return TemplateResponse(request, "services/desk/candidates.html", context)


@never_cache
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show where two records differ; a POST takes over what she ticked and merges the other into this one."""
    person = decider_at(request)
    kept, gone = record_at(pk), record_at(other)
    here, there = content_of(kept), content_of(gone)
    differing = changes_between(here, without_places_there(there, here))
    wrong = ""
    if request.method == "POST":
        try:
            _merge(kept, gone, _taken(request.POST.getlist("take"), differing), person)
        except (CannotMerge, WrongContent) as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("map_desk:record", pk)
    context = {
        "service": kept,
        "title": kept.name,
        "is_coordinator": is_coordinator(person),
        "other": gone,
        "rows": _rows(differing),
        "wrong": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/merge.html", context, status=status)


@transaction.atomic
def _merge(kept: Service, gone: Service, content: Content, by: Person) -> None:
    if content:
        change_service(service=kept, content=content, origin=Origin(Source.DESK), by=by)
    merge_services(kept=kept, gone=gone, by=by)


def _taken(names: list[str], differing: dict[str, dict[str, Any]]) -> Content:
    """Return what goes over. A place becomes one of the record that stays."""
    wanted = [name for name in names if name in differing]
    return {
        f"{PLACE}new{number}" if name.startswith(PLACE) else name: differing[name]["new"]
        for number, name in enumerate(wanted)
    }


def _rows(differing: dict[str, dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    language = get_language() or "en"
    return [
        (
            name,
            label_of(name, language),
            words_of(name, pair["old"], language),
            words_of(name, pair["new"], language),
        )
        for name, pair in differing.items()
        # What the other lacks cannot be taken over.
        if pair["new"] not in ("", None, [])
    ]
