"""Who holds what was asked, and how strongly: set algebra over the engine's answers, the same above
every engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from whrin.search.asking import Choice, Phrase, Query, Simple, Stretch, Term, Unit
from whrin.search.engines.choice import engine
from whrin.search.indexing import GAINS, LEVELS
from whrin.search.memory import bits
from whrin.search.memory.snapshot import Snapshot
from whrin.search.memory.terms import Terms

#: For each level, the documents that hold a unit at that level or above.
Levels = tuple[int, ...]
_NOBODY: Levels = (0,) * len(LEVELS)
# Of the grams of a run, the share that a document must hold when nothing holds them all.
_QUORUM = 0.6
_RARITY = 4


@dataclass(frozen=True)
class Matches:
    """The documents that match, and their scores as planes, most significant digit first."""

    hits: int
    scores: Sequence[int]
    is_relaxed: bool = False


def _both(one: Levels, other: Levels) -> Levels:
    return tuple(first & second for first, second in zip(one, other, strict=True))


def _either(one: Levels, other: Levels) -> Levels:
    return tuple(first | second for first, second in zip(one, other, strict=True))


def _simple_parts(unit: Unit) -> Iterable[Simple]:
    if isinstance(unit, Phrase):
        return unit.parts
    if isinstance(unit, Choice):
        return [*unit.typed, *(part for other in (*unit.same, *unit.foreign) for part in other)]
    return [unit]


class Matching:
    """Evaluates the units of one query against one shelf."""

    def __init__(self, query: Query, shelf: Snapshot, terms: Terms) -> None:
        self.query = query
        self.shelf = shelf
        tokens = {token for unit in query.units for part in _simple_parts(unit) for token in part.tokens}
        marks = [token + level for token in sorted(tokens) for level in LEVELS]
        self._sets: Mapping[str, int] = terms.holders([*marks, query.title] if query.title else marks)

    def _token(self, token: str) -> Levels:
        found, above = [], 0
        for level in reversed(LEVELS):
            above |= self._sets[token + level]
            found.append(above)
        return tuple(reversed(found))

    def simple(self, unit: Simple) -> Levels:
        """Return the holders of a word (any of its forms) or a run (all of its grams)."""
        found = [self._token(token) for token in unit.tokens]
        if not found:
            return _NOBODY
        joined = found[0]
        for levels in found[1:]:
            joined = _either(joined, levels) if isinstance(unit, Term) else _both(joined, levels)
        return joined

    def _all(self, units: Sequence[Simple]) -> Levels:
        joined = self.simple(units[0])
        for unit in units[1:]:
            joined = _both(joined, self.simple(unit))
        return joined

    def holders(self, unit: Unit) -> Levels:
        """Return the holders of a unit, level by level."""
        if isinstance(unit, Phrase):
            found = self._all(unit.parts)
            if not unit.sequences or not found[0]:
                return found
            together = bits.from_ids(engine().phrase(unit.sequences))
            return tuple(level & together for level in found)
        if isinstance(unit, Choice):
            found = self._all(unit.typed)
            # Another word for it counts a level below the word that was typed; in another language, two.
            for others, lower in ((unit.same, 1), (unit.foreign, 2)):
                for other in others:
                    levels = self._all(other)
                    found = _either(found, (levels[0], *levels[1 + lower :], *[0] * lower))
            return found
        return self.simple(unit)

    def strict(self) -> Matches:
        """Return the documents that hold every unit."""
        found = [self.holders(unit) for unit in self.query.units]
        hits = self.shelf.present
        for levels in found:
            hits &= levels[0]
        return Matches(hits, self._scores(found))

    def relaxed(self) -> Matches:
        """Return the documents that hold most of the units; of a single run, most of its grams."""
        # Words that nowhere stand side by side are looked for apart.
        units = [
            part for unit in self.query.units for part in (unit.parts if isinstance(unit, Phrase) else [unit])
        ]
        found = [self._loosely(unit) for unit in units]
        needed = max(1, len(found) * 2 // 3)
        return Matches(self._quorum(found, needed), self._scores(found), is_relaxed=True)

    def _loosely(self, unit: Unit) -> Levels:
        if isinstance(unit, Choice) and len(unit.typed) == 1 and isinstance(unit.typed[0], Stretch):
            return _either(self.holders(unit), self._loosely(unit.typed[0]))
        if not isinstance(unit, Stretch) or len(unit.tokens) < 2:
            return self.holders(unit)
        grams = [self._token(token) for token in unit.tokens]
        needed = max(2, -int(-len(grams) * _QUORUM // 1))
        return (self._quorum(grams, needed), *self.simple(unit)[1:])

    def _quorum(self, found: Sequence[Levels], needed: int) -> int:
        counts: list[int] = []
        for levels in found:
            bits.add(counts, levels[0], 1)
        return bits.at_least(counts, needed, self.shelf.present)

    def _scores(self, found: Sequence[Levels]) -> list[int]:
        """Return the planes of every document's score: for each unit, its rarity times the gain of its
        level.
        """
        totals: list[int] = []
        size = self.shelf.present.bit_count()
        for levels in found:
            held = (levels[0] & self.shelf.present).bit_count()
            rarity = max(1, round(_RARITY * log2(1 + size / (1 + held))))
            before = 0
            for holders, gain in zip(levels, GAINS, strict=True):
                if holders:
                    bits.add(totals, holders, rarity * (gain - before))
                before = gain
        exact = self._sets.get(self.query.title, 0)
        return [exact, *reversed(totals)]
