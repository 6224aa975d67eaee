"""Use of the library on the desk: figures by day, month, work or language, and as a file."""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.cells import safe_cell
from whrin.library.actions.use import gather_use
from whrin.library.desk_works import person_at
from whrin.library.listing_labels import language_label
from whrin.library.models import DayOfUse, Work

_PER_PAGE = 100
_WAYS = {"day": _("By day"), "month": _("By month"), "work": _("By work"), "language": _("By language")}
_USUAL = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One line of the table; `link` leads to the work, where there is one."""

    label: str
    opened: int
    fetched: int
    work: int | None = None


class _Echo:
    """What the CSV writer writes is given straight back."""

    def write(self, line: str) -> str:
        return line


def use(request: HttpRequest) -> HttpResponseBase:
    """Show how often works were fetched, and opened where that is counted."""
    person_at(request)
    gather_use()
    way = request.GET.get("by", "")
    way = way if way in _WAYS else "day"
    until = _day(request, "until", timezone.now().date())
    since = _day(request, "since", until - _USUAL)
    found = _grouped(DayOfUse.objects.filter(day__range=(since, until)), way)
    asked = urlencode({"by": way, "since": since.isoformat(), "until": until.isoformat()})
    if request.GET.get("format") == "csv":
        return _as_csv(found, way)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("p"))
    lines = list(_lines(page.object_list, way))
    context = {
        "page": page,
        "lines": lines,
        "most": max((max(line.opened, line.fetched) for line in lines), default=1) or 1,
        "shows_openings": DayOfUse.objects.filter(opened__gt=0).exists(),
        "way": way,
        "ways": _WAYS.items(),
        "since": since.isoformat(),
        "until": until.isoformat(),
        "asked": asked,
    }
    return TemplateResponse(request, "library/desk/use.html", context)


def _day(request: HttpRequest, name: str, otherwise: datetime.date) -> datetime.date:
    try:
        return parse_date(request.GET.get(name, "")) or otherwise
    except ValueError:
        return otherwise


def _grouped(days: QuerySet[DayOfUse], way: str) -> Any:
    # The columns are named by what a person chose, which no checker can follow.
    sums: Any = days.annotate(month=TruncMonth("day")).order_by()
    sums = sums.values(way).annotate(opens=Sum("opened"), fetches=Sum("fetched"))
    order = [f"-{way}"] if way in {"day", "month"} else ["-fetches", "-opens", way]
    return sums.order_by(*order)


def _lines(rows: Any, way: str) -> Iterator[Line]:
    rows, language = list(rows), get_language() or "en"
    works: dict[int, Work] = {}
    if way == "work":
        works = Work.objects.prefetch_related("versions").in_bulk([row["work"] for row in rows])
    for row in rows:
        value = row[way]
        if way == "work":
            label = str(works[value])
        elif way == "language":
            label = language_label(value, language) if value else "–"
        else:
            label = date_format(value, "DATE_FORMAT" if way == "day" else "YEAR_MONTH_FORMAT")
        yield Line(label, row["opens"], row["fetches"], value if way == "work" else None)


def _as_csv(found: Any, way: str) -> HttpResponse | StreamingHttpResponse:
    """Give everything, one line each: days as written by machines, works by their stable name."""
    writer = csv.writer(_Echo())
    names = dict(Work.objects.values_list("pk", "slug")) if way == "work" else {}

    def written() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([way, "opened", "fetched"])
        for row in found.iterator(chunk_size=2_000):
            value = names.get(row[way], row[way])
            if way == "month":
                value = f"{value:%Y-%m}"
            yield writer.writerow([safe_cell(str(value)), row["opens"], row["fetches"]])

    answer = StreamingHttpResponse(written(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="use-by-{way}.csv"'
    return answer
