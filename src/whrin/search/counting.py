"""True counts beside every filter."""

from collections.abc import Mapping, Sequence

from whrin.search.memory import bits
from whrin.search.memory.snapshot import Snapshot

Filters = Mapping[str, Sequence[str]]


def _chosen(shelf: Snapshot, filters: Filters, known: Sequence[str]) -> dict[str, int]:
    """Return, for each facet in use, the documents with one of the chosen values; nobody for what is not
    known.
    """
    chosen: dict[str, int] = {}
    for name, values in filters.items():
        if values:
            held = shelf.facets.get(name, {}) if name in known else {}
            chosen[name] = 0
            for value in values:
                chosen[name] |= bits.bits_of(held.get(value, 0))
    return chosen


def _counts(values: Mapping[str, bits.Members], hits: int) -> Sequence[tuple[str, int]]:
    if not hits:
        return ()
    counter = bits.Counter(hits)
    counted = ((value, counter.count(held)) for value, held in values.items())
    return sorted((pair for pair in counted if pair[1]), key=lambda pair: (-pair[1], pair[0]))


def narrowed(
    shelf: Snapshot, hits: int, filters: Filters, known: Sequence[str]
) -> tuple[int, dict[str, Sequence[tuple[str, int]]]]:
    """Return the hits that pass all filters, and the counts of each facet over those that pass all
    others' filters.
    """
    chosen = _chosen(shelf, filters, known)
    passing = hits
    for held in chosen.values():
        passing &= held
    counts: dict[str, Sequence[tuple[str, int]]] = {}
    for name in known:
        base = passing
        if name in chosen:
            base = hits
            for other, held in chosen.items():
                base &= held if other != name else base
        counts[name] = _counts(shelf.facets.get(name, {}), base)
    return passing, counts
