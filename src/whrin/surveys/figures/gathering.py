"""The figures of a form, counted once and kept, without what would tell of a few, until something changes."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import xor
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, Max

from whrin.people.models import Person
from whrin.surveys.enums import AnswerState, Part
from whrin.surveys.figures.counting import Asks, Counted, Counting, Question, count
from whrin.surveys.figures.crossing import Crossed, cross, part_of, said_to
from whrin.surveys.figures.hiding import hidden_in_line
from whrin.surveys.figures.questions import RECEIVED, counted_columns, question_of
from whrin.surveys.figures.shaping import Figure, Groups, Why, figure, figure_in, without_telling
from whrin.surveys.models import Answer, AnswerEdition, Form, Review
from whrin.surveys.rights import form_for
from whrin.surveys.tables import Row, columns_of, rows_of

#: Sensitive forms never show figures of fewer answers, whatever is set.
SMALLEST_OF_SENSITIVE = 10
#: Which answers count: all but those that somebody decided not to count.
COUNTED = tuple(state for state in AnswerState.values if state != AnswerState.REJECTED)
#: Raised by hand when figures are made in another way, so that old ones that are kept are not shown.
_WAY = 1
_SECONDS_KEPT = 24 * 60 * 60
Made = TypeVar("Made")


@dataclass(frozen=True)
class Only:
    """One group of answers: `by` "state", "version", "month", or the path of a question; `key` which of them.

    There is one at a time: what is cut in several ways at once can be taken from each other.
    """

    by: str = ""
    key: str = ""


@dataclass(frozen=True)
class Gathered:
    """`figures` by path; `total`: answers that count, None where it is a group whose size is hidden.
    `closed`: answers that could not be opened. `why`: nothing can be shown.
    """

    total: int | None
    figures: dict[str, Figure]
    closed: int = 0
    why: Why = Why.SHOWN


def smallest_of(form: Form) -> int:
    """Return how many answers a figure needs to be shown."""
    return max(form.smallest_cell, SMALLEST_OF_SENSITIVE) if form.is_sensitive else form.smallest_cell


def figures_of(form: Form, person: Person, path: str, *, bearer: object = None) -> Figure | None:
    """Return what may be shown of one question to somebody on the form's team; None: it is not asked. Raises
    `Http404` for whoever may not see the form, `NobodyToSealFor`.
    """
    own = form_for(person, form.form_id, Part.READER)
    return gather(own, bearer=bearer).figures.get(path)


def gather(form: Form, only: Only | None = None, *, bearer: object = None) -> Gathered:
    """Return the figures of all questions, of all answers that count or one group of them. Raises
    `NobodyToSealFor`, `FormError`.
    """
    asked = only or Only()

    def made() -> Gathered:
        questions = [question_of(column) for column in counted_columns(columns_of(form))]
        return _gather(form, questions, asked, bearer)

    return _kept(form, f"{asked.by}={asked.key}", bearer, made)


def crossed(form: Form, rows: Question, columns: Question, *, bearer: object = None) -> Crossed:
    """Return two questions across each other. Raises `NobodyToSealFor`, `FormError`."""

    def made() -> Crossed:
        order = [column.path for column in columns_of(form)]
        turned = order.index(rows.path) > order.index(columns.path)
        told = list({question.path: question for question in (rows, columns)}.values())
        counting = count(_rows(form, bearer, []), told, lambda row: said_to(rows, row))
        tally = counting.tallies[rows.path]
        return cross(counting, tally, columns, turned=turned, smallest=smallest_of(form))

    return _kept(form, f"{rows.path}/{columns.path}", bearer, made)


def _gather(form: Form, questions: list[Question], only: Only, bearer: object) -> Gathered:
    received = Question(RECEIVED, Asks.DAY, versions=_versions(form))
    asked, closed = [received, *questions], [0]
    counting = count(_rows(form, bearer, closed), asked, _grouping(only, questions))
    smallest = smallest_of(form)
    if counting.total < smallest:
        return Gathered(None, {}, closed[0], Why.FEW_ANSWERS)
    if not only.by:
        return Gathered(counting.total, _figures(counting, smallest), closed[0])
    gathered = _gather_group(counting, questions, only, smallest, closed[0])
    return replace(gathered, figures=_untelling(counting, gathered.figures, only, smallest))


def _figures(counting: Counting, smallest: int) -> dict[str, Figure]:
    """Return what may be shown of all answers."""
    figures = {path: figure(tally, smallest) for path, tally in counting.tallies.items()}
    counted = {path: tally.all() for path, tally in counting.tallies.items()}
    return without_telling(figures, counted, reduce(xor, counting.who.values(), 0))


def _untelling(
    counting: Counting, figures: dict[str, Figure], only: Only, smallest: int
) -> dict[str, Figure]:
    """Return the figures of a group without those that tell too much, in it or of all answers."""
    whole = _figures(counting, smallest)
    counted = {path: tally.groups.get(only.key, Counted()) for path, tally in counting.tallies.items()}
    found = without_telling(figures, counted, counting.who[only.key])
    return {path: whole[path] if whole[path].why else one for path, one in found.items()}


def _gather_group(
    counting: Counting, questions: list[Question], only: Only, smallest: int, closed: int
) -> Gathered:
    order = [question.path for question in questions]
    if only.by in order:
        rows = counting.tallies[only.by]
        whole = figure(rows, smallest)
        told = next((part.count for part in whole.parts if part.code == only.key), None)
        if whole.why or told is None:
            return Gathered(None, {}, closed, whole.why or Why.GROUP)
        figures = {
            path: part_of(
                tally, rows, only.key, turned=_stands_before(order, path, only.by), smallest=smallest
            )
            for path, tally in counting.tallies.items()
            if path not in {only.by, RECEIVED}
        }
        return Gathered(told, figures, closed)
    keys = tuple(sorted(counting.sizes))
    sizes = [counting.sizes[key] for key in keys]
    hidden = frozenset(keys[place] for place in hidden_in_line(sizes, smallest))
    if only.key not in keys or only.key in hidden:
        return Gathered(None, {}, closed, Why.GROUP)
    groups = Groups(keys, hidden)
    figures = {
        path: figure_in(tally, only.key, groups, smallest)
        for path, tally in counting.tallies.items()
        if path != RECEIVED
    }
    return Gathered(counting.sizes[only.key], figures, closed)


def _stands_before(order: list[str], path: str, other: str) -> bool:
    return order.index(path) < order.index(other)


def _grouping(only: Only, questions: list[Question]) -> Callable[[Row], str]:
    """Return what says of each answer which group it is in."""
    if only.by in {"state", "version"}:
        return lambda row: str(row.state if only.by == "state" else row.version_pk)
    if only.by == "month":
        return lambda row: f"{row.day:%Y-%m}"
    for question in questions:
        if question.path == only.by:
            return lambda row: said_to(question, row)
    return lambda _row: ""


def _rows(form: Form, bearer: object, closed: list[int]) -> Iterator[Row]:
    """Yield the answers that count, with what was asked and not answered, and the day on which they came."""
    for row in rows_of(form, bearer=bearer):
        if row.state == AnswerState.REJECTED:
            continue
        if not row.is_open:
            closed[:1] = [sum(closed) + 1]
            continue
        row.values.update(dict.fromkeys(row.silent, ""))
        row.values[RECEIVED] = row.day.isoformat()
        yield row


def _versions(form: Form) -> frozenset[str]:
    return frozenset(form.versions.values_list("name", flat=True))


def _kept(form: Form, what: str, bearer: object, make: Callable[[], Made]) -> Made:
    """Return what was made for the same answers before. Only what everybody on the team may see is kept, and
    nothing of forms that somebody's own key opens.
    """
    if bearer is not None or form.is_sensitive:
        return make()
    key = f"surveys.figures.{form.pk}.{_stamp(form, what)}"
    found: Made | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, _SECONDS_KEPT)
    return found


def _stamp(form: Form, what: str) -> str:
    """Return a word for everything that figures depend on."""
    newest = AnswerEdition.objects.filter(answer__form=form).aggregate(Max("pk"), Count("pk"))
    states = Answer.objects.filter(form=form).order_by("state").values_list("state").annotate(Count("pk"))
    reviewed = Review.objects.filter(answer__form=form).aggregate(Max("pk"))
    version = form.versions.aggregate(Max("pk"))
    told = (
        _WAY,
        newest,
        list(states),
        reviewed,
        version,
        form.renames,
        smallest_of(form),
        form.keeps(),
        what,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()
