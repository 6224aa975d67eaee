"""Reads a table of services: each line as the content of a record, and what is wrong with it in plain
words.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from whrin.services.checking import UNKNOWN, Fault, faults_in_new
from whrin.services.content import Content
from whrin.services.enums import Degree, Informant, Precision
from whrin.services.fields import BY_NAME, CLAIM, PLACE, PLACE_PARTS
from whrin.services.imports.cells import claim_in, places_in, value_in

#: Lines of one file.
MOST_LINES = 2_000
_LONGEST_CELL = 100_000
_WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
_KNOWN_BY = {"name", "organisation", "country"}


class UnreadableTable(ValueError):
    """The file is no table of services; its message says why."""


@dataclass(frozen=True)
class Line:
    """`number`: as spreadsheets count, the heading is 1. `uid`: of the record it changes; empty: a new
    one.
    """

    number: int
    content: Content
    uid: str = ""
    faults: Mapping[str, Fault] = field(default_factory=dict)


def read_table(raw: bytes) -> list[Line]:
    """Return the lines of a CSV file in UTF-8. Raises `UnreadableTable`."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        # No database of ours takes a NUL.
        text = raw.decode("utf-8-sig").replace("\x00", "")
        rows = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text))
        names = {_WORDS["columns"].get(name, name) for name in rows.fieldnames or ()}
        if not names >= _KNOWN_BY:
            raise UnreadableTable(_no_columns())
        found = list(_lines(rows))
    except UnicodeDecodeError:
        raise UnreadableTable(_("Save the file as CSV in UTF-8, and send it again.")) from None
    except csv.Error:
        raise UnreadableTable(_no_columns()) from None
    if not found or len(found) > MOST_LINES:
        told = _("The file has no lines, or more than %(most)s. Split it, and send it again.")
        raise UnreadableTable(told % {"most": MOST_LINES})
    return found


def _no_columns() -> str:
    return _("This is no table of services. Its first line names the columns: organisation, name, country …")


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets of some countries write semicolons between cells."""
    first = text.split("\n", maxsplit=1)[0]

    class Between(csv.excel):
        delimiter = ";" if first.count(";") > first.count(",") else ","

    return Between


def _lines(rows: Iterator[dict[str, Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=2):
        if number > MOST_LINES + 2:
            return
        cells = {
            _WORDS["columns"].get(name, name): text or ""
            for name, text in row.items()
            if name and text is not None
        }
        if any(str(text).strip() for text in cells.values()):
            yield _line(number, cells)


def _line(number: int, cells: dict[str, str]) -> Line:
    uid, faults = cells.pop("uid", "").strip(), {}
    content = _content_of(cells)
    if uid and not _is_uid(uid):
        faults["uid"] = UNKNOWN
    return Line(number, content, uid, {**faults, **faults_in_new(content)})


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _content_of(cells: Mapping[str, str]) -> Content:
    content: Content = {}
    for name, text in cells.items():
        if name in BY_NAME and name != "status":
            content[name] = value_in(name, text)
        elif name.startswith(CLAIM):
            content[name] = claim_in(text)
        elif name == "places":
            content.update(places_in(text))
        elif name == "city":
            content[f"{PLACE}new1"] = _place_in(text.strip())
    content["name"] = content.get("name") or content.get("organisation", "")
    content["language"] = content.get("language") or "en"
    _sort_words(content)
    for name in ("status", "led_by_community", "cost"):
        if not content.get(name):
            content.pop(name, None)
    return content


def _place_in(city: str) -> dict[str, str]:
    precision = Precision.CITY if city else Precision.COUNTRY
    return {**dict.fromkeys(PLACE_PARTS, ""), "precision": precision.value, "city": city}


def _sort_words(content: Content) -> None:
    """Listings write kinds and attributes in one cell: put each where it belongs."""
    types = []
    for word in content.get("types", []):
        if slug := _WORDS["attributes"].get(word):
            content.setdefault(f"{CLAIM}{slug}", claim_in(f"{Degree.YES.value}|{Informant.PUBLIC.value}"))
        elif word not in _WORDS["passed_over"]:
            types.append(_WORDS["types"].get(word, word))
    content["types"] = sorted(set(types))
