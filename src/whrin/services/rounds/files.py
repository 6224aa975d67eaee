"""Frozen figures as files: the same bytes for ever, for they are made of what was frozen alone."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from whrin.kit.cells import safe_cell
from whrin.surveys.tables.columns import in_language

#: Stands in a cell whose number is hidden; a cell is empty where there is no such number.
HIDDEN = "hidden"
HEADINGS = (
    *("figure", "name", "label", "answer", "answer_label", "count", "percent", "percent_before"),
    *("answered", "asked"),
)

Row = tuple[object, ...]


def as_csv(told: Mapping[str, Any], language: str) -> bytes:
    """Return figures as a table, one number a line; labels in `language`, as a tag, where the form has it."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    for row in (*_informants(told), *_questions(told, language)):
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode()


def as_json(told: Mapping[str, Any]) -> bytes:
    """Return something frozen as JSON, its keys in order."""
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _informants(told: Mapping[str, Any]) -> Iterator[Row]:
    yield "informants", "", "", "", "", _told(told["n"]), "", "", "", ""
    for kind, count in told.get("informants", {}).items():
        yield "informants", "kind", "", kind, "", _told(count), "", "", "", ""
    for code, count in told.get("countries", {}).items():
        yield "informants", "country", "", code, "", _told(count), "", "", "", ""


def _questions(told: Mapping[str, Any], language: str) -> Iterator[Row]:
    for question in told["questions"]:
        begin = ("question", question["name"], in_language(question["texts"], language))
        if question["why"]:
            yield (*begin, "", "", HIDDEN, HIDDEN, "", HIDDEN, HIDDEN)
            continue
        base = (_told(question["answered"]), _told(question["asked"]))
        for part in question["parts"]:
            label = in_language(part["texts"], language)
            before = part.get("before")
            yield (
                *(*begin, part["code"].strip(), label, _told(part["count"]), _told(part["share"])),
                *("" if before is None else before, *base),
            )
        for name, value in (question["numbers"] or {}).items():
            yield (*begin, name, "", _told(value), "", "", *base)


def _told(number: object) -> object:
    return HIDDEN if number is None else number
