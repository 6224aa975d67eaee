"""Where a service is, no finer than may be told: the area always, a location from the town on, address and
position with `exact` alone.
"""

from uuid import UUID

from whrin.services.enums import Degree, Precision
from whrin.services.hsds.ids import part_of
from whrin.services.hsds.telling.rows import claims_of, places_of
from whrin.services.hsds.telling.said import fact
from whrin.services.hsds.telling.things import Thing, Told, kept
from whrin.services.models import Place, Service

#: Places that have a location: of coarser ones the area is told.
WITH_LOCATION = (Precision.CITY, Precision.EXACT)
_ISO = "https://www.iso.org/obp/ui/#iso:code:3166:"
_DISABILITY = "disability"


def area_of(service: Service, told: Told) -> Thing:
    """Return the country, or the part of it, as the area of the service."""
    country = told.countries.get(service.country_id, service.country_id)
    name = f"{service.part.name_in('en')}, {country}" if service.part else country
    return {
        "id": part_of(service.uid, "area"),
        "service_id": str(service.uid),
        "name": name,
        # ISO's own pages are by country; a part is named by its code.
        "uri": _ISO + service.country_id,
        "extent": service.part.code if service.part else service.country_id,
        "extent_type": "text",
    }


def at_locations(service: Service, told: Told) -> list[Thing]:
    """Return the places of a service that have a location."""
    return [
        at_location(place, service, told) for place in places_of(service) if place.precision in WITH_LOCATION
    ]


def at_location(place: Place, service: Service, told: Told) -> Thing:
    """Return the link between a service and a place; its id is the place's."""
    return {
        "id": str(place.uid),
        "service_id": str(service.uid),
        "location_id": location_id(place),
        "location": {
            **location_item(place, service, told),
            **kept(
                addresses=_addresses(place, service),
                accessibility=_accessibility(place, service, told),
                attributes=[
                    fact(UUID(location_id(place)), "location", "place_precision", place.precision, told)
                ],
            ),
        },
    }


def location_id(place: Place) -> str:
    """Return the id of the location at a place."""
    return part_of(place.uid, "location")


def location_item(place: Place, service: Service, told: Told) -> Thing:
    """Return a location without lists."""
    exact = place.precision == Precision.EXACT
    country = told.countries.get(service.country_id, service.country_id)
    return kept(
        id=location_id(place),
        location_type="physical",
        name=f"{place.city}, {country}" if place.city else country,
        description="" if exact else told.words["no_address"],
        latitude=float(place.latitude) if exact and place.latitude is not None else None,
        longitude=float(place.longitude) if exact and place.longitude is not None else None,
    )


def _addresses(place: Place, service: Service) -> list[Thing]:
    """Return the address: the standard wants six fields, so that less than street and town makes none."""
    if place.precision != Precision.EXACT or not (place.address and place.city):
        return []
    return [
        {
            "id": part_of(place.uid, "address"),
            "location_id": location_id(place),
            "address_1": place.address,
            "city": place.city,
            "state_province": service.part.name_in("en") if service.part else "",
            "postal_code": place.postal_code,
            "country": service.country_id,
            "address_type": "physical",
        }
    ]


def _accessibility(place: Place, service: Service, told: Told) -> list[Thing]:
    terms = told.vocabulary.short
    said = [claim for claim in claims_of(service) if terms[claim.term_id]["code"] == _DISABILITY]
    return [
        {
            "id": part_of(place.uid, "accessibility"),
            "location_id": location_id(place),
            "description": f"{terms[claim.term_id]['name']}: {told.words[f'degree_{claim.value}']}",
        }
        for claim in said
        if claim.value != Degree.UNKNOWN
    ]
