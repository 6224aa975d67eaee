"""Records for tests; every name in them is made up."""

from typing import Any

from whrin.services.actions import create_service
from whrin.services.actions.records import Origin
from whrin.services.enums import Informant, Source
from whrin.services.models import Service

#: A place that may be told exactly, and one that is hidden.
HOUSE = {
    "precision": "exact",
    "city": "Nairobi",
    "address": "17 Jacaranda Close",
    "postal_code": "00999",
    "latitude": "-1.28333",
    "longitude": "36.81667",
}
HIDDEN = {**HOUSE, "precision": "city", "address": "", "postal_code": "", "latitude": "", "longitude": ""}
FROM_DESK = Origin(source=Source.DESK)


def claim(value: str = "yes", **more: str) -> dict[str, str]:
    """Return what is said of an attribute."""
    return {"value": value, "said_by": Informant.WOMAN, "said_on": "2026-10", "sureness": "sure", **more}


def content(**more: Any) -> dict[str, Any]:
    """Return the content of a shelter in Kenya; `more` by field, claims and places through
    `**{"claim:…": …}`.
    """
    return {
        "name": "Sample shelter",
        "organisation": "Sample organisation",
        "country": "KE",
        "language": "en",
        "description": "A sample: beds for women and their children.",
        "types": ["shelter"],
        "status": "active",
        **more,
    }


def service(**more: Any) -> Service:
    """Make a public record."""
    return create_service(content=content(**more), origin=FROM_DESK, by=None)
