import csv
import io
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.kit.cells import safe_cell
from whrin.kit.figures import Figure
from whrin.places import table as places_table
from whrin.places.figures import figures as registered_figures
from whrin.places.models import Region
from whrin.places.outlines import outline_of_world
from whrin.places.queries import names_of_regions
from whrin.places.table import Row


@dataclass(frozen=True)
class Wish:
    """What the address asks for."""

    sort: str
    scheme: str

    def address(self, **changes: str) -> str:
        """Return the query of this page with `changes`, without what is the default."""
        wanted = {"sort": self.sort, "scheme": self.scheme, **changes}
        defaults = {"sort": "name", "scheme": Region.Scheme.NETWORK.value}
        return "?" + urlencode({key: value for key, value in wanted.items() if value != defaults.get(key)})


@dataclass(frozen=True)
class Column:
    """A heading and where it leads: sorted by it, or the other way round when it is the order already."""

    label: str
    address: str
    order: str


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show every country with what is registered about it, as a table or a map, or give it as CSV."""
    if request.GET.get("view") == "map":
        return _map(request)
    figures = registered_figures()
    wish = _wish(request, figures)
    language = get_language() or "en"
    rows = places_table.rows(figures=figures, language=language, scheme=wish.scheme, sort=wish.sort)
    wanted = request.GET.get("format", "html")
    if wanted == "csv":
        return _as_csv(rows, figures, language)
    if wanted != "html":
        raise Http404
    return render(request, "places/table.html", _context(wish, rows, figures))


def _map(request: HttpRequest) -> HttpResponse:
    """Show one figure on outlines: of the world, or of the region asked for."""
    figures = {figure.name: figure for figure in registered_figures()}
    figure = figures.get(request.GET.get("figure", next(iter(figures), "")))
    language = get_language() or "en"
    region = request.GET.get("region", "")
    regions = names_of_regions(language, scheme=Region.Scheme.NETWORK)
    if figure is None or (region and region not in names_of_regions(language)):
        raise Http404
    context = {
        "outline": outline_of_world(figure.source(), language, figure.address, region=region),
        "caption": _("%(figure)s, by country or territory") % {"figure": figure.label},
        "figures": [
            (each.label, map_address(each.name, region), each is figure) for each in figures.values()
        ],
        "regions": [
            (name, map_address(figure.name, code), code == region)
            for code, name in {"": _("World"), **regions}.items()
        ],
    }
    return render(request, "places/map.html", context)


def map_address(figure: str, region: str) -> str:
    """Return the query of a map."""
    return "?" + urlencode({"view": "map", "figure": figure, **({"region": region} if region else {})})


def _wish(request: HttpRequest, figures: tuple[Figure, ...]) -> Wish:
    wish = Wish(
        sort=request.GET.get("sort", "name"), scheme=request.GET.get("scheme", Region.Scheme.NETWORK.value)
    )
    if wish.sort.removeprefix("-") not in places_table.sort_keys(figures):
        raise Http404
    if wish.scheme not in Region.Scheme.values:
        raise Http404
    return wish


def _context(wish: Wish, rows: list[Row], figures: tuple[Figure, ...]) -> dict[str, object]:
    return {
        "rows": rows,
        "today": timezone.now().date().isoformat(),
        "columns": [
            _column(wish, "name", _("Country or territory")),
            _column(wish, "region", _("Region")),
            *(_column(wish, figure.name, str(figure.label), most_first=True) for figure in figures),
        ],
        "schemes": [
            (label, wish.address(scheme=value), value == wish.scheme)
            for value, label in Region.Scheme.choices
        ],
        "map_address": map_address(figures[0].name, "") if figures else "",
        "csv_address": wish.address(format="csv"),
        "totals": [
            (figure.label, sum(row.cells[number].count > 0 for row in rows))
            for number, figure in enumerate(figures)
        ],
    }


def _column(wish: Wish, key: str, label: str, *, most_first: bool = False) -> Column:
    first, second = (f"-{key}", key) if most_first else (key, f"-{key}")
    order = {key: "ascending", f"-{key}": "descending"}.get(wish.sort, "")
    return Column(label, wish.address(sort=second if wish.sort == first else first), order)


def _as_csv(rows: list[Row], figures: tuple[Figure, ...], language: str) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["code", "name", "region", *(figure.name for figure in figures)])
    for row in rows:
        counts = [cell.count for cell in row.cells]
        writer.writerow([row.code, safe_cell(row.name), safe_cell("; ".join(row.regions)), *counts])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"places-{language}-{timezone.now().date().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
