import csv
import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse

from whrin.audit.csv_safe import safe_cell
from whrin.audit.forms import EventFilter
from whrin.audit.models import Event

_PAGE = 50


def history(request: HttpRequest) -> HttpResponse:
    """Show coordinators what was done to which record, newest first."""
    events, form = chosen(request)
    page = Paginator(events, _PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(
        request, "audit/history.html", {"page": page, "form": form, "query": without_page(request)}
    )


def export(request: HttpRequest) -> StreamingHttpResponse:
    """Give coordinators the same rows as a table for a spreadsheet."""
    events, _form = chosen(request)
    response = StreamingHttpResponse(lines(events), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="history.csv"'
    return response


def chosen(request: HttpRequest) -> tuple["QuerySet[Event]", EventFilter]:
    """Return the events that the address asks for. Raises `PermissionDenied` for all but coordinators."""
    if not request.user.is_superuser:
        raise PermissionDenied
    form = EventFilter(request.GET)
    return form.narrow(Event.objects.all()), form


def without_page(request: HttpRequest) -> str:
    """Return the query without its page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def lines(events: "QuerySet[Event]") -> Iterator[str]:
    """Yield the table line by line; the mark at the start tells spreadsheets that it is UTF-8."""
    writer: Any = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(["day", "by", "verb", "about", "detail"]))
    for event in events.iterator(chunk_size=2000):
        cells = (event.day, event.by, event.verb, event.about, json.dumps(event.detail, ensure_ascii=False))
        yield writer.writerow([safe_cell(cell) for cell in cells])
