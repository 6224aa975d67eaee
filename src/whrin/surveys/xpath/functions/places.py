"""Functions of places: points as `latitude longitude [altitude [accuracy]]`, traces and shapes divided by
`;`.

Lengths and areas are in metres on the sphere that JavaRosa calculates with.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from whrin.surveys.xpath.compiled import Gives
from whrin.surveys.xpath.errors import Code, ExpressionError
from whrin.surveys.xpath.values import Value, texts_of

from .register import Takes, alias, function

#: The radius of the Earth that JavaRosa calculates with, in metres.
RADIUS = 6_378_100.0
_AROUND = 2 * math.pi * RADIUS
# Greater numbers tell no place, and are too great to calculate with.
_FARTHEST = 1e9

Point = tuple[float, float]


def points_of(text: str) -> list[Point]:
    """Return a trace's points, latitude and longitude in degrees; raise ExpressionError if it is none."""
    return [_point(part) for part in text.split(";") if part.strip()]


def _point(text: str) -> Point:
    try:
        numbers = [float(number) for number in text.split()]
    except ValueError:
        numbers = []
    if not 2 <= len(numbers) <= 4 or not all(abs(number) <= _FARTHEST for number in numbers):
        raise ExpressionError(Code.NOT_A_PLACE, "The text is not a place such as “-1.29 36.82 0 0”.")
    return numbers[0], numbers[1]


def _all_points(values: Sequence[Value]) -> list[Point]:
    return [point for text in texts_of(values) for point in points_of(text)]


@function("distance", Takes.VALUE, rest=Takes.VALUE, gives=Gives.NUMBER)
def _distance(*values: Value) -> float:
    points = _all_points(values)
    return math.fsum(length(first, second) for first, second in pairwise(points))


def length(first: Point, second: Point) -> float:
    """Return the metres between two points, along the sphere; by the cosines, as JavaRosa calculates."""
    up, down = math.radians(first[0]), math.radians(second[0])
    cosine = math.sin(up) * math.sin(down)
    cosine += math.cos(up) * math.cos(down) * math.cos(math.radians(second[1] - first[1]))
    return RADIUS * math.acos(max(-1.0, min(1.0, cosine)))


@function("area", Takes.VALUE, gives=Gives.NUMBER)
def _area(value: Value) -> float:
    points = _all_points([value])
    if len(points) < 3:
        return 0.0
    reference = points[0]
    plane = [
        (
            (longitude - reference[1]) * _AROUND * math.cos(math.radians(latitude)) / 360,
            (latitude - reference[0]) * _AROUND / 360,
        )
        for latitude, longitude in points[1:]
    ]
    twice = (y1 * x2 - x1 * y2 for (x1, y1), (x2, y2) in pairwise(plane))
    return abs(math.fsum(twice)) / 2


alias("enclosed-area", "area")


@function("intersects", Takes.VALUE, gives=Gives.TRUTH)
def _intersects(value: Value) -> bool:
    """Tell whether a trace or shape crosses or touches itself, but for where it closes."""
    points = _all_points([value])
    sides = list(pairwise(points))
    closed = len(points) > 2 and points[0] == points[-1]
    for number, side in enumerate(sides):
        for other in range(number + 1, len(sides)):
            if other == number + 1:
                if _folds_back(side, sides[other]):
                    return True
            elif not (closed and number == 0 and other == len(sides) - 1) and _crosses(side, sides[other]):
                return True
    return False


@function("geofence", Takes.TEXT, Takes.TEXT, gives=Gives.TRUTH)
def _geofence(point: str, shape: str) -> bool:
    """Tell whether a point lies within a shape."""
    if not point.strip():
        return False
    (latitude, longitude), corners = _point(point), points_of(shape)
    inside = False
    for (y1, x1), (y2, x2) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        if (y1 > latitude) != (y2 > latitude):
            inside ^= longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
    return inside


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _holds(side: tuple[Point, Point], point: Point) -> bool:
    """Tell whether a point that lies on the line of a side lies on the side itself."""
    (a, b) = side
    return min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])


def _crosses(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    turns = [_turn(*one, two[0]), _turn(*one, two[1]), _turn(*two, one[0]), _turn(*two, one[1])]
    if (turns[0] > 0) != (turns[1] > 0) and (turns[2] > 0) != (turns[3] > 0) and all(turns):
        return True
    touching = zip(turns, [(one, two[0]), (one, two[1]), (two, one[0]), (two, one[1])], strict=True)
    return any(turn == 0 and _holds(side, point) for turn, (side, point) in touching)


def _folds_back(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    """Tell whether the second of two sides that follow each other lies on the first."""
    if one[0] == one[1] or two[0] == two[1] or _turn(*one, two[1]) != 0:
        return False
    return _holds(one, two[1]) or _holds(two, one[0])
