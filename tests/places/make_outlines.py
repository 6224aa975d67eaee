"""Make the outlines of `src/whrin/places/data` out of Natural Earth, when its borders change.

    python -m tests.places.make_outlines ATLAS CORE FOLDER

`ATLAS`: the npm package `world-atlas` (TopoJSON of Natural Earth), `CORE`: the npm package `cldr-core`
(codes), both unpacked; `FOLDER`: where `world.json` and `lands.json` are written. `data/README.md` tells what
they hold.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import cos, floor, hypot, radians
from pathlib import Path
from typing import Any

from whrin.places.frames import path_of
from whrin.places.projections import equal_earth

Point = tuple[float, float]
Ring = list[Point]

WIDTH = 960
#: The world map is cut in the Bering Strait, so that no country is in two halves.
MIDDLE = 11
NORTH, SOUTH = 83.7, -56.0
#: Degrees up to which a land is drawn from the finest scale; the share of its size that is one pixel.
SMALL, FINE = 3, 1 / 700
#: Parts of another outline that have a code of their own: west, south, east, north; east of -169 counts on.
APART = {
    "FR": {
        "GF": (-55, 2, -51, 6), "GP": (-62, 15.7, -60.9, 16.6), "MQ": (-61.3, 14.3, -60.7, 15),
        "RE": (55, -22, 56, -20), "YT": (45, -13.1, 45.4, -12.5),
    },
    "NO": {"SJ": (-10, 70.7, 35, 81), "BV": (3, -55, 4, -54)},
    "NL": {"BQ": (-69, 12, -62, 18)},
    "NZ": {"TK": (187, -10, 189, -8)},
    "Indian Ocean Ter.": {"CC": (96, -13, 97, -11), "CX": (105, -11, 106, -10)},
    # Claimed by two: in no country's figure.
    "RU": {"Crimea": (32.3, 44.2, 36.8, 46.3)},
}  # fmt: skip
#: Outlines without a code: the country with whose outline each is drawn, in no country's colour.
DISPUTED = {
    "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY", "Dhekelia": "CY", "Akrotiri": "CY",
    "Somaliland": "SO", "Crimea": "UA", "Siachen Glacier": "IN", "USNB Guantanamo Bay": "CU",
}  # fmt: skip
NAMED = {"Kosovo": "XK", "Baikonur": "KZ"}


def codes_by_number(core: Path, known: set[str]) -> dict[str, str]:
    """Return ISO alpha-2 by ISO numeric code, of the codes that we know."""
    text = (core / "supplemental/codeMappings.json").read_text(encoding="utf-8")
    rows = json.loads(text)["supplemental"]["codeMappings"]
    return {row["_numeric"]: code for code, row in rows.items() if code in known and "_numeric" in row}


class Atlas:
    """One scale of Natural Earth. `lands`: by code, else by name, polygons as lists of signed arcs."""

    def __init__(self, path: Path, codes: dict[str, str]) -> None:
        topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.arcs = [list(decoded(arc, topology["transform"])) for arc in topology["arcs"]]
        self.lands: dict[str, list[list[list[int]]]] = defaultdict(list)
        for shape in topology["objects"]["countries"]["geometries"]:
            name = shape["properties"]["name"]
            parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            for part in parts:
                self.lands[self._owner(codes.get(shape.get("id"), NAMED.get(name, name)), part)].append(part)

    def _owner(self, code: str, part: list[list[int]]) -> str:
        west, south, east, north = box(self.ring(part[0], self.arcs))
        for owner, (left, low, right, high) in APART.get(code, {}).items():
            if left <= west and low <= south and east <= right and north <= high:
                return owner
        return code

    def ring(self, numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
        """Return a ring out of `arcs`; a number below zero is that arc's other way round."""
        found: Ring = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            found += arc[1:] if found else arc
        return unbroken(found)

    def rings(self, code: str, arcs: Sequence[Ring]) -> list[Ring]:
        """Return every ring of a land, holes too."""
        return [self.ring(numbers, arcs) for part in self.lands.get(code, ()) for numbers in part]


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """Yield the points of a delta-encoded arc, in degrees."""
    (kx, ky), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * kx + left, y * ky + low


