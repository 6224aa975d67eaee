"""The table of a form's answers, with its filters; those that are ticked can be approved together."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.surveys.actions.reviewing import AnswerChanged, approve_answers
from whrin.surveys.bearers import bearer_of
from whrin.surveys.enums import AnswerState, Part, Way
from whrin.surveys.filters import Filters
from whrin.surveys.models import Answer, Form
from whrin.surveys.reviewing.opening import why_closed
from whrin.surveys.reviewing.queries import answers_for
from whrin.surveys.reviewing.table import (
    MOST_COLUMNS,
    PER_PAGE,
    Found,
    Looks,
    Table,
    counts_by_state,
    with_newest,
)
from whrin.surveys.rights import may, person_at
from whrin.surveys.standings import standings_of
from whrin.surveys.tables.joining import Joined, join
from whrin.surveys.xform import FormError


@never_cache
def answers(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show a page of answers; a POST approves those that are ticked."""
    person = person_at(request)
    is_deciding = request.method == "POST"
    form, all_answers = answers_for(person, form_id, Part.REVIEWER if is_deciding else Part.READER)
    if is_deciding:
        _approve(request, form)
        return redirect(request.get_full_path())
    filters = Filters.read(request.GET)
    joined = _joined(form)
    looks = Looks.read(request.GET, joined.languages if joined else (), get_language() or "en")
    columns = looks.chosen(joined.columns) if joined else []
    table = Table(form, joined, columns, looks, bearer_of(request))
    context = _page(request, table, filters.narrow(all_answers), filters)
    is_reviewer = may(person, form, Part.REVIEWER)
    rows = context["found"].rows
    standings = standings_of([row.answer.pk for row in rows]) if is_reviewer else {}
    context |= {
        "survey": form,
        "tab": "answers",
        "counts": counts_by_state(all_answers),
        "filters": filters,
        "looks": looks,
        "columns": columns,
        "labels": [column.label(looks.language) if looks.words else column.name for column in columns],
        "all_columns": _options(joined, looks, columns),
        "most_columns": MOST_COLUMNS,
        "asked_column": _asked(joined, filters, looks),
        "languages": joined.languages if joined and len(joined.languages) > 1 else (),
        "versions": list(form.versions.values_list("pk", "name")),
        "states": AnswerState.choices,
        "ways": Way.choices,
        "ticks": [(row, f"{row.answer.pk}:{standings.get(row.answer.pk, '')}") for row in rows],
        "is_reviewer": is_reviewer,
        "may_join": may(person, form, Part.AUTHOR),
        "why_closed": why_closed(form) if any(not row.is_open for row in rows) else "",
        "export": _export(form, filters),
    }
    return TemplateResponse(request, "surveys/reviewing/answers.html", context)


def _page(request: HttpRequest, table: Table, found: QuerySet[Answer], filters: Filters) -> dict[str, Any]:
    """Return what was found for this page, and where it goes on."""
    if filters.looks_inside:
        before = request.GET.get("before", "")
        if _is_number(before):
            found = found.filter(pk__lt=int(before))
        return {"found": table.look_for(found, filters), "page": None}
    page = Paginator(with_newest(found), PER_PAGE).get_page(request.GET.get("p"))
    return {"found": Found(table.rows(list(page.object_list))), "page": page}


def _joined(form: Form) -> Joined | None:
    try:
        return join(form)
    except FormError:
        # A form that phones can fill in and we cannot read: its answers are listed without their columns.
        return None


def _options(joined: Joined | None, looks: Looks, chosen: list[Any]) -> list[tuple[str, str, bool]]:
    """Return all columns to choose from: path, label, whether it is shown now."""
    shown = {column.path for column in chosen}
    every = joined.columns if joined else ()
    return [(column.path, column.label(looks.language), column.path in shown) for column in every]


def _asked(joined: Joined | None, filters: Filters, looks: Looks) -> list[tuple[str, str]]:
    """Return the choices of the question that is asked for: code and label; none where it has none."""
    every = joined.columns if joined else ()
    asked = next((column for column in every if column.path == filters.question), None)
    return [(choice.value, choice.label(looks.language)) for choice in asked.choices] if asked else []


def _export(form: Form, filters: Filters) -> str:
    """Return where the same answers can be taken out; empty where there is no such page."""
    try:
        address = reverse("forms:exports", args=[form.form_id])
    except NoReverseMatch:
        return ""
    return f"{address}?{filters.query()}" if filters.query() else address


def _approve(request: HttpRequest, form: Form) -> None:
    ticked = (tick.partition(":") for tick in request.POST.getlist("answer")[:PER_PAGE])
    standings = {int(pk): standing for pk, _colon, standing in ticked if _is_number(pk)}
    approved = approve_answers(form=form, standings=standings, by=person_at(request))
    told = ngettext("%(n)s answer is approved.", "%(n)s answers are approved.", approved) % {"n": approved}
    messages.success(request, told)
    if approved < len(standings):
        messages.warning(request, str(AnswerChanged()))


def _is_number(text: str) -> bool:
    """Say whether a text is a number that a row can have."""
    return text.isascii() and text.isdigit() and len(text) < 19
