"""Figures that may be shown: what was counted, without what would tell of a few.

All answers stand for themselves (`figure`). A group of them, such as those of one month or those who gave one
answer, is a row of the table that the question makes with all groups (`figure_in`): hidden with regard to the
whole table, so that nothing can be learnt by taking one group from another or from all.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from whrin.surveys.figures.counting import ANSWERED, ASKED, OTHER, Asks, Counted, Question, Tally
from whrin.surveys.figures.hiding import Cell, hidden_in_line, hidden_in_table
from whrin.surveys.figures.numbers import Numbers, described

#: Names of groups that are no choice; they begin with a space, as no choice does.
NOT_ASKED, NO_ANSWER = " unasked", " silent"


#: More months than these are told by year.
_MOST_MONTHS = 60


class Why(StrEnum):
    """Why a figure is not shown."""

    SHOWN = ""
    FEW_ASKED = "few asked"
    FEW_NOT_ASKED = "few not asked"
    FEW_ANSWERS = "few answers"
    GROUP = "group"
    TELLING = "telling"


@dataclass(frozen=True)
class Part:
    """One choice, or one month. `count` None: hidden. `share` in percent of those who answered, `place` the
    mean place in a ranking; None where they are hidden or there is none.
    """

    code: str
    count: int | None = None
    share: int | None = None
    place: float | None = None


@dataclass(frozen=True)
class Figure:
    """What may be shown of one question. `asked`, `answered`: None where they are hidden; `counted`: answers
    to versions that ask it.
    """

    question: Question
    counted: int = 0
    asked: int | None = None
    answered: int | None = None
    parts: tuple[Part, ...] = ()
    numbers: Numbers | None = None
    why: Why = Why.SHOWN

    @property
    def hides(self) -> bool:
        """Say whether a part is hidden."""
        return any(part.count is None for part in self.parts)


@dataclass(frozen=True)
class Groups:
    """All groups that answers are sorted into. `hidden`: those whose size is not shown. `turned`: whether the
    question that sorts stands behind the one that is looked at, so that both ways round hide the same.
    """

    keys: tuple[str, ...]
    hidden: frozenset[str] = field(default_factory=frozenset)
    turned: bool = False


def figure(tally: Tally, smallest: int) -> Figure:
    """Return what may be shown of all answers."""
    counted, question = tally.all(), tally.question
    offered = tally.offered.total()
    shown = Figure(question, offered, counted.asked, counted.answered)
    why = _why(counted, offered, smallest)
    if why:
        return Figure(question, offered, why=why)
    hidden = hidden_codes(tally, smallest)
    return replace(
        shown,
        parts=_parts(tally, counted, counted.answered, hidden, smallest),
        numbers=described(counted.numbers, smallest) if question.asks is Asks.NUMBER else None,
    )


def hidden_codes(tally: Tally, smallest: int) -> frozenset[str]:
    """Return the choices that are hidden among all answers, and therefore in every table."""
    counted = tally.all()
    hidden: set[str] = set()
    for partition in partitions(tally):
        line = [_count(counted, code, tally.question.asks) for code in partition]
        hidden |= {partition[place] for place in hidden_in_line(line, smallest)}
    return frozenset(hidden)


def figure_in(tally: Tally, key: str, groups: Groups, smallest: int) -> Figure:
    """Return what may be shown of one group of answers; `tally` holds them all."""
    whole = figure(tally, smallest)
    if whole.why:
        return whole
    question, mine = tally.question, tally.groups.get(key, Counted())
    hidden: set[str] = set()
    for partition in partitions(tally):
        crossed = _crossed(tally, partition, groups, smallest)
        row = groups.keys.index(key)
        if row in crossed.rows:
            return Figure(question, 0, why=Why.GROUP)
        hidden |= {crossed.columns[column] for line, column in crossed.hidden if line == row}
    offered, is_told = tally.offered[key], NOT_ASKED not in hidden
    if is_told and mine.asked < smallest:
        return Figure(question, offered, why=Why.FEW_ASKED)
    base = mine.answered if is_told else None
    shows_numbers = question.asks is Asks.NUMBER and ANSWERED not in hidden
    return Figure(
        question,
        offered,
        mine.asked if is_told else None,
        base,
        _parts(tally, mine, base, hidden, smallest),
        described(mine.numbers, smallest) if shows_numbers else None,
    )


def without_telling(
    figures: Mapping[str, Figure], counted: Mapping[str, Counted], everybody: int
) -> dict[str, Figure]:
    """Return the figures without those that were asked of just the women whose number is hidden in another:
    a form that asks further where somebody chose one answer says so in its sheets.

    `counted`: the same, exactly; `everybody`: the mark of all answers.
    """
    hidden = set()
    for path, one in figures.items():
        who = counted[path].who
        marks = {who[part.code] for part in one.parts if part.count is None}
        hidden |= marks | {who[ANSWERED] ^ mark for mark in marks} | {everybody ^ mark for mark in marks}
    hidden -= {0, everybody}
    return {
        path: Figure(one.question, one.counted, why=Why.TELLING)
        if not one.why and hidden & {counted[path].who[ASKED], counted[path].who[ANSWERED]}
        else one
        for path, one in figures.items()
    }


def codes(tally: Tally) -> tuple[str, ...]:
    """Return what was chosen or could be, in the order of the form; months as the calendar has them."""
    asks, seen = tally.question.asks, tally.all().cells
    if asks is Asks.DAY:
        return _months(sorted(seen))
    if asks in {Asks.NUMBER, Asks.WORDS}:
        return ()
    return (*tally.question.codes, OTHER) if seen[OTHER] else tally.question.codes


def partitions(tally: Tally) -> list[list[str]]:
    """Return the ways in which those who answered fall into parts: one way for all choices, or one for each
    of those of which several may be given; `" not x"` are those who did not choose x.
    """
    known, question = codes(tally), tally.question
    if question.asks in {Asks.NUMBER, Asks.WORDS}:
        return [[ANSWERED]]
    if question.asks is Asks.SEVERAL or question.repeat:
        return [[code, f" not {code}"] for code in known]
    return [list(known)]


@dataclass(frozen=True)
class _Hidden:
    rows: frozenset[int]
    columns: list[str]
    hidden: frozenset[Cell]


def _crossed(tally: Tally, partition: Sequence[str], groups: Groups, smallest: int) -> _Hidden:
    """Return what is hidden of the table of all groups and one partition."""
    missing = [tally.not_asked(key) for key in groups.keys]
    columns = [*partition, NOT_ASKED] if any(missing) else [*partition]
    table = [
        [
            gone if code == NOT_ASKED else _count(tally.groups.get(key, Counted()), code, tally.question.asks)
            for code in columns
        ]
        for key, gone in zip(groups.keys, missing, strict=True)
    ]
    always = hidden_codes(tally, smallest)
    rows = hidden_in_line([sum(line) for line in table], smallest, always=_at(groups.keys, groups.hidden))
    down = hidden_in_line(
        [sum(line[place] for line in table) for place in range(len(columns))],
        smallest,
        always=_at(columns, always),
    )
    spare = {
        (row, column)
        for row, key in enumerate(groups.keys)
        for column, code in enumerate(columns)
        if NOT_ASKED in {key, code}
    }
    return _Hidden(rows, columns, _hidden(table, smallest, (rows, down, frozenset(spare)), groups.turned))


def _hidden(
    table: list[list[int]],
    smallest: int,
    known: tuple[frozenset[int], frozenset[int], frozenset[Cell]],
    turned: bool,
) -> frozenset[Cell]:
    rows, columns, spare = known
    if not turned:
        return hidden_in_table(table, smallest, rows=rows, columns=columns, spare=spare)
    across = [list(line) for line in zip(*table, strict=True)]
    cells = hidden_in_table(across, smallest, rows=columns, columns=rows, spare=_turned(spare))
    return _turned(cells)


def _turned(cells: Iterable[Cell]) -> frozenset[Cell]:
    return frozenset((column, row) for row, column in cells)


def _at(keys: Sequence[str], hidden: frozenset[str]) -> list[int]:
    return [place for place, key in enumerate(keys) if key in hidden]


def _count(counted: Counted, code: str, asks: Asks = Asks.ONE) -> int:
    if code == ANSWERED:
        return counted.answered
    if asks is Asks.DAY:
        return sum(times for month, times in counted.cells.items() if month.startswith(code))
    if code.startswith(" not "):
        return counted.answered - counted.cells[code.removeprefix(" not ")]
    return counted.cells[code]


def _why(counted: Counted, offered: int, smallest: int) -> Why:
    """Return why nothing can be shown of a question at all."""
    if counted.asked < smallest:
        return Why.FEW_ASKED
    if 0 < offered - counted.asked < smallest:
        return Why.FEW_NOT_ASKED
    return Why.FEW_ANSWERS if counted.answered < smallest else Why.SHOWN


def _parts(
    tally: Tally, counted: Counted, base: int | None, hidden: Collection[str], smallest: int
) -> tuple[Part, ...]:
    found = []
    for code in codes(tally):
        if code in hidden:
            found.append(Part(code))
            continue
        count = _count(counted, code, tally.question.asks)
        total, times = counted.places.get(code, (0, 0))
        place = round(total / times, 1) if times >= max(smallest, 1) else None
        found.append(Part(code, count, round(100 * count / base) if base else None, place))
    return tuple(found) if tally.question.asks is not Asks.DAY else _without_ends(found)


def _without_ends(parts: list[Part]) -> tuple[Part, ...]:
    """Return months without what is hidden before the first shown one and after the last: the first of all
    would tell when somebody's own day was.
    """
    told = [place for place, part in enumerate(parts) if part.count]
    return tuple(parts[told[0] : told[-1] + 1]) if told else ()


def _months(found: Sequence[str]) -> tuple[str, ...]:
    """Return every month from the first to the last, or every year where they are far apart."""
    if not found:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (found[0], found[-1]))
    if last - first > _MOST_MONTHS:
        return tuple(str(year) for year in range(first // 12, last // 12 + 1))
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
