"""Figures as pages and tables tell them: words in the reader's language, lengths in percent.

Everything is drawn with the colour of the text, and told apart by pattern and number: it stays readable in
the dark, on paper, and where the reader has her own colours. What is hidden has no length anywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words, reader_locale
from whrin.surveys.figures.counting import OTHER, Asks
from whrin.surveys.figures.numbers import Numbers
from whrin.surveys.figures.questions import MOST_CHOICES, RECEIVED
from whrin.surveys.figures.shaping import Figure, Part, Why
from whrin.surveys.figures.wording import Worded, month_of, worded
from whrin.surveys.tables import Column, Kind

#: Ways of filling a part of a bar, as `patterns.html` draws them; after the last they begin again.
PATTERNS = 8
_REASONS = {
    Why.FEW_ASKED: gettext_lazy("Fewer than %(few)s were asked."),
    Why.FEW_NOT_ASKED: gettext_lazy(
        "All but fewer than %(few)s were asked: figures would tell of those few."
    ),
    Why.FEW_ANSWERS: gettext_lazy("Fewer than %(few)s answered. Figures are shown from that number on."),
    Why.TELLING: gettext_lazy("Only some were asked, and their number would give a hidden figure away."),
    Why.GROUP: gettext_lazy("This group is too small to be shown, or what is left without it is."),
}


@dataclass(frozen=True)
class Bar:
    """One line of a table with its bar. `width` and `start`: in percent, with a point; empty: no bar."""

    label: Worded
    count: str
    share: str = ""
    place: str = ""
    width: str = ""
    start: str = "0"


@dataclass(frozen=True)
class Segment:
    """A part of a stacked bar. `number`: of its column, from 1; 0: what is hidden, together."""

    number: int
    start: str
    width: str

    @property
    def pattern(self) -> int:
        return (self.number - 1) % PATTERNS + 1

    @property
    def middle(self) -> str:
        return f"{float(self.start) + float(self.width) / 2:.1f}"

    @property
    def is_wide(self) -> bool:
        return float(self.width) >= 5


@dataclass(frozen=True)
class Stack:
    """One row of a table of several questions or groups, with its bar."""

    label: Worded
    total: str
    cells: tuple[Bar, ...]
    segments: tuple[Segment, ...]
    why: str = ""


@dataclass(frozen=True)
class Drawn:
    """One figure. `looks`: which template draws it: bars, line, stack, numbers, words, nothing. `paths`: of
    the questions in it.
    """

    anchor: str
    title: Worded
    looks: str
    facts: tuple[tuple[str, str], ...] = ()
    bars: tuple[Bar, ...] = ()
    stacks: tuple[Stack, ...] = ()
    columns: tuple[Worded, ...] = ()
    corner: Worded | None = None
    lines: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")
    numbers: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    why: str = ""
    paths: tuple[str, ...] = ()

    @property
    def has_places(self) -> bool:
        return any(bar.place for bar in self.bars)


def reason(why: Why, smallest: int) -> str:
    """Return in words why a figure is not shown."""
    return _REASONS[why] % {"few": number_in_words(smallest)} if why else ""


def hidden_word() -> str:
    """Return what stands in place of a figure that is hidden."""
    return _("hidden")


def share_in_words(percent: int | None) -> str:
    """Return a share as the reader writes it; empty where there is none."""
    return "" if percent is None else format_percent(percent / 100, locale=reader_locale())


def anchor_of(path: str) -> str:
    """Return a name for a figure's place on the page."""
    return "figure-" + path.strip("/ ").replace("/", "-")


def draw(figure: Figure, column: Column, language: str, smallest: int) -> Drawn:
    """Return one question's figure in one of the form's languages."""
    title = worded(column.texts, language, column.name)
    anchor = anchor_of(column.path)
    if figure.why:
        return Drawn(anchor, title, "nothing", why=reason(figure.why, smallest))
    facts, asks = facts_of(figure), figure.question.asks
    if asks is Asks.WORDS:
        return Drawn(anchor, title, "words", facts)
    if asks is Asks.NUMBER:
        return Drawn(anchor, title, "numbers", facts, numbers=_described(figure.numbers))
    if asks is Asks.DAY:
        return draw_months(figure, anchor, title)
    is_long = len(figure.parts) > MOST_CHOICES
    told = [part for part in figure.parts if part.count != 0 or not is_long]
    bars = tuple(_bar(part, part_label(part.code, column, language)) for part in told)
    return Drawn(anchor, title, "bars", facts, bars, notes=tuple(_notes(figure)))


