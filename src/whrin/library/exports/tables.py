"""CSV for spreadsheets: a row per language version, in the words of the mapping table."""

import csv
import io
from collections.abc import Iterable

from whrin.kit.cells import safe_cell
from whrin.library import mapping
from whrin.library.enums import LinkKind, Role
from whrin.library.exports.sheet import Sheet, file_address, record_address
from whrin.library.models import Contribution, LanguageVersion, Work

#: Between several values in one cell.
BETWEEN = "; "
ORIGINAL = "original_language"
_OF_WORK = (
    *("identifier", "publisher", "date", "container_title", "volume", "issue", "pages", "doi", "isbn"),
    *("genre", "topics"),
)


def columns() -> list[str]:
    """Return the header, left to right."""
    return [*mapping.named("csv"), ORIGINAL]


def header() -> str:
    """Return the first line; the mark before it tells spreadsheets that the file is UTF-8."""
    return "\ufeff" + _lines([columns()])


def rows_of(work: Work) -> str:
    """Return the lines of one work, read through `sheet.with_all`: its own version first."""
    sheet = Sheet(work)
    shared = {field: BETWEEN.join(sheet.texts(field)) for field in _OF_WORK if field in sheet.said}
    shared |= {
        "kind": work.kind,
        "countries": BETWEEN.join(country.code for country in work.countries.all()),
        "licence": work.licence_id or "",
        **{role.value: BETWEEN.join(_name(one) for one in sheet.by_role(role)) for role in Role},
    }
    return _lines(_row({**shared, **_version(sheet, one)}, work) for one in [sheet.own, *sheet.others])


def _version(sheet: Sheet, version: LanguageVersion) -> dict[str, str]:
    slug = sheet.work.slug
    return {
        "title": version.title,
        "short_title": version.short_title,
        "abstract": version.abstract,
        "abstract_language": version.abstract_language,
        "language": version.language,
        "address": BETWEEN.join(sheet.addresses(version, LinkKind.PAGE, LinkKind.ARCHIVE)),
        "full_text": BETWEEN.join(sheet.addresses(version, LinkKind.FULL_TEXT)),
        "file": BETWEEN.join(file_address(slug, stored) for stored in sheet.files_of(version)),
        "record": record_address(slug, version.language),
    }


def _row(values: dict[str, str], work: Work) -> list[str]:
    fields = mapping.named("csv").values()
    return [safe_cell(values.get(field, "")) for field in fields] + [safe_cell(work.original_language)]


def _name(one: Contribution) -> str:
    if one.literal:
        return f"{one.literal}," if "," in one.literal else one.literal
    return ", ".join(filter(None, [one.family, one.given]))


def _lines(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
