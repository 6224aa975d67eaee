"""Arithmetic on whole sets gives what arithmetic on each number gives."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whrin.search.memory import bits
from whrin.search.memory.facets import Hits, facet

IDS = st.sets(st.integers(0, 700))


@given(IDS)
def test_a_set_is_what_went_into_it(ids: set[int]) -> None:
    assert bits.to_ids(bits.from_ids(ids)) == sorted(ids)


@given(st.lists(st.tuples(IDS, st.integers(1, 300)), max_size=6), st.integers(0, 900))
def test_sums_and_comparisons_are_right_for_every_document(
    additions: list[tuple[set[int], int]], bound: int
) -> None:
    totals: list[int] = []
    for ids, amount in additions:
        bits.add(totals, bits.from_ids(ids), amount)
    expected = [sum(amount for ids, amount in additions if one in ids) for one in range(701)]
    found = [sum((plane >> one & 1) << digit for digit, plane in enumerate(totals)) for one in range(701)]
    assert found == expected
    everyone = (1 << 701) - 1
    assert bits.to_ids(bits.at_least(totals, bound, everyone)) == [
        one for one in range(701) if expected[one] >= bound
    ]


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=300), st.integers(0, 50))
def test_the_first_are_those_with_the_greatest_numbers(numbers: list[int], wanted: int) -> None:
    planes = bits.planes(array("I", numbers), 32)
    best = sorted(range(len(numbers)), key=lambda one: (-numbers[one], one))[:wanted]
    assert bits.to_ids(bits.first((1 << len(numbers)) - 1, planes, wanted)) == sorted(best)


VALUES = st.dictionaries(st.sampled_from("abcdef"), IDS, max_size=6)


def truth(by_value: dict[str, set[int]], hits: set[int]) -> list[tuple[str, int]]:
    counted = [(value, len(ids & hits)) for value, ids in by_value.items()]
    return sorted([pair for pair in counted if pair[1]], key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("size", [701, 500_000], ids=["frequent values", "rare values"])
@given(VALUES, IDS, IDS, VALUES)
def test_a_facet_counts_rightly_before_and_after_a_change(
    size: int, before: dict[str, set[int]], hits: set[int], changed: set[int], after: dict[str, set[int]]
) -> None:
    made = facet({value: sorted(ids) for value, ids in before.items()}, size)
    present = bits.from_ids({*hits, *(one for ids in before.values() for one in ids)})
    assert made.counts(Hits(bits.from_ids(hits), present)) == truth(before, hits)
    now = {value: ids & changed for value, ids in after.items()}
    expected = {
        value: (before.get(value, set()) - changed) | now.get(value, set()) for value in {**before, **now}
    }
    mended = made.patched(changed, {value: sorted(ids) for value, ids in now.items() if ids})
    everyone = bits.from_ids(range(701))
    assert mended.counts(Hits(everyone, everyone)) == truth(expected, set(range(701)))
    assert mended.counts(Hits(bits.from_ids(hits), everyone)) == truth(expected, hits)
    assert mended.values == sorted(value for value, ids in expected.items() if ids)
    for value, ids in expected.items():
        assert bits.to_ids(mended.bits_of(value)) == sorted(ids)
