"""Outline maps for other rooms: the world or a region coloured by counts, and one country with its spots."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from whrin.places import frames
from whrin.places.atlas import world
from whrin.places.frames import Flat
from whrin.places.queries import Band, bands, countries_in, names_of_countries


@dataclass(frozen=True)
class Shape:
    """A country on the map: either its `path` or, where it is too small for one, a dot at `x`, `y`.

    `band`: 0 for none, then 1 to 4. `address` is empty where it leads nowhere.
    """

    code: str
    name: str
    count: int
    band: int
    address: str
    path: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True)
class Spot:
    """A place whose exact position may be known to all, in degrees. Nothing less exact becomes a spot."""

    latitude: float
    longitude: float
    label: str
    address: str = ""


@dataclass(frozen=True)
class Pin:
    """A spot and where it stands on the map in pixels; nowhere when its position is not in the country."""

    spot: Spot
    at: tuple[int, int] | None


@dataclass(frozen=True)
class Outline:
    """A map ready to be drawn, in pixels. `rest`: land around that is not spoken of; `is_wide`: the world."""

    width: int
    height: int
    shapes: Sequence[Shape]
    disputed: str
    rest: Sequence[str] = ()
    bands: Sequence[Band] = ()
    pins: Sequence[Pin] = field(default_factory=tuple)
    is_wide: bool = False

    @property
    def counted(self) -> list[Shape]:
        """The countries that have something, most first: what the map says, for a table."""
        return sorted((shape for shape in self.shapes if shape.count), key=lambda shape: -shape.count)


def outline_of_world(
    counts: Mapping[str, int], language: str, address: Callable[[str], str], *, region: str = ""
) -> Outline:
    """Return the world coloured by `counts`, by ISO code; with a `region`'s code, that region alone, framed.

    Countries with something lead to their `address`. A region without a known coast, or one that spans the
    world, is shown on the map of the world.
    """
    members = countries_in(region) if region else None
    told = {code: n for code, n in counts.items() if members is None or code in members}
    framed = frames.region(tuple(sorted(members))) if members else None
    if framed:
        return _coloured(framed, told, language, address)
    flat = _world(members)
    return _coloured(flat, told, language, address, is_wide=True)


def _world(members: frozenset[str] | None) -> Flat:
    """Return the map of the world; with `members`, all other countries as mere land."""
    drawn = world()
    shapes, dots = drawn.shapes, drawn.dots
    rest: tuple[str, ...] = ()
    if members is not None:
        rest = tuple(path for code, path in shapes.items() if code not in members)
        shapes = {code: path for code, path in shapes.items() if code in members}
        dots = {code: at for code, at in dots.items() if code in members}
    return Flat(drawn.width, drawn.height, shapes, dots, drawn.disputed, rest)


def _coloured(
    flat: Flat,
    counts: Mapping[str, int],
    language: str,
    address: Callable[[str], str],
    *,
    is_wide: bool = False,
) -> Outline:
    shades = bands(counts)
    starts = [shade.lowest for shade in shades]
    shapes = []
    for code, name in names_of_countries(language).items():
        count = counts.get(code, 0)
        path, at = flat.shapes.get(code, ""), flat.dots.get(code)
        if path or at:
            x, y = at or (0, 0)
            leads = address(code) if count else ""
            shapes.append(Shape(code, name, count, bisect_right(starts, count), leads, path, x, y))
    return Outline(flat.width, flat.height, shapes, flat.disputed, flat.rest, bands=shades, is_wide=is_wide)


def outline_of_country(code: str, language: str, spots: Sequence[Spot] = ()) -> Outline | None:
    """Return one country's outline with its spots; None where no outline is known."""
    found = frames.country(code, [(spot.longitude, spot.latitude) for spot in spots])
    if found is None:
        return None
    flat, places = found
    name = names_of_countries(language).get(code, code)
    shape = Shape(code, name, 0, 0, "", flat.shapes[code])
    pins = [Pin(spot, at) for spot, at in zip(spots, places, strict=True)]
    return Outline(flat.width, flat.height, [shape], flat.disputed, pins=pins)
