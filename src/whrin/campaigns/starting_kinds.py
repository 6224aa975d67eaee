"""Kinds of papers to begin with, with the limits that bodies tell and what is not known of them."""

import datetime
import json
from pathlib import Path
from typing import Any

from whrin.campaigns.models import PaperKind

_DATA = Path(__file__).parent / "data" / "kinds.json"


def load_kinds(*, kinds: Any = PaperKind) -> int:
    """Add the kinds of the starting data that are missing; return how many. What is there stays as it is.

    A migration gives its own historical model.
    """
    known = set(kinds.objects.values_list("slug", flat=True))
    rows = json.loads(_DATA.read_text(encoding="utf-8"))["kinds"]
    new = [
        kinds(**{**row, "checked_on": _day(row["checked_on"])}) for row in rows if row["slug"] not in known
    ]
    kinds.objects.bulk_create(new)
    return len(new)


def _day(told: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(told) if told else None
