"""Rows as CSV that spreadsheets open, with commas, in UTF-8."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from whrin.kit.cells import safe_cell
from whrin.surveys.tables.cells import number_in
from whrin.surveys.tables.columns import Kind

#: Tells spreadsheets that it is UTF-8.
MARK = "\ufeff"
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
    numbers = [number for number, kind in enumerate(kinds) if kind in _NUMBERS]
    texts = [number for number, kind in enumerate(kinds) if kind not in _NUMBERS]
    waiting = [MARK, writer.writerow([safe_cell(heading) for heading in headings])]
    for line in lines:
        for number in texts:
            if line[number]:
                line[number] = safe_cell(line[number])
        for number in numbers:
            # A number may begin with its sign; what is none may not.
            if line[number] and number_in(line[number]) is None:
                line[number] = safe_cell(line[number])
        waiting.append(writer.writerow(line))
        if len(waiting) >= _TOGETHER:
            yield "".join(waiting).encode()
            waiting.clear()
    yield "".join(waiting).encode()
