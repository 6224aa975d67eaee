"""Rows as CSV that spreadsheets open, with commas, in UTF-8."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from whrin.kit.cells import FORMULA_STARTS, safe_cell
from whrin.surveys.tables.cells import number_in
from whrin.surveys.tables.columns import Kind

#: Tells spreadsheets that it is UTF-8.
MARK = "\ufeff"
_RISKY = frozenset(FORMULA_STARTS)
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL}
#: Lines that are handed on together.
_TOGETHER = 200


class _Echo:
    """What the CSV writer writes is given straight back."""

    def write(self, line: str) -> str:
        return line


def as_csv(headings: list[str], kinds: list[Kind], lines: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield a CSV file in pieces."""
    writer: Any = csv.writer(_Echo())
    numbers = [kind in _NUMBERS for kind in kinds]
    waiting = [MARK, writer.writerow([safe_cell(heading) for heading in headings])]
    for line in lines:
        for place, text in enumerate(line):
            # A number may begin with its sign; what is none may not.
            if text and text[0] in _RISKY and not (numbers[place] and number_in(text) is not None):
                line[place] = safe_cell(text)
        waiting.append(writer.writerow(line))
        if len(waiting) >= _TOGETHER:
            yield "".join(waiting).encode()
            waiting.clear()
    yield "".join(waiting).encode()
