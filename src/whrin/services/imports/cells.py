"""One cell of a table, and the value of a record that it stands for; there and back.

types            nsp;naloxone
openings         1 09:00-17:00; 5 22:00-02:00; 3 13:00-15:00 women
claim:naloxone   yes|woman|2026-10|sure      (all but the answer may be left out)
places           one a line: uid|precision|city|address|postal_code|latitude|longitude   (no uid: a new one)
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from whrin.kit.cells import FORMULA_STARTS, safe_cell
from whrin.services.enums import Informant, Sureness
from whrin.services.fields import BY_NAME, PLACE, PLACE_PARTS

_BETWEEN = re.compile(r"[;,|]")
_HOURS = re.compile(r"([1-7])\s+(.+)")
_SPAN = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)\s*[-–—]\s*([01]?\d|2[0-4])[:.]([0-5]\d)")
_DAY = 1440
WOMEN = "women"


def value_in(field: str, text: str) -> Any:
    """Return the value of a plain field. What cannot be read is given back as it is: `faults_in` says so."""
    text = text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
    text = text.strip()
    kind = BY_NAME[field].kind
    if kind in {"types", "languages"}:
        return [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if kind == "openings":
        return [opening for part in text.split(";") if part.strip() for opening in _openings(part.strip())]
    if kind == "year":
        return int(text) if text.isdecimal() else text or None
    if kind == "switch":
        return text.casefold() in {"yes", "true", "1"}
    if kind in {"country", "part"}:
        return text.upper()
    return text


def cell_of(field: str, value: Any) -> str:
    """Return what stands in the table for the value of a plain field."""
    kind = BY_NAME[field].kind
    if kind == "openings":
        return "; ".join(f"{row[0]} {span_text(row)}{f' {WOMEN}' if row[3] else ''}" for row in value)
    if kind in {"types", "languages"}:
        return ";".join(value)
    if kind == "switch":
        return "yes" if value else ""
    return safe_cell(str(value or ""))


def span_text(row: list[Any]) -> str:
    """Return the hours of one opening, `22:00-02:00`."""
    return f"{_clock(row[1])}-{_clock(row[2] if row[2] <= _DAY else row[2] - _DAY)}"


def spans_in(text: str) -> list[tuple[int, int]] | None:
    """Return when a day's hours begin and end, in minutes: `09:00–12:00, 22:00–02:00`. None: not read."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        read = _SPAN.fullmatch(part)
        if read is None:
            return None
        first, second = (int(read[at]) * 60 + int(read[at + 1]) for at in (1, 3))
        found.append((first, second if second > first else second + _DAY))
    return found


def _openings(text: str) -> list[Any]:
    read = _HOURS.fullmatch(text)
    if read is None:
        return [text]
    for_women = read[2].endswith(WOMEN)
    spans = spans_in(read[2].removesuffix(WOMEN).strip())
    return [[int(read[1]), *span, for_women] for span in spans] if spans else [text]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def claim_in(text: str) -> dict[str, str] | None:
    """Return what is said of an attribute; None: nothing is."""
    parts = [part.strip() for part in text.split("|")]
    if not parts[0]:
        return None
    value, said_by, said_on, sureness = (parts + [""] * 4)[:4]
    return {
        "value": value,
        "said_by": said_by or Informant.NOT_SAID,
        "said_on": said_on,
        "sureness": sureness or Sureness.NOT_SAID,
    }


def claim_cell(claim: Mapping[str, str]) -> str:
    """Return what stands in the table for what is said of an attribute."""
    return "|".join(claim[part] for part in ("value", "said_by", "said_on", "sureness"))


def places_in(text: str) -> dict[str, dict[str, str]]:
    """Return the places of a cell, by field of the record."""
    found = {}
    for number, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        uid, *parts = [part.strip() for part in line.split("|")]
        known = dict(zip(PLACE_PARTS, (parts + [""] * len(PLACE_PARTS))[: len(PLACE_PARTS)], strict=True))
        found[f"{PLACE}{uid or f'new{number}'}"] = known
    return found


def places_cell(places: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """Return what stands in the table for places, given by field of the record."""
    lines = (
        "|".join([field.removeprefix(PLACE), *(place[part].replace("|", " ") for part in PLACE_PARTS)])
        for field, place in places
    )
    return "\n".join(lines)
