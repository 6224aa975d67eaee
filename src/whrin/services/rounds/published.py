"""Which rounds the public may see: published ones whole, open and closed ones by name and day alone."""

from django.db.models import QuerySet

from whrin.kit.edition import kept_for_an_edition
from whrin.places.queries import regions_covering
from whrin.services.enums import RoundState
from whrin.services.models import Round

_KNOWN = (RoundState.OPEN, RoundState.CLOSED, RoundState.PUBLISHED)
#: How coming rounds stand in the list: those that are open first, then the newest.
_HEAVY = ("results", "listing")


def known_rounds() -> QuerySet[Round]:
    """Return every round that is no mere plan, without what is heavy, the newest first."""
    found = Round.objects.filter(state__in=_KNOWN).select_related("region").defer(*_HEAVY)
    return found.order_by("-year", "-opens_on", "slug")


def published_rounds() -> QuerySet[Round]:
    """Return every round with results, the newest first."""
    found = Round.objects.filter(state=RoundState.PUBLISHED).select_related("region")
    return found.order_by("-published_on", "-year", "slug")


def round_at(slug: str) -> Round | None:
    """Return the round at a public address; None where there is none, or a mere plan."""
    return Round.objects.filter(state__in=_KNOWN).select_related("region").filter(slug=slug).first()


def last_round(*, country: str = "", region: str = "") -> Round | None:
    """Return the newest published round that covers a country, or is of a region; without what is heavy."""
    wanted = [region] if region else regions_covering(country)
    return _newest(",".join(sorted(wanted)))


@kept_for_an_edition
def _newest(regions: str) -> Round | None:
    return published_rounds().defer(*_HEAVY).filter(region__code__in=regions.split(",")).first()
