"""The columns of a form as questions that can be counted, and which of them belong into one figure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from whrin.surveys.figures.counting import Asks, Question
from whrin.surveys.tables import Column, Kind

#: When answers came: counted like a question for a day.
RECEIVED = " received"

#: A question with more choices, such as all towns, sorts no answers, and shows only what was chosen.
MOST_CHOICES = 40

_ASKS = {
    Kind.ONE: Asks.ONE,
    Kind.TICK: Asks.ONE,
    Kind.MANY: Asks.SEVERAL,
    Kind.RANK: Asks.RANK,
    Kind.INTEGER: Asks.NUMBER,
    Kind.DECIMAL: Asks.NUMBER,
    Kind.DATE: Asks.DAY,
    Kind.MOMENT: Asks.DAY,
}
#: What stands in an answer where something was acknowledged.
_TICKED = ("OK",)


def question_of(column: Column) -> Question:
    """Return how a column is counted. In a repeat only choices are: one woman may have many rounds."""
    asks = _ASKS.get(column.kind, Asks.WORDS)
    if column.repeat and asks not in {Asks.ONE, Asks.SEVERAL}:
        asks = Asks.WORDS
    codes = _TICKED if column.kind is Kind.TICK else tuple(choice.value for choice in column.choices)
    return Question(column.path, asks, codes, column.repeat, frozenset(column.versions))


def counted_columns(columns: Iterable[Column]) -> list[Column]:
    """Return the columns that figures are made of: no traces, and not how the form calls an answer."""
    return [column for column in columns if not column.trace and "/meta/" not in column.path]


def sorting_columns(columns: Iterable[Column]) -> list[Column]:
    """Return the columns by which answers can be sorted into groups: not too many choices, asked once."""
    kinds = {Kind.ONE, Kind.MANY}
    fitting = (column for column in columns if column.kind in kinds and not column.repeat)
    return [column for column in fitting if 0 < len(column.choices) <= MOST_CHOICES]


def together(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Yield the columns of each figure: questions of one group with the same choices, one after the other,
    make one figure; all others one each.
    """
    for alike, run in groupby(columns, _likeness):
        found = list(run)
        if alike[1] and len(found) > 1:
            yield found
        else:
            yield from ([column] for column in found)


def _likeness(column: Column) -> tuple[str, tuple[str, ...]]:
    group = column.path.rpartition("/")[0]
    is_in_group = group.count("/") > 1
    if column.kind is not Kind.ONE or column.repeat or not is_in_group:
        return group, ()
    return group, tuple(choice.value for choice in column.choices)
