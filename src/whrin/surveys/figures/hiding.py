"""Which small figures are hidden, and which others with them so that no sum gives them away.

A figure from 1 to `smallest - 1` answers is hidden. A zero is shown: nobody stands behind it; but where it
would say that all of a group gave one and the same answer, the whole group is hidden. What is hidden besides
looks the same, so that nobody sees which of them are the small ones.

What holds, exactly: from all that is shown of one question, and of two crossed, with all their sums, nobody
can tell a small figure more closely than as one of `smallest` numbers or more. A category that is hidden by
itself is hidden in every table with another question, so that two tables tell no more of it than one. What
does not hold: three tables laid on each other may tell more than each; who looks every day sees what a day
added; who knows some of the answers herself can take them away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from whrin.surveys.figures.flows import Edge, Free, cheapest_way, room_around

Cell = tuple[int, int]
#: Cells of a table that can be looked at in a second; a larger one is hidden whole once it must hide any.
LARGEST = 400
_START, _END = "start", "end"


def hidden_in_line(counts: Sequence[int], smallest: int, *, always: Iterable[int] = ()) -> frozenset[int]:
    """Return which of the parts of a published sum are hidden; all of them where no fewer are enough.

    `always`: those that must be hidden whatever they are.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < smallest} | set(always)
    left = sorted((count, place) for place, count in enumerate(counts) if count and place not in hidden)
    for _count, place in left:
        if _is_wide(counts, hidden, smallest):
            return frozenset(hidden)
        hidden.add(place)
    return frozenset(hidden) if _is_wide(counts, hidden, smallest) else frozenset(range(len(counts)))


def _is_wide(counts: Sequence[int], hidden: set[int], smallest: int) -> bool:
    """Say whether each hidden part may be `smallest` different numbers; each of them is 1 or more."""
    together = sum(counts[place] for place in hidden)
    return not hidden or (len(hidden) > 1 and together - len(hidden) + 1 >= smallest)


@dataclass
class _Crossed:
    """A table on its way: which cells are hidden already."""

    table: Sequence[Sequence[int]]
    smallest: int
    rows: frozenset[int]
    columns: frozenset[int]
    hidden: set[Cell] = field(default_factory=set)

    def cells(self) -> list[Cell]:
        return [(row, column) for row in range(len(self.table)) for column in range(len(self.table[0]))]

    def edge(self, cell: Cell) -> Edge:
        value = self.table[cell[0]][cell[1]]
        return Edge(("row", cell[0]), ("column", cell[1]), value, min(value, 1))

    def sums(self) -> list[Edge]:
        """Return the sums that are not published."""
        rows = [(_START, ("row", row), sum(self.table[row])) for row in sorted(self.rows)]
        columns = [
            (("column", column), _END, sum(line[column] for line in self.table))
            for column in sorted(self.columns)
        ]
        return [Edge(tail, head, value, min(value, 1)) for tail, head, value in (*rows, *columns)]

    def begin(self, spare: frozenset[Cell]) -> None:
        """Hide the small ones, those in hidden lines, and groups that are all of one mind."""
        for row, column in self.cells():
            is_small = 0 < self.table[row][column] < self.smallest
            if is_small or ((row in self.rows or column in self.columns) and not self._is_empty(row, column)):
                self.hidden.add((row, column))
        if self.smallest == 1:
            return
        for line in self._groups(spare):
            filled = [cell for cell in line if self.table[cell[0]][cell[1]]]
            if len(filled) == 1 and len(line) > 1 and filled[0] not in spare:
                self.hidden.update(cell for cell in line if not self._is_empty(*cell))

    def _is_empty(self, row: int, column: int) -> bool:
        """Say whether a sum that is shown tells that there is nothing."""
        by_row = row not in self.rows and not any(self.table[row])
        return by_row or (column not in self.columns and not any(line[column] for line in self.table))

    def _groups(self, spare: frozenset[Cell]) -> Iterator[list[Cell]]:
        """Yield rows and columns. Where whole rows were not asked, columns need not be looked at."""
        height, width = len(self.table), len(self.table[0])
        wide = {column for _row, column in spare} != set(range(width))
        high = {row for row, _column in spare} != set(range(height))
        if wide or not spare:
            yield from ([(row, column) for column in range(width)] for row in range(height))
        if high or not spare:
            yield from ([(row, column) for row in range(height)] for column in range(width))

    def open_cell(self) -> tuple[Edge, int, Free] | None:
        """Return the first small cell or sum that can be told too closely, and by how much."""
        edges = {cell: self.edge(cell) for cell in sorted(self.hidden)}
        every = [*edges.values(), *self.sums()]
        for edge in every:
            if edge.value >= self.smallest:
                continue
            room, left = room_around(
                edge, (other for other in every if other is not edge), enough=self.smallest - 1
            )
            if room < self.smallest - 1:
                return edge, self.smallest - 1 - room, left
        return None

    def hide_more(self, edge: Edge, missing: int, left: Free) -> bool:
        """Hide what is cheapest so that a cell can be told less closely; say whether anything was left."""
        shown = {self.edge(cell): cell for cell in self.cells() if cell not in self.hidden}
        for amount in (missing, 1):
            more = cheapest_way(edge, left, shown, amount=amount)
            if more:
                self.hidden.update(shown[one] for one in more)
                return True
        return False


def hidden_in_table(
    table: Sequence[Sequence[int]],
    smallest: int,
    *,
    rows: frozenset[int] = frozenset(),
    columns: frozenset[int] = frozenset(),
    spare: frozenset[Cell] = frozenset(),
) -> frozenset[Cell]:
    """Return which cells of a table with published sums are hidden; all of them where no fewer are enough.

    `rows`, `columns`: those whose sums are hidden. `spare`: cells in which a whole group may stand: those who
    were not asked.
    """
    crossed = _Crossed(table, smallest, rows, columns)
    crossed.begin(spare)
    cells = frozenset(crossed.cells())
    if len(cells) > LARGEST and crossed.hidden:
        return cells
    while crossed.hidden != cells and (found := crossed.open_cell()):
        if not crossed.hide_more(*found):
            return cells
    return frozenset(crossed.hidden)
