"""The answers of a form as rows, opened one by one."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from whrin.surveys.filters import Filters
from whrin.surveys.models import Answer, AnswerEdition, Form
from whrin.surveys.tables.joining import Joined, join
from whrin.surveys.tables.opening import opener_of, roots_of

#: Answers that are fetched together, and letters of theirs from which on fewer are.
FEWEST, MOST, HEAVY = 32, 512, 2 * 1024**2
_FIELDS = (
    "pk",
    "state",
    "received_on",
    "editions__pk",
    "editions__version",
    "editions__way",
    "editions__mark",
    "editions__sealed",
)

Values = dict[str, str]


@dataclass(slots=True)
class Row:
    """One answer as it counts now. Paths are those of the columns; what was not answered is left out.

    `repeats`: for each repeat its rounds, those in other repeats in one list, too; `places` says of each
    where it stands, counted from 1: `(2, 1)`, the first round within the second one outside. `silent`: paths
    that stand there without an answer: asked and not answered, while what is nowhere was not asked.
    `edition`, `version_pk`: numbers of rows. `is_open`: False where it cannot be opened; then it is empty.
    """

    pk: int
    state: str
    day: datetime.date
    edition: int
    version_pk: int
    version: str
    way: str
    values: Values = field(default_factory=dict)
    repeats: dict[str, list[Values]] = field(default_factory=dict)
    places: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    is_open: bool = True

    def said(self, path: str) -> list[str]:
        """Return what was answered at a path, once or in each round."""
        found = [self.values, *(one for rounds in self.repeats.values() for one in rounds)]
        return [values[path] for values in found if path in values]


@dataclass(slots=True)
class _Branch:
    """`path`: of the column; `repeat`: of the repeat, for its rounds; `below`: by name without namespace."""

    path: str = ""
    repeat: str = ""
    below: "dict[str, _Branch]" = field(default_factory=dict)


def rows_of(
    form: Form,
    *,
    filters: Filters | None = None,
    bearer: object = None,
    answers: QuerySet[Answer] | None = None,
    joined: Joined | None = None,
) -> Iterator[Row]:
    """Yield the rows of a form, the oldest first; of `answers` alone, in their order, where they are given.

    In constant memory, unless `answers` are given: then they must be few, such as a page. `bearer`: for
    sensitive forms, what opens them. Raises `NobodyToSealFor`, `CannotOpenError`: the form's own key is gone,
    `FormError`.
    """
    known = joined or join(form)
    opener = opener_of(form, bearer)
    trees = {version: _tree(known, version) for version in known.places}
    looks_inside = filters is not None and filters.looks_inside
    for batch in _batches(form, filters, answers):
        roots = roots_of(((told[-2], told[-1]) for told in batch), opener)
        for told, root in zip(batch, roots, strict=True):
            row = _row(told, root, known, trees)
            if not looks_inside or (filters and filters.holds(row.said(filters.question))):
                yield row


def _batches(
    form: Form, filters: Filters | None, answers: QuerySet[Answer] | None
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield what the database tells of each answer, some at a time: no cursor waits for slow readers."""
    found = Answer.objects.filter(form=form) if answers is None else answers.filter(form=form)
    found = filters.narrow(found) if filters else found
    newest = AnswerEdition.objects.filter(answer=OuterRef("pk")).order_by("-number").values("pk")[:1]
    told = found.filter(editions=Subquery(newest)).values_list(*_FIELDS)
    if answers is not None:
        yield list(told)
        return
    last, size = 0, FEWEST
    while batch := list(told.filter(pk__gt=last).order_by("pk")[:size]):
        yield batch
        last = batch[-1][0]
        is_heavy = sum(len(each[-1]) for each in batch) > HEAVY
        size = max(FEWEST, size // 4) if is_heavy else min(MOST, size * 2)


def _row(told: tuple[Any, ...], root: Any, known: Joined, trees: Mapping[int, _Branch]) -> Row:
    pk, state, day, edition, version, way, _mark, _sealed = told
    row = Row(pk, state, day, edition, version, known.names.get(version, ""), way)
    # A version that was published since the columns were joined is unknown here, and so are its answers.
    if root is None or version not in trees:
        row.is_open = False
    else:
        _gather(root, trees[version].below, row, row.values, ())
    return row


def _gather(
    element: Any, below: Mapping[str, _Branch], row: Row, values: Values, place: tuple[int, ...]
) -> None:
    """Put what stands in an element into a row. `values`: of the round that it belongs to."""
    numbers: dict[str, int] = {}
    for child in element:
        tag = child.tag
        branch = below.get(tag) or below.get(tag.rpartition("}")[2])
        if branch is None:
            continue
        if branch.path:
            if text := child.text:
                values[branch.path] = text
            else:
                row.silent.add(branch.path)
        elif branch.repeat:
            number = numbers[tag] = numbers.get(tag, 0) + 1
            here: Values = {}
            row.repeats.setdefault(branch.repeat, []).append(here)
            row.places.setdefault(branch.repeat, []).append((*place, number))
            _gather(child, branch.below, row, here, (*place, number))
        elif branch.below:
            _gather(child, branch.below, row, values, place)


def _tree(known: Joined, version: int) -> _Branch:
    """Return where the columns stand in the XML of a version; what is no column today is left out."""
    top = _Branch()
    told = {column.path for column in known.columns}
    for own, today in known.places[version].items():
        if today in told:
            _reach(top, own).path = today
    for own, today in known.rounds[version].items():
        if today in known.repeats:
            _reach(top, own).repeat = today
    return top


def _reach(top: _Branch, path: str) -> _Branch:
    # The first step is the root of the XML, which the walk begins in.
    branch = top
    for step in path.strip("/").split("/")[1:]:
        branch = branch.below.setdefault(step, _Branch())
    return branch
