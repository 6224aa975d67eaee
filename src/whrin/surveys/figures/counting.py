"""Counting: one pass over the answers for every question of a form, and for every group of answers at once.

Rows hold `values`, `{path: text}`: a text of "" was asked and not answered, a missing path was not asked.
What is counted here is exact and therefore not to be shown; `shaping` makes of it what may be.
"""

import datetime
import math
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol, TypeVar


class Asks(StrEnum):
    """What a question can be counted as."""

    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    DAY = "day"
    RANK = "rank"
    WORDS = "words"


#: Stands for whatever the form does not offer: what somebody sent by a way of her own may be her words.
OTHER = " other"
#: First and last year of days that are counted; others are slips.
YEARS = (1900, 2100)
ASKED, ANSWERED = " asked", " answered"


@dataclass(frozen=True)
class Question:
    """One question: `codes` are its choices in their order, `versions` those of the form that ask it.
    `repeat`: path of the repeat it is asked in; then it is counted in how many answers something was said at
    least once, for one woman may have many rounds.
    """

    path: str
    asks: Asks
    codes: tuple[str, ...] = ()
    repeat: str = ""
    versions: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> frozenset[str]:
        """Return its choices, to look them up."""
        return frozenset(self.codes)

    def chosen(self, text: str) -> set[str]:
        """Return what was chosen of several."""
        return {code if code in self.known else OTHER for code in text.split()}


class Row(Protocol):
    """What is counted of an answer."""

    @property
    def version(self) -> str: ...
    @property
    def values(self) -> Mapping[str, str]: ...
    @property
    def repeats(self) -> Mapping[str, Iterable[Mapping[str, str]]]: ...


AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(slots=True)
class Counted:
    """What one group of answers said to one question.

    `cells`: answers by code, or by month (`2026-03`) for days. `numbers`: what was said to a question for
    a number. `places`: for a ranking, the sum of the places that each choice was given, and how often.
    `who`: of the same cells, and of `ASKED` and `ANSWERED`, a mark of just which answers they are, made by
    chance for this counting: two questions with the same mark were answered by the same.
    """

    asked: int = 0
    answered: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    numbers: list[float] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    who: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, codes: Iterable[str], mark: int) -> None:
        """Count one answer with what it chose."""
        self.answered += 1
        self.who[ANSWERED] ^= mark
        for code in codes:
            self.cells[code] += 1
            self.who[code] ^= mark

    def __add__(self, other: "Counted") -> "Counted":
        whole = Counted(self.asked + other.asked, self.answered + other.answered, self.cells + other.cells)
        whole.numbers = self.numbers + other.numbers
        for part in (self, other):
            for code, (total, times) in part.places.items():
                before = whole.places.get(code, (0, 0))
                whole.places[code] = (before[0] + total, before[1] + times)
            for code, mark in part.who.items():
                whole.who[code] ^= mark
        return whole


@dataclass(slots=True)
class Tally:
    """All groups of one question. `offered`: of each group, the answers to versions that ask it at all."""

    question: Question
    groups: dict[str, Counted] = field(default_factory=dict)
    offered: Counter[str] = field(default_factory=Counter)

    def all(self) -> Counted:
        """Return what all groups said."""
        return sum(self.groups.values(), Counted())

    def not_asked(self, group: str) -> int:
        """Return how many of a group were not asked, though their version asks."""
        return self.offered[group] - (self.groups[group].asked if group in self.groups else 0)


@dataclass(slots=True)
class Counting:
    """`sizes`: how many answers each group has; `who`: the mark of just which they are."""

    tallies: dict[str, Tally]
    sizes: Counter[str] = field(default_factory=Counter)
    who: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """Return how many answers were counted."""
        return self.sizes.total()


def count(
    rows: Iterable[AnyRow], questions: Iterable[Question], group_of: Callable[[AnyRow], str]
) -> Counting:
    """Return the counts of every question, once through the rows."""
    asked = list(questions)
    counting = Counting({question.path: Tally(question) for question in asked})
    once = [
        (one, one.path, counting.tallies[one.path].groups, _READERS[one.asks])
        for one in asked
        if not one.repeat
    ]
    often = [(one, counting.tallies[one.path].groups) for one in asked if one.repeat]
    by_version: Counter[tuple[str, str]] = Counter()
    for row in rows:
        group, values, mark = group_of(row), row.values, secrets.randbits(64)
        by_version[row.version, group] += 1
        counting.who[group] ^= mark
        for question, path, groups, read in once:
            text = values.get(path)
            if text is None:
                continue
            counted = groups.get(group) or groups.setdefault(group, Counted())
            counted.asked += 1
            counted.who[ASKED] ^= mark
            codes = read(counted, question, text) if text else None
            if codes is not None:
                counted.take(codes, mark)
        for question, groups in often:
            _take_rounds(question, row, groups, group, mark)
    for (version, group), times in by_version.items():
        counting.sizes[group] += times
        for tally in counting.tallies.values():
            if version in tally.question.versions:
                tally.offered[group] += times
    return counting


def _take_rounds(question: Question, row: Row, groups: dict[str, Counted], group: str, mark: int) -> None:
    said = [one[question.path] for one in row.repeats.get(question.repeat, ()) if question.path in one]
    if not said:
        return
    counted = groups.setdefault(group, Counted())
    counted.asked += 1
    counted.who[ASKED] ^= mark
    codes = {code for text in said for code in question.chosen(text)}
    if codes:
        counted.take(codes if question.asks in {Asks.ONE, Asks.SEVERAL} else (), mark)


def _one(_counted: Counted, question: Question, text: str) -> Iterable[str] | None:
    return (text if text in question.known else OTHER,)


def _several(_counted: Counted, question: Question, text: str) -> Iterable[str] | None:
    return question.chosen(text) or None


def _number(counted: Counted, _question: Question, text: str) -> Iterable[str] | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    counted.numbers.append(number)
    return ()


def _day(_counted: Counted, _question: Question, text: str) -> Iterable[str] | None:
    try:
        day = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return (f"{day:%Y-%m}",) if YEARS[0] <= day.year <= YEARS[1] else None


def _rank(counted: Counted, question: Question, text: str) -> Iterable[str] | None:
    codes = [code for code in dict.fromkeys(text.split()) if code in question.known]
    for place, code in enumerate(codes, 1):
        total, times = counted.places.get(code, (0, 0))
        counted.places[code] = (total + place, times + 1)
    return codes[:1] or None


def _words(_counted: Counted, _question: Question, _text: str) -> Iterable[str] | None:
    return ()


_READERS: dict[Asks, Callable[[Counted, Question, str], Iterable[str] | None]] = {
    Asks.ONE: _one,
    Asks.SEVERAL: _several,
    Asks.NUMBER: _number,
    Asks.DAY: _day,
    Asks.RANK: _rank,
    Asks.WORDS: _words,
}
