"""Which records there are, kind by kind."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.events.desk.kinds import KINDS, Kind
from whrin.events.desk.rights import editor_at
from whrin.events.models import Deadline, Decision, FollowUp, Occasion, Session, UnderReview

_PER_PAGE = 50


def kind_of(name: str) -> Kind:
    """Return a kind by its word. Raises `Http404`."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def line_of(row: Any) -> tuple[str, list[str]]:
    """Return what a list shows of a record: its name, and a few facts."""
    if isinstance(row, UnderReview):
        return str(row.country), [str(row.session), row.note]
    if isinstance(row, Deadline):
        return str(row), [str(row.session), row.day.isoformat() if row.day else ""]
    if isinstance(row, Decision):
        return row.text[:120], [str(row.session), row.number, row.on.isoformat()]
    if isinstance(row, FollowUp):
        return f"{row.country}: {row}", [row.decision.text[:80], row.on.isoformat()]
    facts = [row.get_kind_display()] if isinstance(row, Occasion) else []
    if isinstance(row, Session | Occasion):
        first = row.starts or (row.begins_at if isinstance(row, Occasion) else None)
        yearly = row.yearly if isinstance(row, Occasion) else ""
        facts += [first.strftime("%Y-%m-%d") if first else yearly or row.months, row.get_state_display()]
    return str(row), facts


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the list that is used most."""
    editor_at(request)
    return redirect("calendar_desk:list", "occasions")


@never_cache
@require_safe
def records(request: HttpRequest, name: str) -> HttpResponse:
    """List the records of a kind, newest first."""
    editor_at(request)
    kind = kind_of(name)
    page = Paginator(kind.rows(), _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": _("Calendar"),
        "name": name,
        "kind": kind,
        "kinds": [(word, each.title) for word, each in KINDS.items()],
        "page": page,
        "rows": [(row.pk, *line_of(row)) for row in page],
    }
    return TemplateResponse(request, "events/desk/index.html", context)
