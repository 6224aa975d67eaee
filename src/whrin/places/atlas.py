"""The outlines as they lie in files: the drawn world, and every land's own coast.

`data/README.md` has the forms.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from whrin.places.starting_data import FOLDER

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class World:
    """The world, drawn: paths and dots by ISO code, and what several claim. Lengths in pixels."""

    width: int
    height: int
    shapes: dict[str, str]
    dots: dict[str, tuple[int, int]]
    disputed: str


@dataclass(frozen=True)
class Land:
    """A country's rings in degrees. `home`: those that lie together; `far`: those across the sea.

    `disputed`: rings of areas beside it that belong to no country's figure.
    """

    home: tuple[Ring, ...]
    far: tuple[Ring, ...]
    disputed: tuple[Ring, ...]


@cache
def world() -> World:
    """Return the drawn world."""
    read = _read("world.json")
    return World(
        width=read["width"],
        height=read["height"],
        shapes=read["shapes"],
        dots={code: (x, y) for code, (x, y) in read["dots"].items()},
        disputed=read["disputed"],
    )


def lands() -> frozenset[str]:
    """Return the codes of all countries whose coast is known."""
    return frozenset(_lands()["lands"])


@cache
def land(code: str) -> Land | None:
    """Return a country's rings; None where none are known."""
    row = _lands()["lands"].get(code)
    if row is None:
        return None
    rings = tuple(map(_ring, row["rings"]))
    disputed = [ring for area in _lands()["disputed"] if area["near"] == code for ring in area["rings"]]
    return Land(rings[: row["home"]], rings[row["home"] :], tuple(map(_ring, disputed)))


def _ring(written: str) -> Ring:
    steps = [int(step) for step in written.split()]
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 1000, y / 1000))
    return tuple(points)


@cache
def _lands() -> dict[str, Any]:
    return _read("lands.json")


def _read(name: str) -> dict[str, Any]:
    own = Path(settings.WHRIN_OUTLINES, name) if settings.WHRIN_OUTLINES else None
    path = own if own and own.exists() else FOLDER / name
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read
