"""Two questions laid across each other: what those who gave one answer said to the other question."""

from dataclasses import dataclass

from whrin.surveys.figures.counting import OTHER, Asks, Counting, Question, Row, Tally
from whrin.surveys.figures.shaping import (
    NO_ANSWER,
    NOT_ASKED,
    Figure,
    Groups,
    Why,
    codes,
    figure,
    figure_in,
    hidden_codes,
    partitions,
)


@dataclass(frozen=True)
class Crossed:
    """One figure for each answer to the question of the rows; `why`: nothing can be shown at all."""

    rows: Question
    columns: Question
    keys: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    why: Why = Why.SHOWN


def said_to(question: Question, row: Row) -> str:
    """Return what an answer says to a question, as a group: its choice, or all its choices in a fixed order;
    what came with a version that does not ask it counts as no answer.
    """
    text = row.values.get(question.path)
    if text is None:
        return NOT_ASKED if row.version in question.versions else NO_ANSWER
    if not text.strip():
        return NO_ANSWER
    if question.asks is Asks.ONE:
        return text if text in question.known else OTHER
    return "\n".join(sorted(question.chosen(text)))


def cross(counting: Counting, rows: Tally, columns: Question, *, turned: bool, smallest: int) -> Crossed:
    """Return the table of two questions; `counting` is of the columns, in groups by what was said to the rows
    (`said_to`), and `rows` what was said to those by all. `turned`: see `Groups`.
    """
    across = counting.tallies[columns.path]
    for tally in (rows, across):
        if why := figure(tally, smallest).why:
            return Crossed(rows.question, columns, why=why)
    keys = codes(rows)
    figures = tuple(part_of(across, rows, key, turned=turned, smallest=smallest) for key in keys)
    return Crossed(rows.question, columns, keys, figures)


def part_of(across: Tally, rows: Tally, key: str, *, turned: bool, smallest: int) -> Figure:
    """Return what may be shown of those who gave one answer to another question."""
    hidden = hidden_codes(rows, smallest)
    line = next(partition for partition in partitions(rows) if key in partition)
    keys = tuple(line) + ((NOT_ASKED,) if NOT_ASKED in across.offered else ())
    return figure_in(_gathered(across, keys), key, Groups(keys, hidden, turned), smallest)


def _gathered(across: Tally, keys: tuple[str, ...]) -> Tally:
    """Return the same counts in other groups: what said several things is put with `x` or ` not x`."""
    gathered = Tally(across.question)
    for said, offered in across.offered.items():
        key = _key(said, keys)
        if not key:
            continue
        gathered.offered[key] += offered
        if said in across.groups:
            before = gathered.groups.get(key)
            gathered.groups[key] = before + across.groups[said] if before else across.groups[said]
    return gathered


def _key(said: str, keys: tuple[str, ...]) -> str:
    """Return which group it belongs to; none for those who were asked and did not answer."""
    if said in keys:
        return said
    chosen, others = keys[0], f" not {keys[0]}"
    if said == NO_ANSWER or others not in keys:
        return ""
    return chosen if chosen in said.split("\n") else others
