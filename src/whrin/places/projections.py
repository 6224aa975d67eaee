"""From the round world to the flat page. Degrees in, lengths on a world of radius 1 out; north is up."""

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt

Projection = Callable[[float, float], tuple[float, float]]


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point lies on a map of the whole world (Šavrič, Patterson, Jenny 2018; equal-area)."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = t * t
    t6 = t2**3
    slope = 1.340264 + 3 * -0.081106 * t2 + t6 * (7 * 0.000893 + 9 * 0.003796 * t2)
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return x, t * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2))


def equal_area_around(longitude: float, latitude: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection around a point, for less than half the world."""
    sine, cosine = sin(radians(latitude)), cos(radians(latitude))

    def project(x: float, y: float) -> tuple[float, float]:
        aside, up = radians(x - longitude), radians(y)
        toward = sine * sin(up) + cosine * cos(up) * cos(aside)
        # The point right opposite has no place; it is never drawn.
        k = sqrt(2 / max(1 + toward, 1e-9))
        return k * cos(up) * sin(aside), k * (cosine * sin(up) - sine * cos(up) * cos(aside))

    return project
