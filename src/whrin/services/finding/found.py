"""One question to the search for everything that the list, its feed, its files and its leaflet show."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone

from whrin.kit.days import today
from whrin.search.queries import find, values
from whrin.search.results import Result
from whrin.services.actions import SHELF
from whrin.services.enums import Status
from whrin.services.finding.asked import PAGE_SIZE, Asked
from whrin.services.finding.openness import open_at
from whrin.services.freshness import Freshness, level_on

#: Without a word about it, services that have closed for good are left out.
STANDING = (Status.ACTIVE.value, Status.PAUSED.value, Status.UNVERIFIED.value)
_ORDERS = {"relevance": "relevance", "name": "name", "checked": "newest", "changed": "added"}
_BATCH = 500
Counts = Mapping[str, Sequence[tuple[str, int]]]


def found_for(asked: Asked, language: str, size: int = PAGE_SIZE) -> Result:
    """Ask the search, at this moment."""
    filters: dict[str, Sequence[str]] = {"status": STANDING, **asked.filters}
    if "checked" in filters:
        days = values(shelf=SHELF, facet="checked")
        # Nothing of that age: a value that there is not fits nothing, as it should.
        filters["checked"] = [day for day in days if level_of(day) in filters["checked"]] or ["none"]
    return find(
        shelf=SHELF,
        text=asked.text,
        language=language,
        filters=filters,
        within=("hours", open_at(timezone.now())) if asked.is_open_now else None,
        sort=_ORDERS[asked.order],
        page=asked.page,
        size=size,
    )


def level_of(value: str) -> str:
    """Return how old what is known is, by the day that the search keeps of it."""
    return str(level_on(None if value == "never" else datetime.date.fromisoformat(value), today()))


def counts_of(found: Result) -> Counts:
    """Return the counts beside every filter; what is known by its age, not by its day."""
    ages = Counter[str]()
    for day, count in found.facets["checked"]:
        ages[level_of(day)] += count
    return {**found.facets, "checked": [(str(age), ages[age]) for age in Freshness if ages[age]]}


def keys_of(asked: Asked, language: str, most: int) -> Iterator[str]:
    """Yield the keys of all that is found, in its order, asking for one batch after another."""
    page, given = replace(asked, page=1), 0
    while given < most:
        hits = found_for(page, language, _BATCH).hits
        yield from (hit.key for hit in hits[: most - given])
        given += len(hits)
        if len(hits) < _BATCH:
            return
        page = replace(page, page=page.page + 1)
