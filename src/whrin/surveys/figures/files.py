"""Figures as tables for spreadsheets: the same numbers, hidden where the page hides them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whrin.kit.cells import safe_cell
from whrin.surveys.figures.crossing import Crossed
from whrin.surveys.figures.drawing import part_label
from whrin.surveys.figures.shaping import Figure
from whrin.surveys.figures.wording import worded
from whrin.surveys.tables import Column

#: Stands in a cell whose number is hidden; a cell is empty where there is no such number.
HIDDEN = "hidden"
_HEAD = ("question", "label", "answer", "answer_label", "count", "percent", "mean_place", "answered", "asked")
_CROSSED = ("row", "row_label", "column", "column_label", "count", "percent_of_row", "row_total")


def figures_table(figures: Mapping[str, Figure], columns: Iterable[Column], language: str) -> str:
    """Return figures as CSV, one line for each answer to each question."""
    lines = (
        line
        for column in columns
        if column.path in figures
        for line in _lines(figures[column.path], column, language)
    )
    return _written(_HEAD, lines)


def crossed_table(crossed: Crossed, rows: Column, columns: Column, language: str) -> str:
    """Return two questions across each other as CSV, one line for each cell."""

    def lines() -> Iterator[Sequence[object]]:
        for key, figure in zip(crossed.keys, crossed.figures, strict=True):
            row = (key.strip(), part_label(key, rows, language).text)
            if figure.why:
                yield (*row, "", "", HIDDEN, HIDDEN, HIDDEN)
            for part in figure.parts:
                label = part_label(part.code, columns, language).text
                told = (_told(part.count), _told(part.share, part.count), _told(figure.answered))
                yield (*row, part.code.strip(), label, *told)

    return _written(_CROSSED, lines())


def _lines(figure: Figure, column: Column, language: str) -> Iterator[Sequence[object]]:
    question = (column.path, worded(column.texts, language, column.name).text)
    if figure.why:
        yield (*question, "", "", HIDDEN, HIDDEN, "", HIDDEN, HIDDEN)
        return
    base = (_told(figure.answered), _told(figure.asked))
    for part in figure.parts:
        place = "" if part.place is None else part.place
        told = (_told(part.count), _told(part.share, part.count), place)
        yield (*question, part.code.strip(), part_label(part.code, column, language).text, *told, *base)
    if figure.numbers is not None:
        for name, value in vars(figure.numbers).items():
            yield (*question, name, "", _told(value), "", "", *base)
    if not figure.parts and figure.numbers is None:
        yield (*question, "", "", "", "", "", *base)


def _told(number: float | None, beside: float | None = 0) -> object:
    """Return a number, or the word for a hidden one; empty where only the number beside it is known."""
    if number is None:
        return HIDDEN if beside is None or beside == 0 else ""
    return number


def _written(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    for line in lines:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in line])
    return "\ufeff" + file.getvalue()
