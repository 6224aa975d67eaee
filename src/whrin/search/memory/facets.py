"""A facet in memory: which documents have which value, in the form that counts quickest."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from whrin.search.memory import bits

# A value of fewer than one document in this many is *rare*: it has no set of its own, so that thousands of
# publishers cost no more memory, or time, than one.
_RARE = 256
# Up to so many rare values are looked for one by one.
_SEVERAL = 12


class Hits:
    """Some of the documents that are present, to be counted: whichever are fewer, they or the others."""

    def __init__(self, hits: int, present: int) -> None:
        self.bits = hits
        self.are_most = hits.bit_count() * 2 > present.bit_count()
        self._fewer = present & ~hits if self.are_most else hits

    @cached_property
    def fewer(self) -> list[int]:
        """The ids of the hits, or of the others if the hits are most."""
        return bits.to_ids(self._fewer)


@dataclass(frozen=True)
class Facet:
    """The values of one facet. Never changed, only replaced.

    `dense`: sets of the frequent values. `rare`: the number of each rare value, from 1. `first`: for each
    document its first rare value's number, or 0; `more`: the others, where there are any. `totals`: how many
    have each rare value, by number.
    """

    dense: Mapping[str, int] = field(default_factory=dict)
    rare: Mapping[str, int] = field(default_factory=dict)
    first: "array[int]" = field(default_factory=lambda: array("I"))
    more: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    totals: Mapping[int, int] = field(default_factory=dict)

    @property
    def values(self) -> list[str]:
        """The values that any document has, in order."""
        rare = (value for value, number in self.rare.items() if self.totals.get(number))
        return sorted([*(value for value, held in self.dense.items() if held), *rare])

    def bits_of(self, value: str) -> int:
        """Return the documents with this value; nobody for a value there is not."""
        if value in self.dense or value not in self.rare:
            return self.dense.get(value, 0)
        number, found, at = self.rare[value], [], 0
        for _ in range(self.first.count(number)):
            at = self.first.index(number, at) + 1
            found.append(at - 1)
        found += [one for one, numbers in self.more.items() if number in numbers]
        return bits.from_ids(found)

    def bits_of_any(self, values: Sequence[str]) -> int:
        """Return the documents with one of these values: for many, one look at the rare ones is enough."""
        held, wanted = 0, set[int]()
        if len(values) <= _SEVERAL:
            for value in values:
                held |= self.bits_of(value)
            return held
        for value in values:
            held |= self.dense.get(value, 0)
            wanted.add(self.rare.get(value, 0))
        wanted.discard(0)
        if wanted:
            found = [one for one, number in enumerate(self.first) if number in wanted]
            found += [one for one, numbers in self.more.items() if not wanted.isdisjoint(numbers)]
            held |= bits.from_ids(found)
        return held

    @cached_property
    def planes(self) -> list[int]:
        """The documents by their first value, ascending: planes to sort by, the most significant first."""
        values = self.values
        rank = {value: len(values) - place for place, value in enumerate(values)}
        longest = max((held.bit_length() for held in self.dense.values()), default=0)
        ranks = array("I", bytes(4 * max(len(self.first), longest)))
        by_number = {number: rank.get(value, 0) for value, number in self.rare.items()}
        for one, number in enumerate(self.first):
            if number:
                ranks[one] = by_number[number]
        for value, held in self.dense.items():
            for one in bits.to_ids(held):
                ranks[one] = max(ranks[one], rank[value])
        return bits.planes(ranks, max(1, len(values).bit_length()))

    def counts(self, hits: Hits) -> list[tuple[str, int]]:
        """Return the values that any of the hits have, with how many, most frequent first."""
        if not hits.bits:
            return []
        found = [(value, (held & hits.bits).bit_count()) for value, held in self.dense.items()]
        if self.rare:
            counted = self._rare_counts(hits)
            if hits.are_most:
                found += [(value, self.totals[place] - counted[place]) for value, place in self.rare.items()]
            else:
                found += [(value, counted[place]) for value, place in self.rare.items() if place in counted]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def _rare_counts(self, hits: Hits) -> Counter[int]:
        counted = Counter(map(self.first.__getitem__, hits.fewer))
        if self.more:
            fewer = set(hits.fewer)
            for one in fewer & self.more.keys():
                counted.update(self.more[one])
        return counted

    def patched(self, changed: Iterable[int], now: Mapping[str, Sequence[int]]) -> "Facet":
        """Return the facet after the `changed` documents have the values of `now`, and no others."""
        changed = frozenset(changed)
        mask = bits.from_ids(changed)
        dense = {value: held & ~mask if held & mask else held for value, held in self.dense.items()}
        rare, first, more, totals = (
            dict(self.rare),
            array("I", self.first),
            dict(self.more),
            dict(self.totals),
        )
        first.extend([0] * (max(changed, default=-1) + 1 - len(first)))
        for one in changed:
            for number in (first[one], *more.pop(one, ())):
                if number:
                    totals[number] -= 1
            first[one] = 0
        for value, ids in now.items():
            if value in dense:
                dense[value] |= bits.from_ids(ids)
                continue
            number = rare.setdefault(value, len(rare) + 1)
            totals[number] = totals.get(number, 0) + len(ids)
            _note(number, ids, first, more)
        return Facet(dense, rare, first, more, totals)


def _note(number: int, ids: Iterable[int], first: "array[int]", more: dict[int, tuple[int, ...]]) -> None:
    for one in ids:
        if first[one]:
            more[one] = (*more.get(one, ()), number)
        else:
            first[one] = number


def facet(by_value: Mapping[str, Sequence[int]], size: int) -> Facet:
    """Return a facet from the ids that have each value. `size`: one more than the highest id of the shelf."""
    dense = {value: bits.from_ids(ids) for value, ids in by_value.items() if len(ids) * _RARE >= size}
    rare = {
        value: number for number, value in enumerate((one for one in by_value if one not in dense), start=1)
    }
    first = array("I", bytes(4 * size))
    more: dict[int, tuple[int, ...]] = {}
    for value, number in rare.items():
        _note(number, by_value[value], first, more)
    return Facet(dense, rare, first, more, {number: len(by_value[value]) for value, number in rare.items()})


NO_FACET = Facet()
