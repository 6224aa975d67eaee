"""A facet in memory: which documents have which value, in the form that counts quickest."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import compress

from whrin.search.memory import bits

_TO_FLAGS = bytes.maketrans(b"01", b"\0\1")


class Hits:
    """Some documents to be counted: as bits, and as a byte for each document."""

    def __init__(self, among: int) -> None:
        self.bits = among

    @cached_property
    def flags(self) -> bytes:
        return format(self.bits, "b").encode()[::-1].translate(_TO_FLAGS)


class Facet:
    """The values of one facet. Never changed, only replaced.

    `held`: each value's documents. Values of few documents also stand in one long column (`_ids`, and beside
    it `_places`, the value's number), so that thousands of them are counted in one pass.
    """

    def __init__(self, held: Mapping[str, bits.Members]) -> None:
        self.held = held
        self._dense = {value: members for value, members in held.items() if isinstance(members, int)}
        self._rare = [value for value, members in held.items() if not isinstance(members, int)]

    @cached_property
    def _ids(self) -> "array[int]":
        column = array("I")
        for value in self._rare:
            column.extend(self._rare_members(value))
        return column

    @cached_property
    def _places(self) -> "array[int]":
        column = array("I")
        for place, value in enumerate(self._rare):
            column.extend(array("I", [place]) * len(self._rare_members(value)))
        return column

    def _rare_members(self, value: str) -> "array[int]":
        members = self.held[value]
        return array("I") if isinstance(members, int) else members

    def counts(self, hits: Hits) -> list[tuple[str, int]]:
        """Return the values that any of the hits have, with how many, most frequent first."""
        if not hits.bits:
            return []
        found = [(value, (members & hits.bits).bit_count()) for value, members in self._dense.items()]
        if self._ids:
            flags = hits.flags.ljust(max(self._ids) + 1, b"\0")
            rare = Counter(compress(self._places, map(flags.__getitem__, self._ids)))
            found += [(self._rare[place], count) for place, count in rare.items()]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def bits_of(self, value: str) -> int:
        """Return the documents with this value; nobody for a value there is not."""
        return bits.bits_of(self.held.get(value, 0))

    def patched(self, mask: int, changed: frozenset[int], now: Mapping[str, Sequence[int]]) -> "Facet":
        """Return the facet after the `changed` documents (`mask`: their bits) have the values of `now`."""
        held = dict(self.held)
        for value, members in self._dense.items():
            if members & mask:
                held[value] = members & ~mask
        touched = Counter(compress(self._places, map(changed.__contains__, self._ids)))
        for value in (self._rare[place] for place in touched):
            held[value] = array("I", [one for one in self._rare_members(value) if one not in changed])
        for value, ids in now.items():
            before = held.get(value, array("I"))
            held[value] = (
                before | bits.from_ids(ids)
                if isinstance(before, int)
                else array("I", sorted([*before, *ids]))
            )
        return Facet({value: members for value, members in held.items() if members})


NO_FACET = Facet({})
