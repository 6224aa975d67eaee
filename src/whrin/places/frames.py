"""A country or a region in a frame of its own: coasts put flat around their middle, in whole pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin

from whrin.places.atlas import Point, Ring, land, lands
from whrin.places.projections import Projection, equal_area_around

WIDTH, HEIGHT = 960, 620
#: Pixels around what is framed, and the least distance between two points of a coast.
MARGIN, STEP = 16, 1.2
#: Signs of a country's path that a page's first answer bears, by how much its points move apart until it has
#: no more, and the widest they stand.
LONGEST_PATH, COARSER, COARSEST = 4_000, 1.25, 12.0
#: Neighbours are coarser, and end this far outside the frame.
COARSE, BEYOND = 2.5, 60
#: A land smaller than this in both directions is a dot.
SMALL = 8
#: Radius, on a world of 1, from which on a coast lies about opposite and would turn inside out.
OPPOSITE = 1.6
#: Radius from which on a region is no region any more: it is shown on the map of the world.
WIDE = 1.25
#: A country's islands across the sea come into the frame with what stands on them; degrees around them.
AROUND = 0.5

Pixels = list[tuple[int, int]]


@dataclass(frozen=True)
class Flat:
    """What is in the frame, in pixels: paths and dots by code, what several claim, the neighbours' land."""

    width: int
    height: int
    shapes: dict[str, str]
    dots: dict[str, tuple[int, int]]
    disputed: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """A window on a projection: the left and upper edge and pixels a unit. `project` takes degrees."""

    project: Projection
    left: float
    top: float
    scale: float
    width: int
    height: int

    def pixel(self, point: Point) -> tuple[float, float]:
        """Return where a point in degrees stands, in pixels from the upper left."""
        x, y = self.project(*point)
        return (x - self.left) * self.scale + MARGIN, (self.top - y) * self.scale + MARGIN

    def holds(self, x: float, y: float) -> bool:
        """Say whether a pixel is inside."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def frame_around(points: Sequence[Point]) -> Frame:
    """Return the frame that holds these points, in degrees, with its middle as the map's middle."""
    project = equal_area_around(*_middle(points))
    flat = [project(*point) for point in points]
    xs, ys = [x for x, _y in flat], [y for _x, y in flat]
    across, down = max(max(xs) - min(xs), 1e-5), max(max(ys) - min(ys), 1e-5)
    scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down)
    size = [round(length * scale) + 2 * MARGIN for length in (across, down)]
    return Frame(project, min(xs), max(ys), scale, size[0], size[1])


def _middle(points: Sequence[Point]) -> Point:
    # The middle of points on a ball: what is cut by the antimeridian has one, too.
    x = sum(cos(radians(up)) * cos(radians(along)) for along, up in points)
    y = sum(cos(radians(up)) * sin(radians(along)) for along, up in points)
    z = sum(sin(radians(up)) for _along, up in points)
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


@lru_cache(maxsize=64)
def region(codes: tuple[str, ...]) -> Flat | None:
    """Return the countries of a region and what lies around them; None for none, or half the world."""
    found = {code: outline for code in codes if (outline := land(code))}
    points = [corner for outline in found.values() for corner in _corners(outline.home)]
    if not points:
        return None
    frame = frame_around(points)
    if any(hypot(*frame.project(*point)) > WIDE for point in points):
        return None
    shapes, dots = {}, {}
    for code, outline in found.items():
        at = _spot(frame, outline.home)
        if at:
            dots[code] = at
        elif path := _path(frame, outline.home + outline.far, STEP):
            shapes[code] = path
    others = [other for code in sorted(lands() - set(codes)) if (other := land(code))]
    around = (ring for other in others for ring in other.home + other.far if _comes_near(frame, ring))
    rest = _path(frame, around, COARSE)
    areas = [ring for outline in found.values() for ring in outline.disputed]
    return Flat(frame.width, frame.height, shapes, dots, _path(frame, areas, STEP), (rest,))


