"""Arithmetic on whole sets gives what arithmetic on each number gives."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from whrin.search.memory import bits
from whrin.search.memory.facets import Facet, Hits

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


@given(IDS, IDS)
def test_counting_is_the_same_in_either_form(held: set[int], hits: set[int]) -> None:
    facet = Facet({"dense": bits.from_ids(held), "rare": array("I", sorted(held))})
    both = len(held & hits)
    assert facet.counts(Hits(bits.from_ids(hits))) == ([("dense", both), ("rare", both)] if both else [])


@given(IDS, IDS, IDS)
def test_a_mended_facet_is_the_same_in_either_form(held: set[int], changed: set[int], now: set[int]) -> None:
    now &= changed
    facet = Facet({"dense": bits.from_ids(held), "rare": array("I", sorted(held))})
    mended = facet.patched(
        bits.from_ids(changed), frozenset(changed), {"dense": list(now), "rare": list(now)}
    )
    expected = sorted(held - changed | now)
    assert bits.to_ids(mended.bits_of("dense")) == bits.to_ids(mended.bits_of("rare")) == expected
