"""CSV: the library's own, and lists that people keep in spreadsheets.

A row is a language version; rows with one `id` that follow each other are one work.
"""

import csv
import io
import re
from collections.abc import Iterator
from functools import cache

from whrin.library import mapping
from whrin.library.exports.tables import ORIGINAL
from whrin.library.imports.found import Found
from whrin.library.imports.table_record import record_of

Row = dict[str, str]
_DELIMITERS = ",;\t"
_FORMULA = re.compile(r"^'(?=[=+\-@\t\r\n＝＋－＠])")


@cache
def _columns() -> dict[str, str]:
    """Return our field, or a CSL variable, for each name of a column, case folded."""
    others = {row["column"]: row["variable"] for row in mapping.rows("csv_columns.csv")}
    plain = {name.replace("_", " "): field for name, field in mapping.named("csv").items()}
    return {**others, **plain, **mapping.named("csv"), ORIGINAL: ORIGINAL}


def is_table(text: str) -> bool:
    """Tell whether the first line is a header that names the titles."""
    return "title" in _header(*_first_line(text)).values()


def records(text: str) -> Iterator[Found]:
    """Yield each work of a table, in the order of its first rows."""
    line, delimiter = _first_line(text)
    header = _header(line, delimiter)
    waiting: list[Row] = []
    begins = 0
    for number, cells in _rows(text, delimiter):
        row = {
            header.get(place, ""): _FORMULA.sub("", cell).strip()
            for place, cell in enumerate(cells)
            if cell.strip()
        }
        row.pop("", None)
        if not row:
            continue
        if waiting and not _is_same(waiting[0], row):
            yield _found(waiting, begins)
            waiting = []
        begins = begins if waiting else number
        waiting.append(row)
    if waiting:
        yield _found(waiting, begins)


def _is_same(first: Row, row: Row) -> bool:
    own = first.get("identifier", "")
    return bool(own) and own == row.get("identifier") and first.get("language") != row.get("language")


def _found(rows: list[Row], line: int) -> Found:
    record, files = record_of(rows)
    return Found(record, line, files=files)


def _first_line(text: str) -> tuple[str, str]:
    line = text.lstrip("\ufeff\n ").split("\n", maxsplit=1)[0]
    return line, max(_DELIMITERS, key=line.count)


def _header(line: str, delimiter: str) -> dict[int, str]:
    """Return our field for each place; a name that nobody knows stands for itself, to be kept aside."""
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return {}
    folded = [" ".join(name.casefold().split()) for name in names]
    seen: dict[str, int] = {}
    for place, name in enumerate(folded):
        seen.setdefault(_columns().get(name, name), place)
    return {place: name for name, place in seen.items()}


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows behind the header with the line where each begins."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    is_header, before = True, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = []
        if cells is None:
            return
        begins, before = before + 1, reader.line_num
        if is_header and any(cell.strip() for cell in cells):
            is_header = False
        elif not is_header:
            yield begins, cells