def country(code: str, positions: Sequence[Point]) -> tuple[Flat, list[tuple[int, int] | None]] | None:
    """Return a country in its frame, and where each position (longitude, latitude) stands in it.

    An island far away is in the frame when something stands on it. A position outside the country's bounds
    has no place: None. None altogether where no coast is known, or only a point.
    """
    outline = land(code)
    if outline is None:
        return None
    home, far = _corners(outline.home), [_corners([ring]) for ring in outline.far]
    inside = [any(_is_around(point, corners) for corners in (home, *far)) for point in positions]
    reached = [ring for ring in far if any(_is_around(point, ring) for point in positions)]
    beside = _corners(outline.disputed)
    frame = frame_around([*home, *beside, *(corner for ring in reached for corner in ring)])
    path = _short_path(frame, outline.home + outline.far)
    if not path:
        return None
    flat = Flat(frame.width, frame.height, {code: path}, {}, _path(frame, outline.disputed, STEP))
    pixels = [frame.pixel(point) for point in positions]
    placed = [
        (round(x), round(y)) if is_in and frame.holds(x, y) else None
        for (x, y), is_in in zip(pixels, inside, strict=True)
    ]
    return flat, placed


def _is_around(point: Point, corners: Sequence[Point]) -> bool:
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return (
        min(xs) - AROUND <= point[0] <= max(xs) + AROUND and min(ys) - AROUND <= point[1] <= max(ys) + AROUND
    )


def _corners(rings: Iterable[Ring]) -> list[Point]:
    # The outermost points of each ring are enough for a frame.
    found: list[Point] = []
    for ring in rings:
        found += (min(ring), max(ring), min(ring, key=_latitude), max(ring, key=_latitude))
    return found


def _latitude(point: Point) -> float:
    return point[1]


def _spot(frame: Frame, rings: Sequence[Ring]) -> tuple[int, int] | None:
    """Return the middle of a land that is too small to be seen; None for one that is large enough."""
    pixels = [frame.pixel(corner) for corner in _corners(rings)]
    xs, ys = [x for x, _y in pixels], [y for _x, y in pixels]
    if max(max(xs) - min(xs), max(ys) - min(ys)) >= SMALL:
        return None
    return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)


def _comes_near(frame: Frame, ring: Ring) -> bool:
    """Say whether one of every eighth point is in the frame or not far from it; most are quickly told off."""
    far = WIDTH / 3
    pixels = (frame.pixel(point) for point in ring[::8])
    return any(-far <= x <= frame.width + far and -far <= y <= frame.height + far for x, y in pixels)


def _path(frame: Frame, rings: Iterable[Ring], step: float) -> str:
    drawn = (_drawn(frame, ring, step) for ring in rings)
    return path_of(ring for ring in drawn if len(ring) > 2)


def _short_path(frame: Frame, rings: Sequence[Ring]) -> str:
    """Return a country's coast, drawn more coarsely where it would be too much for a page's first answer."""
    step = STEP
    while len(path := _path(frame, rings, step)) > LONGEST_PATH and step < COARSEST:
        step *= COARSER
    return path


def _drawn(frame: Frame, ring: Ring, step: float) -> Pixels:
    """Return a ring's pixels at least `step` apart; none when it lies outside the frame."""
    flat = [frame.project(*point) for point in ring]
    if any(hypot(x, y) > OPPOSITE for x, y in flat):
        return []
    pixels = [frame.pixel(point) for point in ring]
    if not any(frame.holds(x, y) for x, y in pixels):
        return []
    found: Pixels = []
    for x, y in pixels:
        point = _held(x, frame.width), _held(y, frame.height)
        if not found or hypot(point[0] - found[-1][0], point[1] - found[-1][1]) >= step:
            found.append(point)
    return found


def _held(length: float, most: int) -> int:
    return round(min(max(length, -BEYOND), most + BEYOND))


def path_of(rings: Iterable[Pixels]) -> str:
    """Return closed rings as the data of an SVG path: relative, whole numbers."""
    words, start = [], (0, 0)
    for ring in rings:
        before, steps = start, []
        for x, y in ring:
            steps.append(f"{x - before[0]} {y - before[1]}")
            before = x, y
        start = ring[0]
        words.append("m" + " ".join(steps).replace(" -", "-") + "z")
    return "".join(words)
