"""A shelf in memory: who is there, which facets they have, in which order they stand. Never changed,
only replaced.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zlib import crc32

from django.db import connection

from whrin.search.memory import bits
from whrin.search.memory.facets import NO_FACET, Facet, facet

#: Binary digits of a date as a number, YYYYMMDD.
DATE_DIGITS = 27
TIE_DIGITS = 32
# The languages of a document are kept like a facet; no room's facet can have this name.
LANGUAGES = "\0languages"


class Row(NamedTuple):
    """What the snapshot takes from a document."""

    id: int
    key: str
    date: int
    added: int
    facets: str
    languages: str


@dataclass(frozen=True)
class Snapshot:
    """All sets of one shelf. Planes: most significant digit first."""

    present: int
    facets: Mapping[str, Facet]
    dates: Sequence[int]
    added: Sequence[int]
    ties: Sequence[int]

    @property
    def languages(self) -> list[str]:
        return self.facet(LANGUAGES).values

    def facet(self, name: str) -> Facet:
        """Return a facet; an empty one for a name there is not."""
        return self.facets.get(name, NO_FACET)

    def within(self, name: str, values: Sequence[str]) -> "Snapshot":
        """Return the shelf as if only what has one of these values stood on it."""
        return replace(self, present=self.present & self.facet(name).bits_of_any(values))


def tie_of(key: str) -> int:
    """Return the number that orders documents of one date: the same on every machine, and favouring
    nobody.
    """
    return crc32(key.encode())


def rows(shelf: str, ids: Iterable[int] | None = None) -> list[Row]:
    """Read the documents of a shelf, or those of them with these ids."""
    columns = "SELECT id, key, date, added, facets, languages FROM search_document WHERE shelf = %s"
    with connection.cursor() as cursor:
        if ids is None:
            cursor.execute(columns + " ORDER BY id", [shelf])
            return list(map(Row._make, cursor.fetchall()))
        found: list[Row] = []
        for one in ids:
            cursor.execute(columns + " AND id = %s", [shelf, one])
            found.extend(map(Row._make, cursor.fetchall()))
        return found


def _values(row: Row) -> Iterable[tuple[str, str]]:
    for line in row.facets.splitlines():
        name, _, value = line.partition("=")
        yield name, value
    for language in row.languages.split():
        yield LANGUAGES, language


def load(shelf: str) -> Snapshot:
    """Read a whole shelf: some three seconds for 500,000 documents."""
    found = rows(shelf)
    size = max((row.id for row in found), default=-1) + 1
    dates, added, ties = (array("I", bytes(4 * size)) for _ in range(3))
    by_line: dict[str, list[int]] = defaultdict(list)
    by_languages: dict[str, list[int]] = defaultdict(list)
    for row in found:
        dates[row.id], added[row.id], ties[row.id] = row.date, row.added, tie_of(row.key)
        for line in row.facets.split("\n"):
            by_line[line].append(row.id)
        by_languages[row.languages].append(row.id)
    facets: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for line, ids in by_line.items():
        if line:
            name, _, value = line.partition("=")
            facets[name][value] = ids
    spoken: dict[str, list[int]] = defaultdict(list)
    for languages, ids in by_languages.items():
        for language in languages.split():
            spoken[language].extend(ids)
    facets[LANGUAGES] = spoken
    return Snapshot(
        present=bits.from_ids([row.id for row in found]),
        facets={name: facet(by_value, size) for name, by_value in facets.items()},
        dates=bits.planes(dates, DATE_DIGITS),
        added=bits.planes(added, DATE_DIGITS),
        ties=bits.planes(ties, TIE_DIGITS),
    )


def _patched_planes(old: Sequence[int], mask: int, numbers: Mapping[int, int]) -> list[int]:
    digits = len(old)
    return [
        (plane & ~mask)
        | bits.from_ids([one for one, number in numbers.items() if number >> (digits - 1 - place) & 1])
        for place, plane in enumerate(old)
    ]


def _patched_facets(
    old: Mapping[str, Facet], changed: frozenset[int], now: Iterable[Row]
) -> dict[str, Facet]:
    new: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in now:
        for name, value in _values(row):
            new[name][value].append(row.id)
    return {name: old.get(name, NO_FACET).patched(changed, new[name]) for name in {**old, **new}}


def patched(old: Snapshot, changed: Iterable[int], now: Sequence[Row]) -> Snapshot:
    """Return the shelf after `changed` documents have become what `now` says; those not in `now` are gone."""
    ids = frozenset(changed)
    mask = bits.from_ids(list(ids))
    return replace(
        old,
        present=(old.present & ~mask) | bits.from_ids([row.id for row in now]),
        facets=_patched_facets(old.facets, ids, now),
        dates=_patched_planes(old.dates, mask, {row.id: row.date for row in now}),
        added=_patched_planes(old.added, mask, {row.id: row.added for row in now}),
        ties=_patched_planes(old.ties, mask, {row.id: tie_of(row.key) for row in now}),
    )
