"""Which counts of a quarter may be shown, so that no small one can be worked out.

The grid is decided in advance: how many reports (`total`), and three tables of counts. Every report stands
in exactly one line of `regions` (one of them for those who told none), and in one or more lines of `kinds`
and of `actors`. There are no other tables: not by country, not two lists across each other.

1. Fewer than `smallest` reports: nothing is shown.
2. A count below `smallest` is hidden, zero too. So is one that all but fewer than `smallest` share
   (dominance): it would tell of everybody what nearly all have in common.
3. Where sums would tell of a hidden count that it is not any number below `smallest`, the table is withheld
   as a whole. To hide one more line instead would tell, by the choice of it, what was to be hidden.
4. All that is hidden looks the same. What is shown is rounded to `step`.

Rule 3 asks what somebody can work out who knows these rules and reads everything that is published. Tables
hang together by the number of reports alone, so her sums are intervals of whole numbers, and exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The three tables; a report stands in exactly one line of those in `_APART`.
TABLES = ("kinds", "actors", "regions")
_APART = frozenset({"regions"})

Counts = Mapping[str, int]
Shown = dict[str, int | None]
Interval = tuple[int, int]


@dataclass(frozen=True)
class Rules:
    """`smallest`: the least count that is shown; `step`: odd; what is shown is the nearest multiple of it."""

    smallest: int = 10
    step: int = 5

    def rounded(self, count: int) -> int:
        """Return the nearest multiple of `step`."""
        return (count + self.step // 2) // self.step * self.step

    def could_be(self, shown: int) -> Interval:
        """Return the least and the greatest count that is shown as this number."""
        slack = self.step // 2
        return max(shown - slack, self.smallest), shown + slack


@dataclass(frozen=True)
class Exact:
    """What was counted; it never leaves as it is. `tables`: by name of table, by line of the grid."""

    total: int
    tables: Mapping[str, Counts]


@dataclass(frozen=True)
class Published:
    """What may be shown: rounded counts; None: hidden."""

    total: int | None
    tables: dict[str, Shown] = field(default_factory=dict)


RULES = Rules()


def publish(exact: Exact, rules: Rules = RULES) -> Published:
    """Return what may be shown of a quarter."""
    if exact.total < rules.smallest:
        return Published(None, {name: dict.fromkeys(exact.tables[name]) for name in TABLES})
    shown = {name: _without_small(exact.tables[name], exact.total, rules) for name in TABLES}
    published = Published(rules.rounded(exact.total), shown)
    for name in TABLES:
        if _gives_away(published, name, rules):
            shown[name] = dict.fromkeys(shown[name])
    return published


def _without_small(counts: Counts, total: int, rules: Rules) -> Shown:
    """Return counts rounded, without small ones and without what nearly all share."""
    return {
        line: rules.rounded(count) if rules.smallest <= count <= total - rules.smallest else None
        for line, count in counts.items()
    }


def _gives_away(published: Published, name: str, rules: Rules) -> bool:
    """Say whether a hidden count of a table cannot be every number from 0 to `smallest - 1`."""
    table = published.tables[name]
    told, hidden = _told(table, rules), _hidden(table)
    if not told or not hidden:
        return False
    least, most = _total(published, rules)
    biggest = rules.smallest - 1
    left_over = least - sum(high for _low, high in told)
    if len(told) == 1:
        # Else it would be hidden for its dominance.
        left_over = max(left_over, rules.smallest)
    if name not in _APART:
        # With another hidden line, that one may be what nearly all share: nothing is told of this one.
        return hidden == 1 and left_over > 0
    return left_over > (hidden - 1) * biggest or most - sum(low for low, _high in told) < biggest


def _total(published: Published, rules: Rules) -> Interval:
    """Return how few and how many reports there can be: no line has more, and the lines of a table together
    have them all.
    """
    least, most = rules.could_be(published.total or 0)
    for name, table in published.tables.items():
        told, hidden = _told(table, rules), _hidden(table)
        lows = [low for low, _high in told]
        least = max(least, *(low + rules.smallest for low in lows), sum(lows) if name in _APART else 0)
        if told and (name in _APART or not hidden):
            most = min(most, sum(high for _low, high in told) + hidden * (rules.smallest - 1))
    return least, most


def _told(table: Shown, rules: Rules) -> list[Interval]:
    return [rules.could_be(count) for count in table.values() if count is not None]


def _hidden(table: Shown) -> int:
    return sum(count is None for count in table.values())
