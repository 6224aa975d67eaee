"""A service as files have it: plain values by stable names, no place finer than it may be told."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from whrin.services.content import no_finer, place_content
from whrin.services.enums import Degree, Precision
from whrin.services.models import Service
from whrin.services.queries import public_services, with_everything
from whrin.services.saying import clock

#: Services read from the database at once while a file streams.
BATCH = 200
Row = dict[str, Any]


def services_with(keys: Iterable[str]) -> Iterator[Service]:
    """Yield the public services with these keys of the search, in this order, whole."""
    waiting: list[str] = []
    for key in keys:
        waiting.append(key)
        if len(waiting) == BATCH:
            yield from _named(waiting)
            waiting = []
    yield from _named(waiting)


def _named(keys: list[str]) -> Iterator[Service]:
    found = with_everything(public_services()).filter(uid__in=keys) if keys else ()
    by_key = {service.uid.hex: service for service in found}
    return (by_key[key] for key in keys if key in by_key)


def row_of(service: Service) -> Row:
    """Return what is known of a service but its places; lists for what there are several of."""
    said: dict[str, list[str]] = {degree.value: [] for degree in (Degree.YES, Degree.PARTLY, Degree.NO)}
    for claim in service.claims.all():
        said.get(claim.value, []).append(claim.term.slug)
    return {
        "id": str(service.uid),
        "page": settings.WHRIN_ADDRESS + reverse("services:service", args=[service.slug]),
        "name": service.name,
        "language": service.language,
        "organisation": service.organisation.name if service.organisation else "",
        "country": service.country_id,
        "part": service.part_id or "",
        "types": [term.slug for term in service.types.all()],
        "description": service.description,
        "what_to_expect": service.expect,
        "conditions": service.conditions,
        "attributes_yes": said[Degree.YES],
        "attributes_partly": said[Degree.PARTLY],
        "attributes_no": said[Degree.NO],
        "languages_spoken": list(service.languages),
        "cost": service.cost,
        "cost_note": service.cost_note,
        "opening_hours": _hours(service),
        "time_zone": service.time_zone,
        "hours_note": service.hours_note,
        "website": service.website,
        "email": service.contact_email,
        "contact_role": service.contact_role,
        "led_by_women_who_use_drugs": service.led_by_community,
        "status": service.status,
        "last_checked_by_a_peer": service.checked_on.isoformat() if service.checked_on else "",
        "last_confirmed": service.confirmed_on.isoformat() if service.confirmed_on else "",
        "last_changed": service.edited_on.isoformat(),
        "source": service.source,
        "source_year": service.source_year or "",
        "is_sample": service.is_sample,
    }


def places_of(service: Service) -> list[Mapping[str, str]]:
    """Return its places; one of which nothing is told but the country where there is none."""
    told = [no_finer(place_content(place)) for place in service.places.all()]
    nothing = dict.fromkeys(("city", "address", "postal_code", "latitude", "longitude"), "")
    return [place for place in told if place] or [{"precision": Precision.NONE, **nothing}]


def _hours(service: Service) -> list[str]:
    if service.is_always_open:
        return ["24/7"]
    return [
        f"{one.weekday} {clock(one.opens)}-{clock(one.closes)}{' women' if one.for_women else ''}"
        for one in service.openings.all()
    ]
