"""The lists of a service, as `reading` fetched them for telling: plain lists, for thousands are walked."""

from django.db.models import Prefetch, QuerySet

from whrin.services.models import Claim, Opening, Place, Service, Term

_LISTS = {name: f"told_{name}" for name in ("types", "openings", "claims", "places")}


def lists(before: str = "") -> list["Prefetch[str, QuerySet[Service], str]"]:
    """Return what to prefetch. `before`: the way to the service, such as `service__`."""
    return [Prefetch(before + name, to_attr=attribute) for name, attribute in _LISTS.items()]


def types_of(service: Service) -> list[Term]:
    """Return its kinds."""
    found: list[Term] = service.told_types  # type: ignore[attr-defined]  # `lists` puts it there
    return found


def openings_of(service: Service) -> list[Opening]:
    """Return its hours."""
    found: list[Opening] = service.told_openings  # type: ignore[attr-defined]  # as above
    return found


def claims_of(service: Service) -> list[Claim]:
    """Return what is said of it."""
    found: list[Claim] = service.told_claims  # type: ignore[attr-defined]  # as above
    return found


def places_of(service: Service) -> list[Place]:
    """Return where it is."""
    found: list[Place] = service.told_places  # type: ignore[attr-defined]  # as above
    return found
