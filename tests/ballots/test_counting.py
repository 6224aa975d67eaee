"""What is shown of a few answers must not out anybody: every tally of small groups, one by one."""

import itertools
from collections import defaultdict

import pytest

from whrin.ballots.counting import FEW, Result, counted, shown

LEAST = 5
#: Answers that a person can give to two options, of which she may choose both.
SEVERAL = ([1], [2], [1, 2])


def _single() -> dict[Result, list[tuple[tuple[int, ...], int]]]:
    """Return every tally of up to 11 people and three options, by what is shown of it."""
    by_view = defaultdict(list)
    for counts in itertools.product(range(12), repeat=3):
        if sum(counts) < 12:
            view = shown(counts, voters=sum(counts), least=LEAST, is_single=True)
            by_view[view].append((counts, sum(counts)))
    return by_view


def _several() -> dict[Result, list[tuple[tuple[int, ...], int]]]:
    by_view = defaultdict(list)
    for times in itertools.product(range(9), repeat=3):
        answers = [answer for answer, count in zip(SEVERAL, times, strict=True) for _each in range(count)]
        counts = (times[0] + times[2], times[1] + times[2])
        by_view[counted(answers, options=2, least=LEAST, is_single=False)].append((counts, sum(times)))
    return by_view


# From here on the tallies at the edge of what is enumerated are left out: their larger siblings are missing.
@pytest.mark.parametrize(("views", "most"), [(_single(), 7), (_several(), 7)], ids=["single", "several"])
def test_nobody_can_conclude_that_all_or_none_chose_something(
    views: dict[Result, list[tuple[tuple[int, ...], int]]], most: int
) -> None:
    seen = 0
    for view, tallies in views.items():
        if not view.is_shown or min(voters for _counts, voters in tallies) > most:
            continue
        seen += 1
        for option in range(len(view.counts)):
            assert any(counts[option] < voters for counts, voters in tallies), (view, "all chose it")
            assert any(counts[option] > 0 for counts, _voters in tallies), (view, "nobody chose it")
            if view.counts[option] is None:
                assert {counts[option] for counts, _voters in tallies} >= set(range(FEW)), view
    assert seen > 3


def test_figures_of_a_larger_group_are_exact() -> None:
    answers = [[1]] * 7 + [[2]] * 4
    assert counted(answers, options=2, least=LEAST, is_single=True) == Result((7, 4), 11, is_exact=True)


def test_fewer_people_than_the_least_are_not_shown_at_all() -> None:
    assert not counted([[1]] * 4, options=2, least=LEAST, is_single=True).is_shown
    assert not counted([[1]] * 3 + [[2]] * 2, options=2, least=LEAST, is_single=True).is_shown


def test_one_who_disagrees_is_not_told_from_none() -> None:
    alone = counted([[1]] * 6 + [[2]], options=2, least=LEAST, is_single=True)
    assert alone == counted([[1]] * 6, options=2, least=LEAST, is_single=True)
    assert (alone.counts, alone.voters, alone.is_exact) == ((6, None), 6, False)
