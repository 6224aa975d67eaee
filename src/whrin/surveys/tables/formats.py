"""In which shapes answers leave, and what each is called."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.kit.languages import direction_of
from whrin.surveys.filters import Filters
from whrin.surveys.models import Form
from whrin.surveys.tables import codebook
from whrin.surveys.tables.codebook import Tally
from whrin.surveys.tables.columns import PLACES, Kind
from whrin.surveys.tables.csv_files import as_csv
from whrin.surveys.tables.files_out import files_of
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.nested import as_geojson, as_json
from whrin.surveys.tables.packing import packed
from whrin.surveys.tables.rows import Row, rows_of
from whrin.surveys.tables.sheets import Options, Sheet, sheets_of
from whrin.surveys.tables.workbooks import Page, as_workbook
from whrin.surveys.xlsform.languages import tag_of


@dataclass(frozen=True)
class Export:
    """What leaves: of which form, which answers, laid out how. Its labels are those of the language in which
    it is made, for it is written when the request is over.
    """

    form: Form
    joined: Joined
    options: Options
    filters: Filters
    bearer: object = None
    sheets: tuple[Sheet, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sheets", tuple(sheets_of(self.joined, self.options)))

    def rows(self) -> Iterator[Row]:
        """Yield the answers, opened anew each time."""
        return rows_of(self.form, filters=self.filters, bearer=self.bearer, joined=self.joined)


@dataclass(frozen=True)
class Format:
    """`fits`: whether a form has anything for it."""

    name: str
    label: str | Promise
    suffix: str
    media_type: str
    write: Callable[[Export], Iterable[bytes]]
    fits: Callable[[Joined], bool] = lambda _joined: True


def _csv(export: Export) -> Iterator[bytes]:
    return _table(export.sheets[0], export.rows())


def _table(sheet: Sheet, rows: Iterable[Row]) -> Iterator[bytes]:
    return as_csv(sheet.headings, sheet.kinds, (line for row in rows for line in sheet.lines(row)))


def _codebook(export: Export, tally: Tally) -> Iterator[bytes]:
    joined = export.joined
    lines = codebook.lines_of(joined, tally)
    return as_csv(codebook.headings_of(joined), codebook.kinds_of(joined), lines)


def _codebook_alone(export: Export) -> Iterator[bytes]:
    tally = Tally()
    for _row in tally.counting(export.rows()):
        pass
    yield from _codebook(export, tally)


def _tables(export: Export) -> Iterator[bytes]:
    def members() -> Iterator[tuple[str, Iterable[bytes]]]:
        tally = Tally()
        taken: set[str] = set()
        for number, sheet in enumerate(export.sheets):
            rows = export.rows()
            name = sheet.repeat.rpartition("/")[2] or "answers"
            name = f"{name}-{number}" if name in taken else name
            taken.add(name)
            yield f"{name}.csv", _table(sheet, rows if sheet.repeat else tally.counting(rows))
        yield "codebook.csv", _codebook(export, tally)

    return packed(members())


def _workbook(export: Export) -> Iterator[bytes]:
    tally = Tally()

    def lines(sheet: Sheet) -> Iterator[list[str]]:
        rows = export.rows() if sheet.repeat else tally.counting(export.rows())
        return (line for row in rows for line in sheet.lines(row))

    def page(sheet: Sheet) -> Page:
        return Page(sheet.name, sheet.headings, sheet.kinds, lambda: lines(sheet))

    def explained() -> Iterator[list[str]]:
        return codebook.lines_of(export.joined, tally)

    headings, kinds = codebook.headings_of(export.joined), codebook.kinds_of(export.joined)
    name = str(_("Codebook")) if export.options.labels else "codebook"
    pages = [*map(page, export.sheets), Page(name, headings, kinds, explained)]
    is_turned = export.options.labels and direction_of(tag_of(export.options.language)) == "rtl"
    return as_workbook(pages, right_to_left=is_turned)


def _json(export: Export) -> Iterator[bytes]:
    return as_json(export.joined, export.rows())


def _geojson(export: Export) -> Iterator[bytes]:
    return as_geojson(export.joined, export.rows(), export.sheets, export.options)


def _files(export: Export) -> Iterator[bytes]:
    found = files_of(export.form, export.joined, export.rows(), bearer=export.bearer)
    # Pictures and recordings are small already.
    return packed(found, small=False)


def _has_places(joined: Joined) -> bool:
    return any(column.kind in PLACES for column in joined.columns)


def _has_files(joined: Joined) -> bool:
    return any(column.kind is Kind.FILE for column in joined.columns)


def _has_repeats(joined: Joined) -> bool:
    return bool(joined.repeats)


_CSV, _ZIP = "text/csv; charset=utf-8", "application/zip"
FORMATS = {
    each.name: each
    for each in (
        Format(
            "xlsx",
            _("Workbook (XLSX) with a sheet for each repeat and a codebook"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _workbook,
        ),
        Format("csv", _("Table (CSV), without repeats"), "csv", _CSV, _csv),
        Format("tables", _("All tables (CSV in a ZIP)"), "zip", _ZIP, _tables, _has_repeats),
        Format("json", _("JSON, for programmes"), "json", "application/json", _json),
        Format("geojson", _("GeoJSON, for maps"), "geojson", "application/geo+json", _geojson, _has_places),
        Format("files", _("Pictures and other files (ZIP)"), "zip", _ZIP, _files, _has_files),
        Format("codebook", _("Codebook (CSV): what each column means"), "csv", _CSV, _codebook_alone),
    )
}
