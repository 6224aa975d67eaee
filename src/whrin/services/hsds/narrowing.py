"""Filters of lists: what is asked together must all be so."""

import datetime
import math
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from whrin.kit.edition import kept_for_an_edition
from whrin.organisations.models import Organisation
from whrin.search.queries import find
from whrin.services.actions.showing import SHELF
from whrin.services.enums import Degree, Precision, TermKind
from whrin.services.hsds.asked import Asked
from whrin.services.hsds.ids import fact_id, organisation_id, taxonomy_id
from whrin.services.hsds.telling.places import WITH_LOCATION
from whrin.services.models import Claim, Place, Service, Term
from whrin.services.queries import public_services

#: Of a search, the best are told.
MOST_FOUND = 2_000
_SOMEWHAT = (Degree.YES, Degree.PARTLY)
_EARTH = 6_371_008.8


def narrowed(asked: Asked) -> QuerySet[Service]:
    """Return the public services that were asked for, in the order in which they came onto the map."""
    services = public_services().order_by("pk")
    if asked.search:
        found = find(shelf=SHELF, text=asked.search, language="en", size=MOST_FOUND)
        services = services.filter(uid__in=[] if found.is_relaxed else [UUID(hit.key) for hit in found.hits])
    if asked.term:
        services = services.filter(_with_term(asked.term))
    if asked.taxonomy:
        services = services.filter(_in_taxonomy(asked.taxonomy))
    if asked.organisation:
        services = services.filter(organisation=organisation_rows().get(asked.organisation, 0))
    if asked.modified_after:
        services = services.filter(_changed_since(asked.modified_after))
    return services


def _changed_since(day: datetime.date) -> Q:
    return Q(edited_on__gte=day) | Q(checked_on__gte=day) | Q(confirmed_on__gte=day)


def _with_term(uid: UUID) -> Q:
    """Return the condition that a service has what a term names: of an attribute, at least partly."""
    if uid == fact_id("record", "led_by_community"):
        return Q(led_by_community__in=_SOMEWHAT)
    if uid == fact_id("record", "sample"):
        return Q(is_sample=True)
    term = Term.objects.filter(uid=uid).first()
    if term is None:
        return Q(pk__in=())
    if term.kind == TermKind.TYPE:
        return Q(pk__in=Service.types.through.objects.filter(term=term).values("service"))
    return Q(pk__in=Claim.objects.filter(term=term, value__in=_SOMEWHAT).values("service"))


def _in_taxonomy(uid: UUID) -> Q:
    conditions = {
        taxonomy_id("types"): Q(pk__in=Service.types.through.objects.values("service")),
        taxonomy_id("attributes"): Q(pk__in=Claim.objects.values("service")),
        taxonomy_id("record"): Q(),
    }
    return conditions.get(uid, Q(pk__in=()))


@kept_for_an_edition
def organisation_rows() -> dict[UUID, int]:
    """Return the rows of organisations that have a public service, by their id here."""
    rows = public_services().order_by().values_list("organisation", flat=True).distinct()
    return {organisation_id(pk): pk for pk in rows if pk}


def organisations(asked: Asked) -> QuerySet[Organisation]:
    """Return the organisations of the services that were asked for."""
    running = narrowed(asked).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=running).order_by("pk")


def places(asked: Asked) -> QuerySet[Place]:
    """Return the places with a location of the services that were asked for, and near a postal code."""
    found = Place.objects.filter(
        service__in=narrowed(asked).order_by().values("pk"), precision__in=WITH_LOCATION
    ).order_by("pk")
    if not asked.postcode:
        return found.none() if asked.proximity else found
    coded = [pk for pk, code in _codes() if code == asked.postcode]
    if asked.proximity is None:
        return found.filter(pk__in=coded)
    return found.filter(pk__in=_near(coded, asked.proximity))


def _exact_places() -> QuerySet[Place]:
    return Place.objects.filter(
        precision=Precision.EXACT, service__in=public_services().order_by().values("pk")
    )


def _codes() -> list[tuple[int, str]]:
    """Return the postal codes of places that are told exactly, in one way of writing."""
    rows = _exact_places().exclude(postal_code="").values_list("pk", "postal_code")
    return [(pk, "".join(code.upper().split())) for pk, code in rows]


def _near(coded: Sequence[int], metres: float) -> list[int]:
    """Return the exact places within `metres` of the middle of those that have the postal code."""
    rows = _exact_places().values_list("pk", "latitude", "longitude")
    spots = {
        pk: (float(north), float(east)) for pk, north, east in rows if north is not None and east is not None
    }
    known = [spots[pk] for pk in coded if pk in spots]
    if not known:
        return []
    middle = (sum(spot[0] for spot in known) / len(known), sum(spot[1] for spot in known) / len(known))
    return [pk for pk, spot in spots.items() if _metres_between(middle, spot) <= metres]


def _metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance on a sphere (haversine)."""
    north, south = math.radians(one[0]), math.radians(other[0])
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
