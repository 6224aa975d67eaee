"""What a reader takes along: everything that the list finds, as CSV or GeoJSON, with day and licence."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.design.tables import line_of, open_data
from whrin.kit.cells import safe_cell
from whrin.kit.days import today
from whrin.services.enums import Precision
from whrin.services.finding.asked import parse
from whrin.services.finding.found import keys_of
from whrin.services.finding.rows import Row, places_of, row_of, services_with
from whrin.services.models import Service

#: More services than this in one file are no search any more: the open data has them all.
MOST = 20_000
_PLACE = ("precision", "city", "address", "postal_code", "latitude", "longitude")
Writer = Callable[[Iterable[Service]], Iterator[str]]


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give a table for spreadsheets: a row for each place of each service."""
    return _answer(request, csv_of, "text/csv; charset=utf-8", "csv")


@require_safe
def geojson_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give GeoJSON (RFC 7946): a feature for each place; a position only where it may be told exactly."""
    return _answer(request, geojson_of, "application/geo+json", "geojson")


def _answer(request: HttpRequest, write: Writer, media_type: str, ending: str) -> StreamingHttpResponse:
    keys = keys_of(parse(request.GET), get_language() or "en", MOST)
    pieces = (piece.encode() for piece in write(services_with(keys)))
    return open_data(pieces, media_type, f"services-{today().isoformat()}.{ending}")


def csv_of(services: Iterable[Service]) -> Iterator[str]:
    """Yield the lines of a table; the mark before the first tells spreadsheets that the file is UTF-8."""
    end = {"day": today().isoformat(), "licence": settings.WHRIN_DATA_LICENCE}
    is_first = True
    for service in services:
        row = row_of(service)
        for place in places_of(service):
            whole = {**row, **{f"place_{name}": place[name] for name in _PLACE}, **end}
            if is_first:
                yield "\ufeff" + line_of(list(whole))
                is_first = False
            yield line_of([_cell(value) for value in whole.values()])
    if is_first:
        yield "\ufeff" + line_of(["id", "day", "licence"])


def _cell(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return safe_cell(text)


def geojson_of(services: Iterable[Service]) -> Iterator[str]:
    """Yield a collection of features, piece by piece."""
    about = {
        "type": "FeatureCollection",
        "day": today().isoformat(),
        "licence": settings.WHRIN_DATA_LICENCE,
        "licence_address": settings.WHRIN_DATA_LICENCE_ADDRESS,
    }
    yield json.dumps(about)[:-1] + ', "features": [\n'
    before = ""
    for service in services:
        row = row_of(service)
        for place in places_of(service):
            yield before + json.dumps(_feature(row, place), ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _feature(row: Row, place: Mapping[str, str]) -> dict[str, object]:
    told = {name: place[name] for name in ("precision", "city", "address", "postal_code")}
    is_exact = place["precision"] == Precision.EXACT and place["latitude"] and place["longitude"]
    # Anything less than exact has no position: one that is made up would be taken for true.
    at = [float(place["longitude"]), float(place["latitude"])] if is_exact else None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": at} if at else None,
        "properties": {**row, **told},
    }