def draw_months(figure: Figure, anchor: str, title: Worded) -> Drawn:
    """Return a line by month."""
    bars = tuple(_bar(part, month_of(part.code)) for part in figure.parts)
    if not bars:
        return Drawn(anchor, title, "nothing", facts_of(figure), why=hidden_word())
    labels = [bar.label.text for bar in bars]
    ends = (labels[0], labels[-1])
    facts = () if figure.question.path == RECEIVED else facts_of(figure)
    return Drawn(anchor, title, "line", facts, bars, lines=_lines(figure.parts), ends=ends)


def draw_stack(
    anchor: str,
    title: Worded,
    columns: Mapping[str, Worded],
    rows: Sequence[tuple[Worded, Figure]],
    smallest: int,
    corner: Worded | None = None,
) -> Drawn:
    """Return several figures with the same parts below each other; `columns`: the parts, by code; `corner`:
    what the rows are.
    """
    stacks = tuple(_stack(label, figure, list(columns), smallest) for label, figure in rows)
    return Drawn(anchor, title, "stack", stacks=stacks, columns=tuple(columns.values()), corner=corner)


def part_label(code: str, column: Column, language: str) -> Worded:
    """Return what a choice is called."""
    if code == OTHER:
        return Worded(_("Something else"))
    if column.kind is Kind.TICK:
        return Worded(_("Agreed"))
    texts = next((choice.texts for choice in column.choices if choice.value == code), {})
    return worded(texts, language, code)


def facts_of(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return how many were asked, answered, and did not."""
    if figure.asked is None or figure.answered is None:
        return ((_("Answers that count"), number_in_words(figure.counted)),)
    return (
        (_("Asked"), number_in_words(figure.asked)),
        (_("Answered"), number_in_words(figure.answered)),
        (_("Not answered"), number_in_words(figure.asked - figure.answered)),
    )


def _bar(part: Part, label: Worded) -> Bar:
    if part.count is None:
        return Bar(label, hidden_word())
    width = part.share or 0
    start = 100 - width if get_language_bidi() else 0
    place = "" if part.place is None else format_decimal(part.place, locale=reader_locale())
    return Bar(
        label, number_in_words(part.count), share_in_words(part.share), place, str(width or ""), str(start)
    )


def _stack(label: Worded, figure: Figure, codes: Sequence[str], smallest: int) -> Stack:
    if figure.why or not figure.parts:
        empty = Bar(Worded(""), hidden_word())
        return Stack(label, hidden_word(), (empty,) * len(codes), (), reason(figure.why, smallest))
    base = figure.answered
    total = hidden_word() if base is None else number_in_words(base)
    told = {part.code: part for part in figure.parts}
    parts = [told.get(code, Part(code, 0)) for code in codes]
    cells = tuple(_bar(part, Worded("")) for part in parts)
    return Stack(label, total, cells, _segments(parts, base) if base else ())


def _segments(parts: Sequence[Part], base: int) -> tuple[Segment, ...]:
    """Return the parts of a bar one after the other, as they are read; what is hidden last, together."""
    found, used = [], 0.0
    is_mirrored = get_language_bidi()
    told = [(number, part.count) for number, part in enumerate(parts, 1) if part.count]
    left = base - sum(count for _number, count in told)
    for number, count in [*told, (0, left)] if left > 0 else told:
        width = 100 * count / base
        start = 100 - used - width if is_mirrored else used
        found.append(Segment(number, f"{max(start, 0):.2f}", f"{width:.2f}"))
        used += width
    return tuple(found)


def _lines(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return paths over a square of 100, broken where a month is hidden; one month alone is a point."""
    most = max((part.count or 0 for part in parts), default=0)
    step = 100 / max(len(parts) - 1, 1)
    paths: list[list[str]] = [[]]
    for place, part in enumerate(parts):
        if part.count is None or not most:
            paths.append([])
            continue
        across = 100 - place * step if get_language_bidi() else place * step
        paths[-1].append(f"{across:.1f} {100 - 100 * part.count / most:.1f}")
    return tuple(f"M{' L'.join(path)}" if len(path) > 1 else f"M{path[0]}h0" for path in paths if path)


def _described(numbers: Numbers | None) -> tuple[tuple[str, str], ...]:
    told = numbers or Numbers()
    named = (
        (_("Mean"), told.mean),
        (_("Median: half is below, half above"), told.median),
        (_("A quarter is below"), told.lower),
        (_("A quarter is above"), told.upper),
        (_("Smallest"), told.least),
        (_("Largest"), told.most),
    )
    locale = reader_locale()
    return tuple(
        (label, hidden_word() if value is None else format_decimal(value, locale=locale))
        for label, value in named
    )


def _notes(figure: Figure) -> list[str]:
    question = figure.question
    if question.repeat:
        return [_("Counted is in how many answers this was said at least once.")]
    if question.asks is Asks.SEVERAL:
        return [_("Several choices were possible: shares may add up to more than 100%.")]
    if question.asks is Asks.RANK:
        return [_("Counted is how often something came first.")]
    return []
