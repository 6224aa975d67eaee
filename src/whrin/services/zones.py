"""Which clock a service goes by."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

from whrin.services.models import Service


def only_zone_of(country: str) -> str:
    """Return the IANA name of a country's only time zone; empty where it has several, or none is known."""
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if len(zones) == 1 else ""


def zone_of(service: Service) -> ZoneInfo | None:
    """Return the zone of a service: its own, else its country's only one. None: not known."""
    return zone_named(service.time_zone or only_zone_of(service.country_id))


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """Return a zone by its IANA name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