def box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return west, south, east, north."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def simplified(line: Ring, tolerance: float) -> Ring:
    """Return the line without the points that lie nearer than `tolerance` (Douglas and Peucker)."""
    keep, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, at = max((away(line[i], line[first], line[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def away(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from a stretch, in degrees of latitude."""
    narrow = cos(radians(point[1]))
    px, py = (point[0] - start[0]) * narrow, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * narrow, end[1] - start[1]
    along = max(0.0, min(1.0, (px * ex + py * ey) / (ex * ex + ey * ey))) if ex or ey else 0.0
    return hypot(px - along * ex, py - along * ey)


def unbroken(ring: Ring) -> Ring:
    """Return a ring without a leap at the antimeridian, its middle in the world as we cut it."""
    found, turn = [ring[0]], 0
    for (before, _up), (x, y) in pairwise(ring):
        turn += 360 * ((before - x > 180) - (x - before > 180))
        found.append((x + turn, y))
    west, _south, east, _north = box(found)
    back = 360 * floor(((west + east) / 2 - MIDDLE + 180) / 360)
    return [(x - back, y) for x, y in found]


def without_repeats(ring: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return an open ring of pixels; none when fewer than three are left."""
    pixels = [pixel for pixel, _group in groupby(ring)][:-1]
    return pixels if len(pixels) > 2 else []


def world(rough: Atlas, lands: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the drawn world: paths by code, dots for lands too small for one, what is disputed."""
    scale = WIDTH / 2 / equal_earth(180, 0)[0]
    top, bottom = equal_earth(0, NORTH)[1] * scale, equal_earth(0, SOUTH)[1] * scale

    def placed(point: Point) -> tuple[int, int]:
        x, y = equal_earth(point[0] - MIDDLE, point[1])
        return round(WIDTH / 2 + x * scale), round(top - y * scale)

    drawn = {}
    for code in rough.lands:
        rings = [without_repeats(map(placed, ring)) for ring in rough.rings(code, rough.arcs)]
        drawn[code] = sorted((ring for ring in rings if ring), key=lambda ring: (ring[0][1], ring[0]))
    shapes = {code: path_of(rings) for code, rings in drawn.items()}
    dots = {code: placed(row["at"]) for code, row in lands.items() if not shapes.get(code)}
    return {
        "width": WIDTH,
        "height": round(top - bottom),
        "shapes": {code: shapes[code] for code in sorted(shapes) if code in lands and code != "AQ"},
        "dots": {code: dots[code] for code in sorted(dots) if code != "AQ"},
        "disputed": path_of(ring for name in DISPUTED for ring in drawn.get(name, ())),
    }


def fine_lands(middling: Atlas, finest: Atlas, known: Iterable[str]) -> tuple[dict[str, dict[str, Any]], Any]:
    """Return each land's rings in thousandths of a degree, simplified to its size; what is disputed."""
    chosen: dict[str, Atlas] = {}
    for code in [*known, *DISPUTED]:
        atlas = middling if code in middling.lands else finest
        if code in atlas.lands:
            chosen[code] = (
                finest if code in finest.lands and extent(atlas.rings(code, atlas.arcs)) < 3 else atlas
            )
    thin = {atlas: thinned(atlas, [c for c in chosen if chosen[c] is atlas]) for atlas in (middling, finest)}
    rows = {code: land_row(atlas.rings(code, thin[atlas])) for code, atlas in chosen.items()}
    disputed = [
        {"near": near, "rings": rows[name]["rings"]} for name, near in DISPUTED.items() if name in rows
    ]
    return {code: rows[code] for code in sorted(rows) if code not in DISPUTED}, disputed


def extent(rings: list[Ring]) -> float:
    """Return the longer side of a land's main part, in degrees."""
    west, south, east, north = box(max(rings, key=size))
    return max((east - west) * cos(radians(south)), north - south)


def size(ring: Ring) -> float:
    """Return about how much a ring holds, in square degrees at the equator."""
    turns = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in turns)) / 2 * cos(radians(ring[0][1]))


def thinned(atlas: Atlas, codes: list[str]) -> list[Ring]:
    """Return the arcs, each as fine as the smallest of its lands needs at 700 px."""
    fine: dict[int, float] = {}
    for code in codes:
        tolerance = extent(atlas.rings(code, atlas.arcs)) * FINE
        for part in atlas.lands[code]:
            for numbers in part:
                for number in numbers:
                    at = number if number >= 0 else ~number
                    fine[at] = min(fine.get(at, 9), tolerance)
    return [simplified(arc, fine[at]) if at in fine else arc for at, arc in enumerate(atlas.arcs)]


def land_row(rings: list[Ring]) -> dict[str, Any]:
    """Return a land: its rings, largest first; how many of them lie together; the middle of the largest."""
    largest = max(map(size, rings))
    kept = sorted((ring for ring in rings if size(ring) >= largest / 20_000), key=size, reverse=True)
    home, far = together(kept)
    west, south, east, north = box(kept[0])
    return {
        "at": (round((west + east) / 2, 2), round((south + north) / 2, 2)),
        "home": len(home),
        "rings": [deltas(ring) for ring in home + far],
    }


def together(rings: list[Ring]) -> tuple[list[Ring], list[Ring]]:
    """Return the rings near the largest or near one that is, and those far away, across the sea."""
    reach = max(1.5, 0.3 * extent(rings))
    home, far = [rings[0]], rings[1:]
    is_growing = True
    while is_growing:
        near = [ring for ring in far if any(gap(box(ring), box(other)) < reach for other in home)]
        home, far, is_growing = home + near, [ring for ring in far if ring not in near], bool(near)
    return sorted(home, key=size, reverse=True), far


def gap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return how far two boxes are from each other, in degrees; the antimeridian is no edge."""
    aside = min(max(one[0] - other[2] + turn, other[0] - one[2] - turn, 0) for turn in (-360, 0, 360)) * cos(
        radians((one[1] + one[3]) / 2)
    )
    return hypot(aside, max(one[1] - other[3], other[1] - one[3], 0))


def deltas(ring: Ring) -> str:
    """Return a ring as whole thousandths of a degree, each point from the one before it; open."""
    points = [(round(x * 1000), round(y * 1000)) for x, y in ring]
    steps = [points[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return " ".join(f"{x} {y}" for x, y in steps[:-1])


def main(atlas: Path, core: Path, folder: Path) -> None:
    """Write both files."""
    table = Path(__file__).parents[2] / "src/whrin/places/data/countries.csv"
    known = [line.split(",")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    codes = codes_by_number(core, set(known))
    rough, middling, finest = (
        Atlas(atlas / f"countries-{scale}.json", codes) for scale in ("110m", "50m", "10m")
    )
    lands, disputed = fine_lands(middling, finest, known)
    for name, data in (("world", world(rough, lands)), ("lands", {"lands": lands, "disputed": disputed})):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        # A line a land, so that a change can be seen.
        (folder / f"{name}.json").write_text(text.replace('},"', '},\n"').replace('z","', 'z",\n"') + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
