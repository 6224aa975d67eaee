"""Rows as CSV that spreadsheets open, with commas, in UTF-8."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from whrin.kit.cells import FORMULA_STARTS, safe_cell
from whrin.surveys.tables.cells import number_in
from whrin.surveys.tables.columns import Kind

#: Tells spreadsheets that it is UTF-8.
MARK = "\ufeff"
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL}
#: Lines that are handed on together.
_TOGETHER = 200
#: Stands between cells while a line is looked through at once; XML, from which they come, cannot hold it.
_BETWEEN = "\x1f"
_RISKY = re.compile(f"{_BETWEEN}(?:{'|'.join(map(re.escape, FORMULA_STARTS))})")


def as_csv(headings: list[str], kinds: list[Kind], lines: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield a CSV file in pieces."""
    numbers = [kind in _NUMBERS for kind in kinds]
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    written.write(MARK)
    writer.writerow([safe_cell(heading) for heading in headings])
    waiting = iter(lines)
    while batch := list(islice(waiting, _TOGETHER)):
        for line in batch:
            if _RISKY.search(_BETWEEN + _BETWEEN.join(line)):
                line[:] = map(_safe, line, numbers)
        writer.writerows(batch)
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()
    yield written.getvalue().encode()


def _safe(text: str, is_number: bool) -> str:
    # A number may begin with its sign; what is none may not.
    return text if is_number and number_in(text) is not None else safe_cell(text)
