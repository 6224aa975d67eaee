"""The words that services are described with, from the starting data."""

import json
from pathlib import Path
from typing import Any

from whrin.services.models import Term

_DATA = Path(__file__).parent.parent / "data" / "terms.json"


def load_terms(*, terms: Any = Term) -> int:
    """Add the terms of the starting data that are missing; return how many. What is there stays as it is.

    A migration gives its own historical model.
    """
    known = set(terms.objects.values_list("kind", "slug"))
    rows = json.loads(_DATA.read_text(encoding="utf-8"))["terms"]
    new = [terms(**row) for row in rows if (row["kind"], row["slug"]) not in known]
    terms.objects.bulk_create(new)
    return len(new)
