"""The sheets of a workbook, as text."""

from collections.abc import Mapping
from dataclasses import dataclass

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
