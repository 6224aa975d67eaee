"""What each column means: the questions with their labels and choices, and how often they were answered."""

from collections import Counter
from collections.abc import Iterable, Iterator

from whrin.surveys.tables.columns import Column, Kind
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.rows import Row

_COUNTS = {"asked", "answered"}


class Tally:
    """Counts answers while they pass by: for each question those in which it was asked, and those that say
    something to it, in whichever round of a repeat.
    """

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()

    def counting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows, and count them."""
        for row in rows:
            said = row.values.keys() | {
                path for rounds in row.repeats.values() for one in rounds for path in one
            }
            self._answered.update(said)
            # What was not relevant is not in an answer at all; what was left empty is.
            self._asked.update(said | row.silent)
            yield row

    def asked(self, column: Column) -> int:
        """Return in how many answers this was asked."""
        return self._asked[column.path]

    def answered(self, column: Column) -> int:
        """Return how many answers say something to it."""
        return self._answered[column.path]


def headings_of(joined: Joined) -> list[str]:
    """Return what stands in the first line. For programmes, too, and so in no language."""
    languages = joined.languages or ("",)
    return [
        "path",
        "name",
        "kind",
        "repeat",
        *(_named("label", language) for language in languages),
        *(_named("choices", language) for language in languages),
        "relevant",
        *_extras_of(joined),
        "versions",
        "asked",
        "answered",
    ]


def kinds_of(joined: Joined) -> list[Kind]:
    """Return what stands in each column."""
    return [Kind.INTEGER if heading in _COUNTS else Kind.TEXT for heading in headings_of(joined)]


def lines_of(joined: Joined, tally: Tally) -> Iterator[list[str]]:
    """Yield one line for each column. `tally`: of rows that have passed by."""
    languages = joined.languages or ("",)
    extras = _extras_of(joined)
    for column in joined.columns:
        yield [
            column.path,
            column.name,
            column.kind.value,
            column.repeat,
            *(column.texts.get(language, "") for language in languages),
            *(_choices(column, language) for language in languages),
            column.relevant,
            *(column.extras.get(extra, "") for extra in extras),
            ", ".join(column.versions),
            str(tally.asked(column)),
            str(tally.answered(column)),
        ]


def _named(name: str, language: str) -> str:
    return f"{name}::{language}" if language else name


def _choices(column: Column, language: str) -> str:
    return "\n".join(f"{choice.value} = {choice.texts.get(language, '')}" for choice in column.choices)


def _extras_of(joined: Joined) -> list[str]:
    return list(dict.fromkeys(name for column in joined.columns for name in column.extras))
