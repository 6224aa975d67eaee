"""A record as one flat mapping, the shape of proposals, history, imports and open data.

    {"name": "…", "types": ["nsp"], "openings": [[1, 540, 1020, False]],
     "claim:naloxone": {"value": "yes", "said_by": "woman", "said_on": "2026-10", "sureness": "sure"},
     "place:6f1c…": {"precision": "city", "city": "Nairobi", "address": "", …}}

Empty is "", [], None or False by kind; a claim or place that is None is not there. JSON throughout.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from whrin.services.enums import Precision
from whrin.services.fields import CLAIM, FIELDS, FINE_PARTS, PLACE
from whrin.services.models import Claim, Place, Service

Content = dict[str, Any]
#: Between the parts of an address, in the scripts of the world.
_BREAKS = re.compile("[,;/|،、，\\n]")
#: What brings everything that `content_of` reads in as few questions as there are tables.
RELATED = ("types", "openings", "claims__term", "places")


def content_of(service: Service) -> Content:
    """Return all there is of a service. Fetch it with
    `.select_related("organisation").prefetch_related(*RELATED)`
    where there are many.
    """
    found: Content = {field.name: _scalar(service, field.name, field.kind) for field in FIELDS}
    found["types"] = sorted(term.slug for term in service.types.all())
    found["openings"] = [
        [each.weekday, each.opens, each.closes, each.for_women] for each in service.openings.all()
    ]
    found.update({CLAIM + claim.term.slug: claim_content(claim) for claim in service.claims.all()})
    found.update({PLACE + place.uid.hex: place_content(place) for place in service.places.all()})
    return found


def _scalar(service: Service, name: str, kind: str) -> Any:
    if kind in {"types", "openings"}:
        return []
    if name == "organisation":
        return service.organisation.name if service.organisation else ""
    if kind == "country":
        return service.country_id
    if kind == "part":
        return service.part.code if service.part else ""
    value = getattr(service, name)
    return sorted(value) if kind == "languages" else value


def claim_content(claim: Claim) -> dict[str, str]:
    """Return what is said of one attribute; the month as "2026-10", or empty."""
    month = claim.said_on.isoformat()[:7] if claim.said_on else ""
    return {"value": claim.value, "said_by": claim.said_by, "said_on": month, "sureness": claim.sureness}


def place_content(place: Place) -> dict[str, str]:
    """Return a place; positions as decimal degrees in text, or empty."""
    return {
        "precision": place.precision,
        "city": place.city,
        "address": place.address,
        "postal_code": place.postal_code,
        "latitude": _degrees(place.latitude),
        "longitude": _degrees(place.longitude),
    }


def _degrees(value: Decimal | None) -> str:
    return "" if value is None else format(Decimal(value).normalize(), "f")


def no_finer(place: Mapping[str, str] | None) -> dict[str, str] | None:
    """Return a place without what its precision does not tell."""
    if place is None:
        return None
    kept = dict(place)
    if kept.get("precision") != Precision.EXACT:
        kept.update(dict.fromkeys(FINE_PARTS, ""))
    if kept.get("precision") not in {Precision.EXACT, Precision.CITY}:
        kept["city"] = ""
    return kept


def secrets_of(place: Mapping[str, str] | None, precision: str) -> set[str]:
    """Return the texts of a place that may not be told at `precision`, as they could stand in other texts:
    of an address also each part between commas that is more than a word.
    """
    if not place or precision == Precision.EXACT:
        return set()
    address = place.get("address", "")
    hidden = {place.get(part, "") for part in FINE_PARTS}
    hidden.update(part.strip() for part in _BREAKS.split(address) if " " in part.strip())
    if precision != Precision.CITY:
        hidden.add(place.get("city", ""))
    else:
        hidden.discard(place.get("city", ""))
    return {text for text in hidden if len(text) > 2}


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return `{field: {"old": …, "new": …}}` for those fields of `new` that differ; others stay as they
    are.
    """
    return {
        field: {"old": old.get(field), "new": value}
        for field, value in new.items()
        if not _same(old.get(field), value)
    }


def without_places_there(there: Mapping[str, Any], here: Mapping[str, Any]) -> Content:
    """Return what `there` says but for its places that `here` says, too: of another record, they have other
    numbers. One that is there twice must be here twice.
    """
    left = [value for field, value in here.items() if field.startswith(PLACE)]
    kept: Content = {}
    for field, value in there.items():
        if field.startswith(PLACE) and value in left:
            left.remove(value)
        else:
            kept[field] = value
    return kept


def _same(one: Any, other: Any) -> bool:
    return one == other or (_is_empty(one) and _is_empty(other))


def _is_empty(value: Any) -> bool:
    return value in ("", None, [], False)
