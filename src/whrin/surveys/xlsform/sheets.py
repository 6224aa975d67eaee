"""The sheets of a workbook, as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The sheets that XLSForm knows, in the order in which a workbook has them.
NAMES = ("survey", "choices", "settings", "external_choices", "entities", "osm")


@dataclass(frozen=True)
class Sheet:
    """`columns` in their order; `rows` hold the cells that are not empty, by column."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


Sheets = Mapping[str, Sheet]

#: The line of a sheet in which row 0 stands: line 1 holds the columns.
FIRST_LINE = 2


#: What no XML, and no database, can hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without the letters that no XML can hold."""
    return _UNFIT.sub("", text)


def as_json(sheets: Sheets) -> dict[str, Any]:
    """Return the sheets as they are kept: `{sheet: {"columns": […], "rows": [{…}]}}`."""
    return {
        name: {"columns": list(sheet.columns), "rows": [dict(row) for row in sheet.rows]}
        for name, sheet in sheets.items()
    }


def from_json(kept: Mapping[str, Any]) -> dict[str, Sheet]:
    """Return kept sheets, in the order of a workbook: databases keep lists in order, and names in none."""
    return {
        name: Sheet(tuple(kept[name]["columns"]), tuple(kept[name]["rows"])) for name in NAMES if name in kept
    }
