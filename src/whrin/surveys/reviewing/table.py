"""A page of answers as a table: which columns, which rows, what stands in the cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from whrin.design.templatetags.design import partial_date
from whrin.people.sealing import CannotOpenError
from whrin.surveys.asking.saying import attributes_of
from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.filters import Filters
from whrin.surveys.models import Answer, AnswerEdition, Form
from whrin.surveys.sealing import NobodyToSealFor
from whrin.surveys.tables import Column, Kind, Row, rows_of
from whrin.surveys.tables.joining import Joined
from whrin.surveys.xlsform.languages import nearest

#: Answers on a page; columns that are shown at first, and at most; letters of a cell.
PER_PAGE = 50
AT_FIRST, MOST_COLUMNS, LONGEST_CELL = 4, 12, 120
#: What tells one answer from another least: files, and what everybody ticks.
_DULL = {Kind.FILE, Kind.TICK}
#: Answers that are opened for one page when a question's answer is looked for; together, and at most.
_TOGETHER, MOST_LOOKED = 250, 2_000


@dataclass(frozen=True)
class Looks:
    """How the table looks. `columns`: paths; empty: the first few. `words`: labels of choices, not codes."""

    columns: tuple[str, ...] = ()
    language: str = ""
    words: bool = True

    @classmethod
    def read(cls, asked: QueryDict, languages: Sequence[str], reads: str) -> "Looks":
        """Return what an address asks for; `languages`: the form's own names; `reads`: the reader's tag."""
        language = asked.get("language", "")
        return cls(
            columns=tuple(asked.getlist("column")[:MOST_COLUMNS]),
            language=language if language in languages else nearest(languages, reads),
            words=asked.get("words") != "codes",
        )

    def chosen(self, columns: Sequence[Column]) -> list[Column]:
        """Return the columns to show, in the order of the form."""
        told = [column for column in columns if column.path in self.columns]
        asked = (column for column in columns if column.texts and column.kind not in _DULL)
        return told or [column for column, _number in zip(asked, range(AT_FIRST), strict=False)]


@dataclass(frozen=True)
class Cell:
    """`text`: shortened. `attrs`: its language and direction, as attributes."""

    text: str
    attrs: SafeString


@dataclass(frozen=True)
class TableRow:
    """One answer. `cells`: one for each column; empty where it stays closed (`is_open`)."""

    answer: Answer
    way: str
    version: str
    cells: tuple[Cell, ...] = ()
    is_open: bool = True


@dataclass(frozen=True)
class Found:
    """Rows of a page. `looked`: how many answers were opened to find them; `last`: number of the last one of
    them where more are left, else 0.
    """

    rows: list[TableRow] = field(default_factory=list)
    looked: int = 0
    last: int = 0


def with_newest(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Return answers, the newest first, with `shown_way` and `shown_version` of the edition that counts."""
    newest = AnswerEdition.objects.filter(answer=OuterRef("pk")).order_by("-number")
    return answers.order_by("-pk").annotate(
        shown_way=Subquery(newest.values("way")[:1]),
        shown_version=Subquery(newest.values("version__name")[:1]),
    )


@dataclass
class Table:
    """Reads pages of one form's answers. `joined`: None where its questions cannot be read."""

    form: Form
    joined: Joined | None
    columns: list[Column]
    looks: Looks
    bearer: object = None

    def rows(self, answers: Sequence[Answer]) -> list[TableRow]:
        """Return the rows of some answers that `with_newest` gave, in their order."""
        opened = {row.pk: row for row in self._open([answer.pk for answer in answers])}
        return [self._row(answer, opened.get(answer.pk)) for answer in answers]

    def look_for(self, answers: QuerySet[Answer], filters: Filters) -> Found:
        """Open answers one by one, the newest first, until a page is full or enough of them were opened."""
        matching: list[int] = []
        looked = last = 0
        waiting = list(answers.order_by("-pk").values_list("pk", flat=True)[: MOST_LOOKED + 1])
        for row in self._stream(waiting[:MOST_LOOKED]):
            looked, last = looked + 1, row.pk
            if row.is_open and filters.holds(row.said(filters.question)):
                matching.append(row.pk)
            if len(matching) == PER_PAGE:
                break
        page = with_newest(Answer.objects.filter(pk__in=matching))
        return Found(self.rows(list(page)), looked, last if looked < len(waiting) else 0)

    def _stream(self, numbers: list[int]) -> Iterator[Row]:
        for start in range(0, len(numbers), _TOGETHER):
            yield from self._open(numbers[start : start + _TOGETHER])

    def _open(self, numbers: list[int]) -> list[Row]:
        if self.joined is None or not numbers:
            return []
        chosen = Answer.objects.filter(pk__in=numbers).order_by("-pk")
        try:
            return list(rows_of(self.form, answers=chosen, joined=self.joined, bearer=self.bearer))
        except (CannotOpenError, NobodyToSealFor):
            return []

    def _row(self, answer: Answer, row: Row | None) -> TableRow:
        shown = getattr(answer, "shown_way", None)
        way = str(Way(shown).label) if shown else ""
        version = getattr(answer, "shown_version", None) or ""
        if row is None or not row.is_open:
            return TableRow(answer, way, version, is_open=False)
        return TableRow(answer, way, version, tuple(self._cell(column, row) for column in self.columns))

    def _cell(self, column: Column, row: Row) -> Cell:
        texts = [self._words(column, text) for text in row.said(column.path) if text]
        is_label = self.looks.words and bool(column.choices)
        attrs = attributes_of(self.looks.language if is_label else "")
        return Cell(Truncator(" · ".join(texts)).chars(LONGEST_CELL), attrs)

    def _words(self, column: Column, text: str) -> str:
        if not self.looks.words:
            return text
        if column.kind is Kind.TICK:
            return _("Yes")
        return partial_date(text) if column.kind is Kind.DATE else column.words(text, self.looks.language)


def counts_by_state(answers: QuerySet[Answer]) -> list[tuple[str, str, int]]:
    """Return each state that answers have, its label, and how many have it."""
    found = dict(answers.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state.value, str(state.label), found[state]) for state in AnswerState if state in found]
