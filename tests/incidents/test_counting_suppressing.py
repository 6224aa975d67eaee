"""Nobody can work out a number that is hidden, whatever was published, and although the rules are known."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whrin.incidents.counting.suppressing import TABLES, Exact, Published, Rules, publish

pytestmark = pytest.mark.once
RULES = Rules()
LINES = {"kinds": "abcd", "actors": "pqr", "regions": "wxyz"}
#: One report: its kinds, its actors, its region.
Report = tuple[frozenset[str], frozenset[str], str]
Interval = tuple[int, int]


def _some(lines: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(lines), min_size=1, max_size=3)


REPORTS = st.tuples(_some("abcd"), _some("pqr"), st.sampled_from("wxyz"))


@st.composite
def quarters(draw: st.DrawFn) -> list[Report]:
    """Draw the reports of a quarter: some kinds of report many times, as reports come."""
    alike = st.tuples(REPORTS, st.integers(0, 40))
    return [one for one, times in draw(st.lists(alike, max_size=8)) for _ in range(times)]


def counted(reports: Sequence[Report]) -> Exact:
    """Return what an analyst counts."""
    tables = {
        "kinds": {line: sum(line in kinds for kinds, _a, _r in reports) for line in LINES["kinds"]},
        "actors": {line: sum(line in actors for _k, actors, _r in reports) for line in LINES["actors"]},
        "regions": {line: sum(line == region for _k, _a, region in reports) for line in LINES["regions"]},
    }
    return Exact(len(reports), tables)


def attacked(published: Published, could_be: Callable[[int], Interval]) -> dict[tuple[str, str], Interval]:
    """Return what an attacker learns of every hidden number: intervals of whole numbers, made narrower by all
    sums until none changes any more. She knows how reports stand in tables.
    """
    endless = 10**6
    total = could_be(published.total) if published.total is not None else (0, 9)
    known: dict[tuple[str, str], Interval] = {
        (name, line): (0, endless) if count is None else could_be(count)
        for name, table in published.tables.items()
        for line, count in table.items()
    }
    while True:
        before = dict(known), total
        for name in (name for name in TABLES if published.tables[name]):
            cells = [cell for cell in known if cell[0] == name]
            least, most = (sum(known[cell][end] for cell in cells) for end in (0, 1))
            total = max(total[0], least if name == "regions" else 0), min(total[1], most)
            for cell in cells:
                low, high = known[cell]
                others_low, others_high = least - low, most - high
                low = max(low, total[0] - others_high)
                high = min(high, total[1] - (others_low if name == "regions" else 0))
                known[cell] = low, high
                total = max(total[0], low), total[1]
        if before == (known, total):
            return {cell: ends for cell, ends in known.items() if published.tables[cell[0]][cell[1]] is None}


@given(st.lists(quarters(), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_nobody_can_solve_a_hidden_number_from_all_releases(releases: list[list[Report]]) -> None:
    # A report stands in one release, and no number spans two: all releases tell no more of it than its own.
    for reports in releases:
        exact = counted(reports)
        published = publish(exact, RULES)
        for (name, line), (low, high) in attacked(published, RULES.could_be).items():
            assert low == 0
            assert high >= RULES.smallest - 1
            assert low <= exact.tables[name][line] <= high


@given(quarters())
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_true_and_of_ten_or_more(reports: list[Report]) -> None:
    exact = counted(reports)
    published = publish(exact, RULES)
    for name, table in published.tables.items():
        for line, shown in table.items():
            count = exact.tables[name][line]
            assert shown is None or (count >= 10 and len(reports) - count >= 10 and abs(shown - count) <= 2)


def _naive(exact: Exact) -> Published:
    """Hide small counts alone, and show the sum as it is: as many sites do."""
    tables: dict[str, dict[str, int | None]] = {
        name: {line: count if count >= 10 else None for line, count in table.items()}
        for name, table in exact.tables.items()
    }
    return Published(exact.total, tables)


def test_the_attacker_solves_what_hides_small_counts_alone() -> None:
    reports: list[Report] = [(frozenset("a"), frozenset("p"), "w")] * 14
    reports += [(frozenset("b"), frozenset("q"), "x")] * 2
    solved = attacked(_naive(counted(reports)), lambda shown: (shown, shown))
    # 16 - 14 = 2; those who told nothing of a told b, c or d.
    assert solved["regions", "x"] == (0, 2)
    assert publish(counted(reports), RULES).tables["regions"] == dict.fromkeys("wxyz")
    complete = Exact(16, {"kinds": {}, "actors": {}, "regions": {"w": 14, "x": 2}})
    assert attacked(_naive(complete), lambda shown: (shown, shown))["regions", "x"] == (2, 2)
    assert publish(complete, RULES).tables["regions"] == {"w": None, "x": None}


def _small_quarters(most: int, kinds_told: str) -> Iterator[Exact]:
    """Yield every quarter of at most so many reports, three regions and these kinds."""
    for regions in product(range(most + 1), repeat=3):
        total = sum(regions)
        for kinds in product(range(total + 1), repeat=len(kinds_told)) if total <= most else ():
            if sum(kinds) >= total:
                tables: dict[str, dict[str, int]] = {
                    "kinds": dict(zip(kinds_told, kinds, strict=True)),
                    "actors": {},
                    "regions": dict(zip("xyz", regions, strict=True)),
                }
                yield Exact(total, tables)


@pytest.mark.parametrize(("step", "most", "kinds"), [(1, 8, "abc"), (3, 10, "ab")])
def test_knowing_the_rules_by_heart_does_not_help(step: int, most: int, kinds: str) -> None:
    # Small rules (k = 3), so that every quarter there can be is looked at. Those that look alike when they
    # are published are one to whoever knows the rules: behind each hidden number at least k others remain.
    rules = Rules(3, step)
    alike: dict[object, dict[tuple[str, str], set[int]]] = defaultdict(lambda: defaultdict(set))
    for exact in _small_quarters(most, kinds):
        published = publish(exact, rules)
        if (published.total or 0) + step // 2 > most:
            continue
        looks = published.total, *(tuple(table.items()) for table in published.tables.values())
        for name, table in published.tables.items():
            for line in (line for line, shown in table.items() if shown is None):
                alike[looks][name, line].add(exact.tables[name][line])
    assert len(alike) > 20
    assert min(len(could_be) for cells in alike.values() for could_be in cells.values()) >= rules.smallest


def test_too_few_reports_show_nothing_at_all() -> None:
    reports: list[Report] = [(frozenset("a"), frozenset("p"), "w")] * 9
    published = publish(counted(reports), RULES)
    assert published.total is None
    assert {count for table in published.tables.values() for count in table.values()} == {None}


def test_what_nearly_all_told_is_hidden_and_looks_like_a_small_number() -> None:
    reports: list[Report] = [(frozenset("ab"), frozenset("p"), "w")] * 20
    reports += [(frozenset("a"), frozenset("p"), "x")] * 22
    # Two regions and nobody elsewhere: with 42 in all, it would be known that the others have nearly none.
    assert publish(counted(reports), RULES).tables["regions"] == dict.fromkeys("wxyz")
    reports += [(frozenset("a"), frozenset("p"), "y")] * 8
    tables = publish(counted(reports), RULES).tables
    assert tables["kinds"] == {"a": None, "b": 20, "c": None, "d": None}
    assert tables["actors"] == dict.fromkeys("pqr")
    assert tables["regions"] == {"w": 20, "x": 20, "y": None, "z": None}
