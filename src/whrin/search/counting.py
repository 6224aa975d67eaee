"""True counts beside every filter."""

from collections.abc import Mapping, Sequence

from whrin.search.memory.facets import Hits
from whrin.search.memory.snapshot import Snapshot

Filters = Mapping[str, Sequence[str]]


def _chosen(shelf: Snapshot, filters: Filters, known: Sequence[str], every: frozenset[str]) -> dict[str, int]:
    """Return, for each facet in use, the documents with one of the chosen values, or with every one;
    nobody for what is not known.
    """
    chosen: dict[str, int] = {}
    for name, values in filters.items():
        if not values:
            continue
        if name not in known:
            chosen[name] = 0
        elif name in every:
            chosen[name] = shelf.present
            for value in values:
                chosen[name] &= shelf.facet(name).bits_of(value)
        else:
            chosen[name] = shelf.facet(name).bits_of_any(values)
    return chosen


def narrowed(
    shelf: Snapshot,
    hits: int,
    filters: Filters,
    known: Sequence[str],
    every: frozenset[str] = frozenset(),
) -> tuple[int, dict[str, Sequence[tuple[str, int]]]]:
    """Return the hits that pass all filters, and the counts of each facet over those that pass all
    others' filters; of a facet in `every`, one more value narrows, so its own filter counts, too.
    """
    chosen = _chosen(shelf, filters, known, every)
    passing = hits
    for held in chosen.values():
        passing &= held
    all_passing = Hits(passing, shelf.present)
    counts: dict[str, Sequence[tuple[str, int]]] = {}
    for name in known:
        base = all_passing
        if name in chosen and name not in every:
            others = hits
            for other, held in chosen.items():
                others &= held if other != name else others
            base = Hits(others, shelf.present)
        counts[name] = shelf.facet(name).counts(base)
    return passing, counts
