"""What is hidden cannot be told from what is shown: every table that fits what is shown is looked at."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whrin.surveys.figures.hiding import Cell, hidden_in_line, hidden_in_table

pytestmark = pytest.mark.once
Table = Sequence[Sequence[int]]


def lines_that_fit(counts: Sequence[int], hidden: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Yield every line with the same sum and the same shown parts; what is hidden is 1 or more."""
    total, places = sum(counts[place] for place in hidden), sorted(hidden)
    for values in product(range(1, total + 1), repeat=len(places)):
        if sum(values) == total:
            yield values


def tables_that_fit(
    table: Table, hidden: frozenset[Cell], rows: frozenset[int], columns: frozenset[int]
) -> list[dict[Cell, int]]:
    """Return every table with the same shown cells and sums; of `rows` and `columns` no sum is known."""
    cells = sorted(hidden)
    everything = sum(table[r][c] for r, c in cells)
    down = [sum(line[c] for c in range(len(line)) if (r, c) in hidden) for r, line in enumerate(table)]
    across = [sum(table[r][c] for r in range(len(table)) if (r, c) in hidden) for c in range(len(table[0]))]
    found: list[dict[Cell, int]] = []

    def fill(number: int, told: dict[Cell, int]) -> None:
        left = everything - sum(told.values())
        if number == len(cells):
            is_same = all(not rest for r, rest in enumerate(down) if r not in rows)
            if not left and is_same and all(not rest for c, rest in enumerate(across) if c not in columns):
                found.append(dict(told))
            return
        row, column = cells[number]
        most = min(left, left if row in rows else down[row], left if column in columns else across[column])
        for value in range(min(1, table[row][column]), most + 1):
            down[row] -= value
            across[column] -= value
            fill(number + 1, told | {(row, column): value})
            down[row] += value
            across[column] += value

    fill(0, {})
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4), st.integers(2, 4))
def test_no_part_of_a_sum_can_be_told_closely(counts: list[int], smallest: int) -> None:
    hidden = hidden_in_line(counts, smallest)
    if len(hidden) == len(counts):
        return
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count < smallest)
    fitting = list(lines_that_fit(counts, hidden))
    for number in range(len(hidden)):
        assert len({values[number] for values in fitting}) >= smallest


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=3), st.booleans())
def test_no_small_cell_of_a_table_can_be_told_from_its_sums(table: list[list[int]], is_alone: bool) -> None:
    smallest, places = 3, (0, 1, 2)
    sums = [sum(line[column] for line in table) for column in places]
    rows = frozenset() if is_alone else hidden_in_line([sum(line) for line in table], smallest)
    columns = frozenset() if is_alone else hidden_in_line(sums, smallest)
    hidden = hidden_in_table(table, smallest, rows=rows, columns=columns)
    assert {(r, c) for r, line in enumerate(table) for c in places if 0 < line[c] < smallest} <= hidden
    if len(hidden) == len(table) * 3 or len(hidden) > 6:
        return  # nothing is shown, or there are too many tables to look at
    fitting = tables_that_fit(table, hidden, rows, columns)
    for row, column in hidden:
        if table[row][column] < smallest:
            assert len({told[row, column] for told in fitting}) >= smallest
    for column in columns:
        if sums[column] < smallest:
            told_sums = {
                sum(told.get((r, column), table[r][column]) for r in range(len(table))) for told in fitting
            }
            assert len(told_sums) >= smallest


def test_a_sum_does_not_give_the_one_small_part_away() -> None:
    assert hidden_in_line([40, 14, 2], 10) == {1, 2}


def test_zeros_are_shown_and_cost_no_other_figure() -> None:
    assert hidden_in_line([40, 0, 14], 10) == frozenset()
    assert hidden_in_table([[40, 0, 20], [12, 30, 15], [11, 16, 14]], 10) == frozenset()


def test_a_group_that_is_all_of_one_mind_is_hidden() -> None:
    table = [[40, 20, 15], [0, 12, 0], [30, 18, 25]]
    hidden = hidden_in_table(table, 10)
    assert {(1, 0), (1, 1), (1, 2)} <= hidden
    assert len(hidden) < 9


def test_a_whole_group_may_not_have_been_asked() -> None:
    assert hidden_in_table([[40, 20, 0], [0, 0, 15]], 10, spare=frozenset({(0, 2), (1, 2)})) == frozenset()


def test_a_category_that_is_hidden_by_itself_is_hidden_in_every_table() -> None:
    table = [[20, 15, 20], [15, 10, 12], [20, 12, 15]]
    hidden = hidden_in_table(table, 10, columns=frozenset({1, 2}))
    assert {(r, c) for r in range(3) for c in (1, 2)} <= hidden
    assert not {(r, 0) for r in range(3)} & hidden


def test_with_a_smallest_figure_of_one_all_is_shown() -> None:
    assert hidden_in_line([1, 0, 3], 1) == frozenset()
    assert hidden_in_table([[1, 0], [2, 1]], 1) == frozenset()


def test_a_large_table_is_decided_quickly() -> None:
    table = [[(row * 7 + column * 13) % 40 for column in range(12)] for row in range(15)]
    hidden = hidden_in_table(table, 10)
    assert 0 < len(hidden) < 15 * 12
