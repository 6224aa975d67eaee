"""Single things of the interface, by their id."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from whrin.organisations.models import Organisation
from whrin.services.enums import State
from whrin.services.hsds import reading
from whrin.services.hsds.asked import read
from whrin.services.hsds.doors import address_of, as_json, for_programmes
from whrin.services.hsds.faults import Gone, Moved, NothingThere
from whrin.services.hsds.lists import full_organisation, full_place, full_service, shown_of
from whrin.services.hsds.narrowing import organisation_rows
from whrin.services.hsds.telling.history import history_of
from whrin.services.hsds.telling.places import WITH_LOCATION
from whrin.services.hsds.telling.rows import fill
from whrin.services.hsds.telling.things import Thing
from whrin.services.hsds.vocabulary import vocabulary
from whrin.services.models import Place, Service
from whrin.services.queries import public_services, service_with_uid

#: Records that were merged into one that was merged, and so on.
_LONGEST_TRAIL = 20


@for_programmes
def service(_request: HttpRequest, uid: str) -> HttpResponse:
    """Give a service with all there is of it, its history too. Of a withdrawn one nothing is told."""
    found = reading.with_lists(public_services()).prefetch_related("changes").filter(uid=_id(uid)).first()
    if found is None:
        raise _why_not(service_with_uid(_id(uid)))
    fill([found])
    whole = full_service(found, reading.told_now())
    if changes := history_of(found):
        whole["metadata"] = changes
    return as_json(whole)


def _why_not(service: Service | None) -> Exception:
    """Return what to tell of a record that is not public."""
    left = _LONGEST_TRAIL
    merged = service is not None and service.state == State.MERGED
    while service is not None and service.state == State.MERGED and left:
        service, left = service.merged_into, left - 1
    if service is None or service.state == State.DRAFT:
        return NothingThere()
    if merged and service.state == State.PUBLIC:
        return Moved(address_of(f"services/{service.uid}"))
    return Gone()


@for_programmes
def organization(request: HttpRequest, uid: str) -> HttpResponse:
    """Give an organisation with its public services."""
    asked = read(request)
    rows = Organisation.objects.filter(pk=organisation_rows().get(_id(uid), 0))
    found = reading.with_services(rows).first()
    if found is None:
        raise NothingThere
    fill(shown_of(found))
    return as_json(full_organisation(found, reading.told_now(), whole=asked.with_full_services))


@for_programmes
def service_at_location(_request: HttpRequest, uid: str) -> HttpResponse:
    """Give a place that has a location, with its service."""
    place = reading.with_service(Place.objects.filter(uid=_id(uid)), whole=True).first()
    if place is None or (place.service.state == State.PUBLIC and place.precision not in WITH_LOCATION):
        raise NothingThere
    if place.service.state != State.PUBLIC:
        raise NothingThere if place.service.state == State.DRAFT else Gone
    fill([place.service])
    return as_json(full_place(place, reading.told_now()))


def _word(_request: HttpRequest, uid: str, *, kind: str) -> HttpResponseBase:
    wanted = str(_id(uid))
    things: tuple[Thing, ...] = getattr(vocabulary(), kind)
    found = next((one for one in things if one["id"] == wanted), None)
    if found is None:
        raise NothingThere
    return as_json(found)


taxonomy = for_programmes(partial(_word, kind="taxonomies"))
taxonomy_term = for_programmes(partial(_word, kind="terms"))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NothingThere from None
