"""The countries, their parts and the regions the house starts with, read from the files in `data/`."""

import csv
import json
from pathlib import Path
from typing import TypedDict

FOLDER = Path(__file__).parent / "data"


class RegionRow(TypedDict):
    """One region of `regions.json`; `countries` are ISO codes with spaces between."""

    code: str
    scheme: str
    m49: str
    parent: str | None
    names: dict[str, str]
    source: str
    countries: str


class PartRow(TypedDict):
    """One part of a country of `parts.json`; its code begins with the country's."""

    code: str
    names: dict[str, str]


def country_codes() -> list[str]:
    """Return every code of ISO 3166-1, and XK."""
    with (FOLDER / "countries.csv").open(encoding="utf-8", newline="") as file:
        return [row["country"] for row in csv.DictReader(file)]


def tile_positions() -> dict[str, tuple[int, int]]:
    """Return column and row on the tile map by country, both from 1; the file counts from 0."""
    with (FOLDER / "tile_grid.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["country"]: (int(row["column"]) + 1, int(row["row"]) + 1) for row in rows}


def region_rows() -> list[RegionRow]:
    """Return every region, parents before their children."""
    rows: list[RegionRow] = json.loads((FOLDER / "regions.json").read_text(encoding="utf-8"))
    return rows


def part_rows() -> list[PartRow]:
    """Return the parts of the countries whose services are told apart by part."""
    rows: list[PartRow] = json.loads((FOLDER / "parts.json").read_text(encoding="utf-8"))
    return rows
