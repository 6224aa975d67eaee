import csv
import io
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.kit.cells import safe_cell
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.organisations import queries
from whrin.organisations.forms import FilterForm
from whrin.organisations.listing import LED, PAGE_SIZE, Asked, NoSuchList, parse
from whrin.organisations.models import Organisation
from whrin.topics.queries import name_of

_COLUMNS = ["name", "language", "country", "kind", "relation", "community_led", "website", "source"]


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the public organisations, or give the same as CSV."""
    try:
        asked = parse(request.GET)
    except NoSuchList:
        raise Http404 from None
    found = asked.narrow(queries.public_organisations())
    wanted = request.GET.get("format", "html")
    if wanted == "csv":
        return _as_csv(found)
    total = found.count()
    last = last_page(total, PAGE_SIZE)
    if wanted != "html" or asked.page > last:
        raise Http404
    rows = found[(asked.page - 1) * PAGE_SIZE : asked.page * PAGE_SIZE]
    context = {
        "rows": [(row, direction_of(row.language)) for row in rows],
        "total": total,
        "page": asked.page,
        "last": last,
        "form": FilterForm(initial=vars(asked), language=_language()),
        "is_narrowed": bool(asked.query()),
        "csv_address": _csv_address(asked),
    }
    return render(request, "organisations/list.html", context)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation."""
    found = queries.public_organisation(slug)
    if found is None:
        raise Http404
    context = {
        "organisation": found,
        "direction_of_name": direction_of(found.language),
        "focus": [(topic.slug, name_of(topic, _language())) for topic in found.focus.all()],
        "joint_work": [(work, direction_of(work.language)) for work in found.joint_work.all()],
        "led": {True: _("yes"), False: _("no"), None: _("not known")}[found.is_community_led],
    }
    return render(request, "organisations/organisation.html", context)


@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    """Show how the organisations are spread between the Global South and elsewhere."""
    return render(request, "organisations/balance.html", {"balance": queries.balance()})


def _csv_address(asked: Asked) -> str:
    return f"{asked.query()}&format=csv" if asked.query() else "?format=csv"


def _as_csv(found: Iterable[Organisation]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    led = {value: word for word, value in LED.items()}
    for row in found:
        cells = [row.name, row.language, row.country_id or "", row.kind, row.relation]
        cells += [led[row.is_community_led], row.website, row.source]
        writer.writerow([safe_cell(cell) for cell in cells])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"organisations-{timezone.now().date().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _language() -> str:
    return get_language() or "en"
