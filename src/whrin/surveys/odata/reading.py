"""The rows of a set, page by page, however many answers must be opened for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from whrin.surveys.models import Answer, Form
from whrin.surveys.odata.asked import Asked, Start
from whrin.surveys.odata.filters import Comparison
from whrin.surveys.odata.sets import MAIN, SYSTEM, Entity, EntitySet
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.rows import rows_of

#: Answers that are opened together: a page, and the one that tells whether another follows.
_TOGETHER = 256
_COLUMNS = {
    "__id": "pk",
    f"__{MAIN}_id": "pk",
    f"{SYSTEM}/submissionDate": "received_on",
    f"{SYSTEM}/reviewState": "state",
}
_LOOKUPS = {"eq": "exact", "gt": "gt", "ge": "gte", "lt": "lt", "le": "lte"}


@dataclass(frozen=True)
class Page:
    """`next`: where the next one begins; None: this is the last."""

    entities: list[Entity]
    next: Start | None


class Reader:
    """Reads one set of a form as it was asked for."""

    def __init__(self, form: Form, joined: Joined, entities: EntitySet, asked: Asked) -> None:
        self._form = form
        self._joined = joined
        self._set = entities
        self._asked = asked
        self._answers, self._is_said = self._narrowed()

    def page(self) -> Page:
        """Return the rows of one page."""
        limit = self._asked.limit()
        if not limit:
            return Page([], None)
        start, skip = self._asked.start, self._asked.skip
        if skip and self._is_said and not start:
            start, skip = self._skipped(skip), 0
            if start is None:
                return Page([], None)
        found = list(islice(self._meant(start), skip, skip + limit + 1))
        more = found[limit][0] if len(found) > limit and limit != self._asked.top else None
        return Page([entity for _start, entity in found[:limit]], more)

    def count(self) -> int:
        """Return how many rows there are on all pages."""
        return self._answers.count() if self._is_said else sum(1 for _one in self._meant(None))

    def _narrowed(self) -> tuple[QuerySet[Answer], bool]:
        """Return the answers that can be meant, and whether each of them is one row that is."""
        answers, is_said = Answer.objects.filter(form=self._form), not self._set.repeat
        asked = self._asked.filter
        for comparison in asked.must if asked else ():
            told = _lookup(comparison, self._set)
            answers = answers.filter(told) if told else answers
            is_said = is_said and told is not None
        return answers.order_by(*self._asked.order), is_said and (asked is None or asked.is_all)

    def _skipped(self, skip: int) -> Start | None:
        found = self._answers.values_list("pk", "received_on")[skip : skip + 1]
        return next((Start(pk, 0, day.isoformat()) for pk, day in found), None)

    def _meant(self, start: Start | None) -> Iterator[tuple[Start, Entity]]:
        holds = self._asked.filter.holds if self._asked.filter else None
        for place, entity in self._all(start):
            if holds is None or holds(entity):
                yield place, entity

    def _all(self, start: Start | None) -> Iterator[tuple[Start, Entity]]:
        """Yield the rows from a place on, each with its place."""
        answers = self._answers.filter(self._from(start, is_behind=False)) if start else self._answers
        while batch := list(answers.values_list("pk", "received_on")[:_TOGETHER]):
            some = Answer.objects.filter(pk__in=[pk for pk, _day in batch]).order_by(*self._asked.order)
            for row in rows_of(self._form, answers=some, joined=self._joined):
                begun = start.number if start and start.pk == row.pk else 0
                for number, entity in enumerate(self._set.entities(row)):
                    if number >= begun:
                        yield Start(row.pk, number, row.day.isoformat()), entity
            if len(batch) < _TOGETHER:
                return
            last, day = batch[-1]
            answers = self._answers.filter(self._from(Start(last, 0, day.isoformat()), is_behind=True))

    def _from(self, start: Start, *, is_behind: bool) -> Q:
        """Return what holds for answers that stand behind a place in the order, or at it, too."""
        behind = "lt" if self._asked.order[0].startswith("-") else "gt"
        by_number = Q(**{f"pk__{behind}{'' if is_behind else 'e'}": start.pk})
        if len(self._asked.order) == 1:
            return by_number
        return Q(**{f"received_on__{behind}": start.day}) | Q(received_on=start.day) & by_number


def _lookup(comparison: Comparison, entities: EntitySet) -> Q | None:
    """Return a comparison as the database understands it; None: it does not."""
    column = _COLUMNS.get(comparison.path) if comparison.path in _told_by_rows(entities) else None
    lookup = _LOOKUPS.get(comparison.operator)
    if column is None or lookup is None or comparison.value is None or isinstance(comparison.value, float):
        return None
    if column == "state" and lookup != "exact":
        return None
    value: Any = comparison.value
    return Q(**{f"{column}__{lookup}": value})


def _told_by_rows(entities: EntitySet) -> set[str]:
    return {f"__{MAIN}_id"} if entities.repeat else set(_COLUMNS)
