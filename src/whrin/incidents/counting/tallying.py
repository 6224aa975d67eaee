"""Coded rows, opened for an analyst, and counted over the grid."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from whrin.incidents.content import Coded
from whrin.incidents.counting.suppressing import Exact
from whrin.incidents.enums import Scheme
from whrin.incidents.models import Counted, Term
from whrin.incidents.statistics import counted_label
from whrin.places.models import Region
from whrin.vault.envelopes import CannotOpen, open_sealed
from whrin.vault.opened import Opened

#: The line of those who told no country, or one in no region.
NOWHERE = ""
Grid = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Opening:
    """What an analyst opened. `closed`: rows that her key does not open, or that were changed."""

    rows: dict[UUID, Coded]
    closed: int


def grid() -> Grid:
    """Return the lines of the tables: all of our lists, also what is out of use; the network's regions."""
    terms: dict[str, list[str]] = {scheme: [] for scheme in (Scheme.KIND, Scheme.ACTOR)}
    for scheme, slug in Term.objects.order_by("place", "slug").values_list("scheme", "slug"):
        terms[scheme].append(slug)
    regions = Region.objects.filter(scheme=Region.Scheme.NETWORK, parent=None).values_list("code", flat=True)
    return {
        "kinds": tuple(terms[Scheme.KIND]),
        "actors": tuple(terms[Scheme.ACTOR]),
        "regions": (*regions, NOWHERE),
    }


def open_rows(opened: Opened) -> Opening:
    """Open every row that her vault opens."""
    rows = list(Counted.objects.select_related("key"))
    pairs = opened.pairs_of({row.key for row in rows})
    found: dict[UUID, Coded] = {}
    for row in rows:
        if row.key_id in pairs:
            try:
                plain = open_sealed(pairs[row.key_id], bytes(row.sealed), label=counted_label(row.pk))
            except CannotOpen:
                continue
            found[row.pk] = Coded.from_bytes(plain)
    return Opening(found, len(rows) - len(found))


def tally(rows: Iterable[Coded], lines: Grid) -> Exact:
    """Count reports over the grid. A region that is not in it is nowhere; a report counts once in a line."""
    total = 0
    counts: dict[str, Counter[str]] = {name: Counter() for name in lines}
    for row in rows:
        total += 1
        counts["kinds"].update(set(row.kinds))
        counts["actors"].update(set(row.actors))
        counts["regions"][row.region if row.region in lines["regions"] else NOWHERE] += 1
    return Exact(total, {name: {line: counts[name][line] for line in lines[name]} for name in lines})
