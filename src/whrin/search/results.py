"""What a search answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hit:
    """One thing found: its key and the card its room gave."""

    key: str
    card: Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """One page of what was found.

    `total` counts all hits. `facets`: for each facet, values with the number of hits choosing that value
    would leave (or add, within a facet already in use), most frequent first. `suggestion`: another spelling
    that would find more, or empty. `is_relaxed`: nothing held every word, so these hold most of them.
    """

    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, Sequence[tuple[str, int]]]
    suggestion: str = ""
    is_relaxed: bool = False
