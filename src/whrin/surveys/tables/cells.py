"""A text of an answer as a number, a day or a time, where it is one."""

import datetime
import math
from contextlib import suppress

#: Digits that a spreadsheet keeps of a number.
_DIGITS = 15


def number_in(text: str) -> float | int | None:
    """Return the number that a text is; None: it is none."""
    if "_" in text:
        # Python reads 1_000, as nobody else does.
        return None
    with suppress(ValueError):
        return int(text)
    with suppress(ValueError):
        number = float(text)
        return number if math.isfinite(number) else None
    return None


def short_number_in(text: str) -> float | int | None:
    """Return the number that a text is, unless a spreadsheet would not keep all its digits."""
    return number_in(text) if len(text.strip("-+").replace(".", "")) <= _DIGITS else None


def day_in(text: str) -> datetime.date | None:
    """Return the day that a text is, also where a time follows."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(text[:10])
    return None


def time_in(text: str) -> datetime.time | None:
    """Return the time on the clock of the phone."""
    with suppress(ValueError):
        return datetime.time.fromisoformat(text).replace(tzinfo=None)
    return None


def moment_in(text: str) -> datetime.datetime | None:
    """Return the day and the time on the clock of the phone."""
    with suppress(ValueError):
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    return None


def point_in(text: str) -> list[float] | None:
    """Return longitude, latitude and, where it is known, altitude of "latitude longitude altitude accuracy",
    as GeoJSON has them.
    """
    numbers = [number_in(part) for part in text.split()[:3]]
    if len(numbers) < 2 or None in numbers:
        return None
    found = [float(number) for number in numbers if number is not None]
    latitude, longitude, *rest = found
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    # Phones write 0 for a height that they do not know.
    return [longitude, latitude, *(height for height in rest if height)]


def accuracy_in(text: str) -> float | None:
    """Return how exact a point is, in metres, as the phone said; None: it did not."""
    parts = text.split()
    number = number_in(parts[3]) if len(parts) > 3 else None
    return float(number) if number else None
