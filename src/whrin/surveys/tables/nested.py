"""Rows as JSON: groups as objects, repeats as lists, places as GeoJSON (RFC 7946)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from whrin.surveys.tables.cells import accuracy_in, number_in, point_in
from whrin.surveys.tables.columns import PLACES, SEVERAL, Column, Kind, steps_below
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.rows import Row
from whrin.surveys.tables.sheets import Options, Sheet, name_of_file

Json = Any
#: Letters that are handed on together.
_TOGETHER = 32 * 1024
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL}


def as_json(joined: Joined, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a list of all answers, in pieces."""
    yield from _listed("[", (answer_of(joined, row) for row in rows), "]")


def as_geojson(
    joined: Joined, rows: Iterable[Row], sheets: Iterable[Sheet], options: Options
) -> Iterator[bytes]:
    """Yield a collection with one feature for each place that somebody gave, in pieces."""
    start = '{"type": "FeatureCollection", "features": ['
    yield from _listed(start, _features(joined, rows, sheets, options), "]}")


def answer_of(joined: Joined, row: Row) -> dict[str, Json]:
    """Return one answer. What was not answered is null."""
    about = {"answer": row.pk, "state": row.state, "day": row.day.isoformat(), "way": row.way}
    inside = _inside(joined, row, "", row.values, ())
    return {**about, "version": row.version, "is_open": row.is_open, "answers": inside}


def value_of(column: Column, row: Row, text: str, place: tuple[int, ...]) -> Json:
    """Return what was answered as JSON has it; a text where it is not what the question wants."""
    if not text:
        return None
    if column.kind in _NUMBERS:
        number = number_in(text)
        return text if number is None else number
    if column.kind in SEVERAL:
        return text.split()
    if column.kind in PLACES:
        return geometry_of(column.kind, text)
    if column.kind is Kind.FILE:
        return name_of_file(row.pk, place, column.path, text)
    return text in {"1", "true"} if column.kind is Kind.TRUTH else text


def geometry_of(kind: Kind, text: str) -> dict[str, Json] | None:
    """Return a place: a point, a line, or a polygon whose ring is closed and runs against the clock."""
    if kind is Kind.POINT:
        point = point_in(text)
        return {"type": "Point", "coordinates": point} if point else None
    points = [point for part in text.split(";") if part.strip() and (point := point_in(part))]
    if kind is Kind.TRACE:
        return {"type": "LineString", "coordinates": points} if len(points) > 1 else None
    ring = points if points[:1] == points[-1:] else [*points, points[0]]
    if len(ring) < 4:
        return None
    return {"type": "Polygon", "coordinates": [ring if _turns_left(ring) else ring[::-1]]}


def _turns_left(ring: list[list[float]]) -> bool:
    return sum((after[0] - here[0]) * (after[1] + here[1]) for here, after in pairwise(ring)) <= 0


def _inside(
    joined: Joined, row: Row, base: str, values: dict[str, str], place: tuple[int, ...]
) -> dict[str, Json]:
    """Return what stands in a form or in a round of a repeat (`base`)."""
    found: dict[str, Json] = {}
    for column in joined.columns:
        if column.repeat == base:
            _put(found, base, column.path, value_of(column, row, values.get(column.path, ""), place))
    for path in joined.repeats:
        if _above(path, joined) == base:
            rounds = zip(row.repeats.get(path, ()), row.places.get(path, ()), strict=True)
            own = [(one, at) for one, at in rounds if at[: len(place)] == place]
            _put(found, base, path, [_inside(joined, row, path, one, at) for one, at in own])
    return found


def _put(found: dict[str, Json], base: str, path: str, value: Json) -> None:
    *above, name = steps_below(path, base)
    for step in above:
        found = found.setdefault(step, {})
    found[name] = value


def _above(path: str, joined: Joined) -> str:
    """Return the repeat that a repeat stands in; "" for none."""
    return max((other for other in joined.repeats if path.startswith(f"{other}/")), key=len, default="")


def _features(
    joined: Joined, rows: Iterable[Row], sheets: Iterable[Sheet], options: Options
) -> Iterator[dict[str, Json]]:
    by_repeat = {sheet.repeat: sheet for sheet in sheets}
    places = [column for column in joined.columns if column.kind in PLACES]
    paths = {column.path for column in places}
    for row in rows:
        for column in places:
            sheet = by_repeat[column.repeat]
            for text, line, place in _found(row, column, sheet):
                geometry = geometry_of(column.kind, text)
                if geometry:
                    told = _properties(sheet, line, paths)
                    asked = column.label(options.language) if options.labels else column.name
                    about: dict[str, Json] = {"question": asked}
                    about |= {"accuracy": accuracy_in(text)} if column.kind is Kind.POINT else {}
                    name = "-".join(map(str, (row.pk, *place, column.name)))
                    yield {"type": "Feature", "id": name, "geometry": geometry, "properties": told | about}


def _found(row: Row, column: Column, sheet: Sheet) -> Iterator[tuple[str, list[str], tuple[int, ...]]]:
    """Yield each place that was given at a column, with the line that it stands in."""
    inside = [(row.values, ())] if not column.repeat else zip(
        row.repeats.get(column.repeat, ()), row.places.get(column.repeat, ()), strict=True
    )  # fmt: skip
    for (values, place), line in zip(inside, sheet.lines(row), strict=True):
        if text := values.get(column.path, ""):
            yield text, line, place


def _properties(sheet: Sheet, line: list[str], places: set[str]) -> dict[str, Json]:
    told: dict[str, Json] = {}
    again: Counter[str] = Counter()
    paths = [""] * len(sheet.leading) + [field.path for field in sheet.fields]
    for heading, kind, path, text in zip(sheet.headings, sheet.kinds, paths, line, strict=True):
        if path not in places:
            number = number_in(text) if kind in _NUMBERS and text else None
            again[heading] += 1
            # Two questions may read the same.
            name = heading if again[heading] == 1 else f"{heading} ({again[heading]})"
            told[name] = (text or None) if number is None else number
    return told


def _listed(start: str, things: Iterable[Json], end: str) -> Iterator[bytes]:
    written, separator = start, ""
    for thing in things:
        written += f"{separator}\n{json.dumps(thing, ensure_ascii=False)}"
        separator = ","
        if len(written) >= _TOGETHER:
            yield written.encode()
            written = ""
    yield f"{written}\n{end}\n".encode()
