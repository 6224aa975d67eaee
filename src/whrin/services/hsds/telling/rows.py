"""The lists of a service, read for telling: plain lists, for thousands are walked. What is said and the hours
are bare rows: as instances they cost more than all the rest of a page.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db.models import Prefetch, QuerySet

from whrin.services.models import Claim, Opening, Place, Service, Term

_LISTS = {name: f"told_{name}" for name in ("types", "places")}


class Said(NamedTuple):
    """What is said of one attribute, as in `Claim`."""

    term_id: int
    value: str
    said_by: str
    said_on: datetime.date | None
    sureness: str


class Hours(NamedTuple):
    """Hours on one day, as in `Opening`."""

    weekday: int
    opens: int
    closes: int
    for_women: bool


Row = TypeVar("Row", Said, Hours)


def lists(before: str = "") -> list["Prefetch[str, QuerySet[Service], str]"]:
    """Return what to prefetch; `fill` brings the rest. `before`: the way to the service, such as
    `service__`.
    """
    return [Prefetch(before + name, to_attr=attribute) for name, attribute in _LISTS.items()]


def fill(services: Sequence[Service]) -> None:
    """Put what is said, and the hours, to each of these services: two questions for all."""
    if not services:
        return
    keys = [service.pk for service in services]
    said = Claim.objects.filter(service__in=keys).values_list("service_id", *Said._fields)
    hours = Opening.objects.filter(service__in=keys).values_list("service_id", *Hours._fields)
    claims, openings = _by_service(said, Said), _by_service(hours, Hours)
    for service in services:
        service.told_claims = claims.get(service.pk, [])  # type: ignore[attr-defined]  # read below alone
        service.told_openings = openings.get(service.pk, [])  # type: ignore[attr-defined]  # as above


def _by_service(rows: QuerySet[Any, Any], kind: Callable[..., Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for service, *parts in rows:
        found.setdefault(service, []).append(kind(*parts))
    return found


def types_of(service: Service) -> list[Term]:
    """Return its kinds."""
    found: list[Term] = service.told_types  # type: ignore[attr-defined]  # `lists` puts it there
    return found


def openings_of(service: Service) -> list[Hours]:
    """Return its hours."""
    found: list[Hours] = service.told_openings  # type: ignore[attr-defined]  # `fill` puts it there
    return found


def claims_of(service: Service) -> list[Said]:
    """Return what is said of it."""
    found: list[Said] = service.told_claims  # type: ignore[attr-defined]  # as above
    return found


def places_of(service: Service) -> list[Place]:
    """Return where it is."""
    found: list[Place] = service.told_places  # type: ignore[attr-defined]  # `lists` puts it there
    return found
