"""One record at the desk: made, changed, and what belongs to it."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.events.actions import (
    attach_recording,
    keep_record,
    note_follow_up,
    remove_record,
    set_link,
)
from whrin.events.desk.fields import RecordForm
from whrin.events.desk.forms import OccasionForm
from whrin.events.desk.kinds import KINDS, Kind
from whrin.events.desk.listing import kind_of, line_of
from whrin.events.desk.rights import editor_at
from whrin.events.models import Deadline, FollowUp, Occasion, UnderReview
from whrin.events.sealing import link_of
from whrin.kit.text import clean_line
from whrin.library.refusals import LibraryRefusal
from whrin.people.models import Person


@never_cache
def new(request: HttpRequest, name: str) -> HttpResponse:
    """Write a record; `?of=`: what it belongs to."""
    kind = _let_in(request, name)[1]
    row = kind.model()
    above = request.GET.get("of", "")
    if kind.parent and above.isascii() and above.isdecimal() and len(above) < 12:
        setattr(row, f"{kind.parent}_id", int(above))
    return _answer(request, name, row, {"title": str(kind.title), "row": None, "parts": []})


@never_cache
def record(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Show a record; a POST changes it. How far a country was is not changed: a newer one is added."""
    kind = _let_in(request, name)[1]
    row = get_object_or_404(kind.rows(), pk=pk)
    parts = [(part, KINDS[part].title, _part_lines(part, row)) for part in kind.parts]
    context = {"title": line_of(row)[0], "row": row, "parts": parts}
    if isinstance(row, FollowUp) and request.method == "POST":
        row = FollowUp(decision_id=row.decision_id, country_id=row.country_id)
    return _answer(request, name, row, context)


@never_cache
@require_POST
def remove(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Delete a deadline, or a country under review, that is wrong."""
    person, kind = _let_in(request, name)
    if not issubclass(kind.model, Deadline | UnderReview):
        raise Http404
    row = get_object_or_404(kind.rows(), pk=pk)
    above = row.session_id
    remove_record(row=row, by=person)
    messages.success(request, _("Done."))
    return redirect("calendar_desk:record", "sessions", above)


@never_cache
@require_POST
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a recording or slides beside a meeting, as a work of the library."""
    person = editor_at(request)
    row = get_object_or_404(Occasion, pk=pk)
    given = {name: clean_line(request.POST.get(name, ""))[:500] for name in ("slug", "title", "address")}
    try:
        URLValidator(["http", "https"])(given["address"] or "https://example.org")
        is_there = attach_recording(occasion=row, by=person, **given)
    except (LibraryRefusal, ValidationError) as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        say = messages.success if is_there else messages.error
        say(request, _("Done.") if is_there else _("Some of it cannot be kept."))
    return redirect("calendar_desk:record", "occasions", pk)


def _let_in(request: HttpRequest, name: str) -> tuple[Person, Kind]:
    return editor_at(request), kind_of(name)


def _part_lines(part: str, row: Any) -> list[tuple[int, str, list[str]]]:
    kind = KINDS[part]
    found = kind.rows().filter(**{kind.parent: row})[:200]
    return [(each.pk, *line_of(each)) for each in found]


def _answer(request: HttpRequest, name: str, row: Any, context: dict[str, Any]) -> HttpResponse:
    """Show the form of a record, or take it in."""
    person, kind = _let_in(request, name)
    data = request.POST if request.method == "POST" else None
    opened = str(getattr(row, "edition", ""))
    link = link_of(row) if isinstance(row, Occasion) and row.pk else ""
    form = kind.form(data, instance=row, tongue=request.GET.get("tongue", "").strip()[:20])
    form.initial["tongue"] = form.writes_in
    if isinstance(form, OccasionForm):
        form.fill(link)
    is_late = data is not None and row.pk is not None and data.get("opened", opened) != opened
    if data is not None and not is_late and form.is_valid():
        _keep(form, person)
        messages.success(request, _("Saved."))
        return redirect("calendar_desk:record", name, form.instance.pk)
    status = HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    told = {
        **context,
        "name": name,
        "kind": kind,
        "asked": form,
        "opened": opened,
        "is_late": is_late,
        "works": list(row.works.all()) if isinstance(row, Occasion) and row.pk else None,
        "may_remove": row.pk is not None and isinstance(row, Deadline | UnderReview),
    }
    return TemplateResponse(
        request, "events/desk/record.html", told, status=HTTPStatus.CONFLICT if is_late else status
    )


def _keep(form: RecordForm, person: Person) -> None:
    row = form.instance
    if isinstance(row, FollowUp):
        note_follow_up(row=row, by=person)
        return
    keep_record(row=row, by=person)
    if isinstance(row, Occasion):
        link = form.cleaned_data["link"].strip()
        if link != (link_of(row) if row.sealed_link else ""):
            set_link(occasion=row, link=link, by=person)
