"""The zones that a reader may see an hour in."""

import datetime
import json
from functools import cache
from pathlib import Path

from whrin.events.coming.words import zone_in_words

_PATH = Path(__file__).parents[1] / "data" / "zones.json"


@cache
def zones() -> tuple[str, ...]:
    """Return IANA names, from east to west."""
    return tuple(json.loads(_PATH.read_text(encoding="utf-8")))


def choices(at: datetime.datetime) -> list[tuple[str, str]]:
    """Return each zone with its city and its distance from UTC on that day."""
    return [(zone, zone_in_words(zone, at)) for zone in zones()]
