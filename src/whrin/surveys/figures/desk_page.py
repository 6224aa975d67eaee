"""Figures at the desk: all questions of a form, two questions across each other, and both as files."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.kit.days import today
from whrin.people.sealing import CannotOpenError
from whrin.surveys.bearers import bearer_of
from whrin.surveys.figures import gathering
from whrin.surveys.figures.choosing import choices_for, language_at, only_at
from whrin.surveys.figures.drawing import reason
from whrin.surveys.figures.files import crossed_table, figures_table
from whrin.surveys.figures.gathering import smallest_of
from whrin.surveys.figures.questions import (
    counted_columns,
    question_of,
    sorting_columns,
    together,
)
from whrin.surveys.figures.shown import drawn, drawn_crossed, received
from whrin.surveys.figures.wording import worded
from whrin.surveys.models import Form
from whrin.surveys.reviewing.opening import why_closed
from whrin.surveys.rights import form_for
from whrin.surveys.sealing import NobodyToSealFor
from whrin.surveys.tables import columns_of, languages_of

_PER_PAGE = 30


@never_cache
@require_safe
def figures(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show the figures of a form, of all its answers or one group of them; `?format=csv` gives them as a
    table, `&figure=PATH` some of them.
    """
    form = form_for(request.user, form_id)
    if _is_shut(request, form):
        return _page(request, form, {"closed_why": why_closed(form)})
    columns = counted_columns(columns_of(form))
    languages, only = languages_of(form), only_at(request)
    language = language_at(request, languages)
    try:
        found = gathering.gather(form, only, bearer=bearer_of(request))
    except (NobodyToSealFor, CannotOpenError):
        return _page(request, form, {"closed_why": why_closed(form)})
    wanted = request.GET.getlist("figure")
    if request.GET.get("format") == "csv":
        told = [column for column in columns if not wanted or column.path in wanted]
        return _file(form, figures_table(found.figures, told, language))
    page = Paginator(list(together(columns)), _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "found": found,
        "page": page,
        "figures": list(drawn(form, found, list(page), language)),
        "received": received(found) if page.number == 1 and not only.by else None,
        "why": reason(found.why, smallest_of(form)),
        "choices": list(choices_for(form, columns, language, only)),
        "languages": languages if len(languages) > 1 else (),
        "language": language,
        "may_cross": len(sorting_columns(columns)) > 1,
    }
    return _page(request, form, context)


@never_cache
@require_safe
def crossed(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show two questions across each other, `?rows=PATH&columns=PATH`; `&format=csv` gives the table."""
    form = form_for(request.user, form_id)
    if _is_shut(request, form):
        return _page(request, form, {"closed_why": why_closed(form)})
    by_path = {column.path: column for column in sorting_columns(counted_columns(columns_of(form)))}
    languages = languages_of(form)
    language = language_at(request, languages)
    rows, columns = (by_path.get(request.GET.get(name, "")) for name in ("rows", "columns"))
    context: dict[str, Any] = {
        "questions": [(path, worded(one.texts, language, one.name)) for path, one in by_path.items()],
        "rows": rows,
        "columns": columns,
        "languages": languages if len(languages) > 1 else (),
        "language": language,
    }
    if rows is None or columns is None or rows is columns:
        return _page(request, form, context, "surveys/figures/crossed.html")
    try:
        found = gathering.crossed(form, question_of(rows), question_of(columns), bearer=bearer_of(request))
    except (NobodyToSealFor, CannotOpenError):
        return _page(request, form, {"closed_why": why_closed(form)})
    if request.GET.get("format") == "csv":
        return _file(form, crossed_table(found, rows, columns, language))
    if found.why:
        context["why"] = reason(found.why, smallest_of(form))
        return _page(request, form, context, "surveys/figures/crossed.html")
    context["figure"] = drawn_crossed(found, rows, columns, language, smallest_of(form))
    return _page(request, form, context, "surveys/figures/crossed.html")


def _is_shut(request: HttpRequest, form: Form) -> bool:
    """Say whether whoever asks brings nothing that opens the answers."""
    return form.is_sensitive and bearer_of(request) is None


def _page(
    request: HttpRequest, form: Form, context: dict[str, Any], template: str = "surveys/figures/page.html"
) -> HttpResponse:
    smallest = smallest_of(form)
    return TemplateResponse(
        request,
        template,
        {"survey": form, "tab": "figures", "day": today(), "smallest": smallest, **context},
    )


def _file(form: Form, table: str) -> HttpResponse:
    name = f"{form.form_id}-figures-{today():%Y-%m-%d}.csv"
    return HttpResponse(
        table,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
