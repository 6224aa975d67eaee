"""What a room gives to the search: a shelf of entries. Rooms register theirs in `registrations.py`.

Names of facets are the parameter names readers see in addresses (`language`, `kind`, `topic`, …).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Passage:
    """A text and the language it is in (BCP 47; empty when unknown)."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. Weights fall from title to subjects to summary to body.

    `key`: the room's own stable key. `date`: YYYYMMDD as a number, zeros for what is unknown, for sorting
    by newest. `added`: the day it came onto the shelf, same form. `facets`: facet name to values. `card`:
    JSON that the list page shows without asking the room again.
    """

    key: str
    title: Sequence[Passage]
    subjects: Sequence[Passage] = ()
    summary: Sequence[Passage] = ()
    body: Sequence[Passage] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    date: int = 0
    added: int = 0
    card: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelf:
    """A room's things. `keys` yields every public key; `entries` turns keys into entries and leaves out
    what is gone.

    `veil`: for a shelf that is not public. Turns a token into another, always the same, of small letters and
    digits; tokens are kept veiled, without their order, and no word is kept as it was written. Such a room
    gives no card, and asks with `within`.

    `facets`: those that are counted and filtered by. Entries may have others: `within` and `sort` take them.
    `every`: those of `facets` of which all chosen values must fit; of the others, one.
    """

    name: str
    keys: Callable[[], Iterable[str]]
    entries: Callable[[Sequence[str]], Iterable[Entry]]
    facets: tuple[str, ...]
    veil: Callable[[str], str] | None = None
    every: frozenset[str] = frozenset()


#: A group of words that mean the same, by language: `{"en": ["opioid agonist therapy", "OAT"], "ru": [...]}`.
Synonyms = Mapping[str, Sequence[str]]

_shelves: dict[str, Shelf] = {}
_synonym_sources: list[Callable[[], Iterable[Synonyms]]] = []


def register_shelf(shelf: Shelf) -> None:
    """Put a room's shelf into the search. The last registration of a name wins."""
    _shelves[shelf.name] = shelf


def register_synonyms(source: Callable[[], Iterable[Synonyms]]) -> None:
    """Add a source of synonym groups; it is read anew when `search.actions.forget_synonyms` is called."""
    if source not in _synonym_sources:
        _synonym_sources.append(source)


def shelf_named(name: str) -> Shelf:
    """Return a registered shelf; KeyError when there is none."""
    return _shelves[name]


def shelves() -> Sequence[Shelf]:
    """Return all shelves."""
    return tuple(_shelves.values())


def synonym_groups() -> list[Synonyms]:
    """Return every group of every source, read now."""
    return [group for source in _synonym_sources for group in source()]
