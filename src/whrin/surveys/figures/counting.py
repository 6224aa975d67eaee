"""Counting: one pass over the answers for every question of a form, and for every group of answers at once.

Rows hold `values`, `{path: text}`: a text of "" was asked and not answered, a missing path was not asked.
What is counted here is exact and therefore not to be shown; `shaping` makes of it what may be.
"""

import contextlib
import datetime
from collections import Counter
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
    """

    asked: int = 0
    answered: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    numbers: list[float] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __add__(self, other: "Counted") -> "Counted":
        places = dict(self.places)
        for code, (total, times) in other.places.items():
            before = places.get(code, (0, 0))
            places[code] = (before[0] + total, before[1] + times)
        return Counted(
            self.asked + other.asked,
            self.answered + other.answered,
            self.cells + other.cells,
            self.numbers + other.numbers,
            places,
        )


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
    """`sizes`: how many answers each group has."""

    tallies: dict[str, Tally]
    sizes: Counter[str]

    @property
    def total(self) -> int:
        """Return how many answers were counted."""
        return self.sizes.total()


def count(
    rows: Iterable[AnyRow], questions: Iterable[Question], group_of: Callable[[AnyRow], str]
) -> Counting:
    """Return the counts of every question, once through the rows."""
    asked = list(questions)
    tallies = {question.path: Tally(question) for question in asked}
    work = [(one, one.path, one.repeat, tallies[one.path].groups, _ADDERS[one.asks]) for one in asked]
    sizes: Counter[str] = Counter()
    by_version: Counter[tuple[str, str]] = Counter()
    for row in rows:
        group, values, version = group_of(row), row.values, row.version
        sizes[group] += 1
        by_version[version, group] += 1
        for question, path, repeat, groups, add in work:
            if repeat:
                _add_rounds(question, row, groups, group)
                continue
            text = values.get(path)
            if text is None:
                continue
            counted = groups.get(group) or groups.setdefault(group, Counted())
            counted.asked += 1
            if text:
                add(counted, question, text)
    for tally in tallies.values():
        for (version, group), times in by_version.items():
            if version in tally.question.versions:
                tally.offered[group] += times
    return Counting(tallies, sizes)


def _add_rounds(question: Question, row: Row, groups: dict[str, Counted], group: str) -> None:
    said = [one[question.path] for one in row.repeats.get(question.repeat, ()) if question.path in one]
    if not said:
        return
    counted = groups.setdefault(group, Counted())
    counted.asked += 1
    codes = {code for text in said for code in question.chosen(text)}
    counted.answered += bool(codes)
    if question.asks in {Asks.ONE, Asks.SEVERAL}:
        counted.cells.update(codes)


def _one(counted: Counted, question: Question, text: str) -> None:
    counted.answered += 1
    counted.cells[text if text in question.known else OTHER] += 1


def _several(counted: Counted, question: Question, text: str) -> None:
    codes = question.chosen(text)
    counted.answered += bool(codes)
    counted.cells.update(codes)


def _number(counted: Counted, _question: Question, text: str) -> None:
    with contextlib.suppress(ValueError):
        number = float(text)
        if abs(number) < float("inf"):  # neither infinite nor NaN
            counted.numbers.append(number)
            counted.answered += 1


def _day(counted: Counted, _question: Question, text: str) -> None:
    with contextlib.suppress(ValueError):
        counted.cells[f"{datetime.date.fromisoformat(text[:10]):%Y-%m}"] += 1
        counted.answered += 1


def _rank(counted: Counted, question: Question, text: str) -> None:
    codes = [code for code in dict.fromkeys(text.split()) if code in question.known]
    counted.answered += bool(codes)
    counted.cells.update(codes[:1])
    for place, code in enumerate(codes, 1):
        total, times = counted.places.get(code, (0, 0))
        counted.places[code] = (total + place, times + 1)


def _words(counted: Counted, _question: Question, _text: str) -> None:
    counted.answered += 1


_ADDERS: dict[Asks, Callable[[Counted, Question, str], None]] = {
    Asks.ONE: _one,
    Asks.SEVERAL: _several,
    Asks.NUMBER: _number,
    Asks.DAY: _day,
    Asks.RANK: _rank,
    Asks.WORDS: _words,
}
