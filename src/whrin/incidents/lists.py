"""What our lists are made of besides their terms: groups and instruments (`data/terms.json`)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "terms.json"


@cache
def starting_lists() -> Mapping[str, Any]:
    """Return the lists as the network began with them: "groups", "instruments", "kinds", "actors"."""
    found: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8")) if _DATA.exists() else {}
    return found


def group_label(group: str, language: str) -> str:
    """Return the name of a group of terms in a language, else in English, else nothing."""
    labels = starting_lists().get("groups", {}).get(group, {})
    return str(labels.get(language) or labels.get("en") or "")
