"""Lists of the interface."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from whrin.organisations.models import Organisation
from whrin.services.hsds import narrowing, reading
from whrin.services.hsds.asked import Asked, read
from whrin.services.hsds.doors import as_json, for_programmes
from whrin.services.hsds.telling.organisations import organisation_item
from whrin.services.hsds.telling.places import at_location, location_item
from whrin.services.hsds.telling.services import (
    modified,
    organisation_of,
    service_item,
    whole_service,
    with_organisation,
)
from whrin.services.hsds.telling.things import Thing, Told
from whrin.services.hsds.vocabulary import vocabulary
from whrin.services.models import Place, Service

Row = TypeVar("Row", bound=Model)


@for_programmes
def services(request: HttpRequest) -> HttpResponseBase:
    """Give services: as an item each, `full` with their lists, `minimal` as id and day of change alone."""
    asked, told = read(request), reading.told_now()
    found = narrowing.narrowed(asked)
    if asked.is_minimal:
        return as_json(_minimal(found))
    if asked.is_full:
        return _answer(reading.with_lists(found), asked, partial(full_service, told=told), _itself)
    return _answer(found, asked, partial(with_organisation, told=told))


def full_service(service: Service, told: Told) -> Thing:
    """Return a service with its lists and its organisation."""
    return {**whole_service(service, told), **organisation_of(service, told)}


def _minimal(found: QuerySet[Service]) -> Thing:
    """Return all on one page, as the standard wishes of those who only look for what changed."""
    rows = found.order_by("pk").values_list("uid", "edited_on", "checked_on", "confirmed_on")
    contents = [{"id": str(uid), "modified_date": modified(*days)} for uid, *days in rows]
    return reading.envelope(contents, len(contents), Asked(per_page=max(1, len(contents))))


@for_programmes
def organizations(request: HttpRequest) -> HttpResponseBase:
    """Give the organisations that run a public service; `full` with them."""
    asked, told = read(request), reading.told_now()
    found = narrowing.organisations(asked)
    if asked.is_full or asked.with_full_services:
        tell = partial(full_organisation, told=told, whole=asked.with_full_services)
        return _answer(reading.with_services(found), asked, tell, shown_of)
    return _answer(found, asked, partial(organisation_item, told=told))


def full_organisation(organisation: Organisation, told: Told, *, whole: bool) -> Thing:
    """Return an organisation with its services, each whole or as an item."""
    tell = whole_service if whole else service_item
    services = [tell(service, told) for service in shown_of(organisation)]
    return {**organisation_item(organisation, told), "services": services}


def shown_of(organisation: Organisation) -> list[Service]:
    """Return the public services of an organisation."""
    shown: list[Service] = organisation.shown  # type: ignore[attr-defined]  # reading.with_services sets it
    return shown


@for_programmes
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """Give places with a location, each with its service; `full` with their lists."""
    asked, told = read(request), reading.told_now()
    found = reading.with_service(narrowing.places(asked), whole=asked.is_full)
    if asked.is_full:
        return _answer(found, asked, partial(full_place, told=told), lambda place: [place.service])
    return _answer(found, asked, partial(place_item, told=told))


def place_item(place: Place, told: Told) -> Thing:
    """Return a place, its location and its service as items."""
    told_place = location_item(place, place.service, told)
    return {
        "id": str(place.uid),
        "service_id": str(place.service.uid),
        "location_id": told_place["id"],
        "location": told_place,
        "service": with_organisation(place.service, told),
    }


def full_place(place: Place, told: Told) -> Thing:
    """Return a place with its location and its service, with their lists."""
    service = place.service
    whole = {**whole_service(service, told, at_places=False), **organisation_of(service, told)}
    return {**at_location(place, service, told), "service": whole}


@for_programmes
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """Give our taxonomies."""
    return _words(list(vocabulary().taxonomies), read(request))


@for_programmes
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    """Give terms: of one taxonomy, below one term, or those that stand below none."""
    asked = read(request)
    found = [
        term
        for term in vocabulary().terms
        if (not asked.taxonomy or term["taxonomy_id"] == str(asked.taxonomy))
        and (not asked.parent or term.get("parent_id") == str(asked.parent))
        and (not asked.top_only or "parent_id" not in term)
    ]
    return _words(found, asked)


def _words(things: list[Thing], asked: Asked) -> HttpResponseBase:
    wanted = asked.search.casefold()
    found = [one for one in things if wanted in f"{one['name']} {one['description']}".casefold()]
    if asked.by_line:
        return _by_line(iter(found))
    first = (asked.page - 1) * asked.per_page
    return as_json(reading.envelope(found[first : first + asked.per_page], len(found), asked))


def _itself(service: Service) -> list[Service]:
    return [service]


def _answer(
    rows: QuerySet[Row],
    asked: Asked,
    tell: Callable[[Row], Thing],
    within: reading.Within[Row] = lambda _row: (),
) -> HttpResponseBase:
    if asked.by_line:
        return _by_line(reading.all_of(rows, tell, within))
    return as_json(reading.page_of(rows, asked, tell, within))


def _by_line(things: Iterator[Thing]) -> StreamingHttpResponse:
    """Return everything, one thing a line, without pages."""
    lines = (json.dumps(thing, ensure_ascii=False, separators=(",", ":")) + "\n" for thing in things)
    return StreamingHttpResponse(lines, content_type="application/x-ndjson")
