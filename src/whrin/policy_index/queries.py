"""Reads that serve pages and other rooms. Whatever is public comes from `public_measures`."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Count, QuerySet

from whrin.policy_index.enums import State
from whrin.policy_index.models import Measure


def public_measures() -> QuerySet[Measure]:
    """Return what everybody may read."""
    return Measure.objects.filter(state=State.PUBLIC)


def measures_by_country() -> Mapping[str, int]:
    """Return the number of public measures by ISO code."""
    counted = public_measures().order_by().values_list("country").annotate(number=Count("id"))
    return dict(counted)


def newest_in(countries: Collection[str], part: str, most: int) -> tuple[Sequence[Measure], int]:
    """Return the public measures of countries, or a part, that were changed last, and how many there are.

    What concerns a whole country is shown with its parts, too.
    """
    found = public_measures().filter(country__in=countries)
    if part:
        found = found.filter(part=part) | found.filter(part=None)
    found = found.order_by("-edited_on", "-pk")
    newest = list(found[: most + 1])
    # One question more only where there are more than fit.
    return newest[:most], len(newest) if len(newest) <= most else found.count()


def with_everything(found: QuerySet[Measure]) -> QuerySet[Measure]:
    """Return measures with all that a page shows, in as few questions as there are tables."""
    related = ("topics__labels", "sources__work__versions")
    return found.select_related("country", "part").prefetch_related(*related)
