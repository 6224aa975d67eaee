"""The words that reports are coded with, from the starting data."""

from typing import Any

from whrin.incidents.enums import Scheme
from whrin.incidents.lists import starting_lists
from whrin.incidents.models import Term

_LISTS = ((Scheme.KIND, "kinds"), (Scheme.ACTOR, "actors"))


def load_terms(*, terms: Any = Term) -> int:
    """Add the terms of the starting data that are missing; return how many. What is there stays as it is.

    A migration gives its own historical model.
    """
    known = set(terms.objects.values_list("scheme", "slug"))
    new = [
        terms(scheme=scheme.value, place=place, **row)
        for scheme, name in _LISTS
        for place, row in enumerate(starting_lists()[name], 1)
        if (scheme.value, row["slug"]) not in known
    ]
    terms.objects.bulk_create(new)
    return len(new)
