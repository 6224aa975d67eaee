"""Tables that readers take along, for spreadsheets: nothing in one is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from whrin.kit.cells import safe_cell
from whrin.kit.days import today


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> StreamingHttpResponse:
    """Return rows as a CSV file to keep, with the licence of open data. `name`: of the file; the day and the
    ending come behind it.
    """
    lines = (line.encode() for line in _lines(columns, rows))
    return open_data(lines, "text/csv; charset=utf-8", f"{name}-{today().isoformat()}.csv")


def open_data(pieces: Iterable[bytes], media_type: str, filename: str) -> StreamingHttpResponse:
    """Return a file of open data to keep; it says its licence, and no search engine shows it."""
    response = StreamingHttpResponse(pieces, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    response["Link"] = f'<{settings.WHRIN_DATA_LICENCE_ADDRESS}>; rel="license"'
    response["X-Robots-Tag"] = "noindex"
    return response


def line_of(cells: Sequence[str]) -> str:
    """Return one line of CSV."""
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    # The mark before the first line tells spreadsheets that the file is UTF-8.
    yield "\ufeff" + line_of(columns)
    for row in rows:
        yield line_of([safe_cell(cell) for cell in row])
