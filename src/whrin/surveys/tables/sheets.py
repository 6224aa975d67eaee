"""How rows are laid out: one sheet for the answers, one for each repeat; headings as ODK Central has them.

A line is a list of texts, "" for nothing; `Sheet.kinds` says what each text is, for who writes numbers and
days as such.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import NamedTuple

from django.utils.translation import gettext as _

from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.tables.columns import Choice, Column, Kind, in_language, steps_below
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.rows import Row

#: What stands before the answers: heading, kind.
_ABOUT = (
    ("answer", Kind.INTEGER),
    ("state", Kind.ONE),
    ("day", Kind.DATE),
    ("way", Kind.ONE),
    ("version", Kind.TEXT),
)
#: Stands for the state of an answer that cannot be opened.
_CLOSED = "unreadable"
_POINT = ("Latitude", "Longitude", "Altitude", "Accuracy")


@dataclass(frozen=True)
class Options:
    """`labels`: what people read, in a `language` of the form, instead of names and codes. `split`: one more
    column of 1 and 0 for each choice, where several can be chosen.
    """

    labels: bool = False
    language: str = ""
    split: bool = False


class Field(NamedTuple):
    """One column of a sheet: where its text comes from, and what is made of it (None: nothing)."""

    heading: str
    path: str
    kind: Kind
    change: Callable[[str], str] | None


@dataclass(frozen=True)
class Sheet:
    """`repeat`: its path; empty for the answers themselves. `leading`: headings and kinds of what stands
    before the fields. `words`: what states and ways are called; empty: by their codes.
    """

    name: str
    repeat: str
    leading: tuple[tuple[str, Kind], ...]
    fields: tuple[Field, ...]
    words: Mapping[str, str]

    @property
    def headings(self) -> list[str]:
        """Return what stands in the first line."""
        return [heading for heading, _kind in self.leading] + [field.heading for field in self.fields]

    @property
    def kinds(self) -> list[Kind]:
        """Return what stands in each column."""
        return [kind for _heading, kind in self.leading] + [field.kind for field in self.fields]

    @cached_property
    def paths(self) -> list[str]:
        """Return the path of each field."""
        return [field.path for field in self.fields]

    @cached_property
    def changes(self) -> list[tuple[int, Callable[[str], str]]]:
        """Return which fields are not what was answered, and what is made of it."""
        return [(number, field.change) for number, field in enumerate(self.fields) if field.change]

    @cached_property
    def files(self) -> list[int]:
        """Return which fields name a file."""
        return [number for number, field in enumerate(self.fields) if field.kind is Kind.FILE]

    def lines(self, row: Row) -> Iterator[list[str]]:
        """Yield the lines that an answer has here: one, or one for each round."""
        if not self.repeat:
            yield self._about(row) + self._texts(row, row.values, ())
            return
        rounds = zip(row.repeats.get(self.repeat, ()), row.places.get(self.repeat, ()), strict=True)
        for values, place in rounds:
            yield [str(row.pk), *map(str, place), *self._texts(row, values, place)]

    def _about(self, row: Row) -> list[str]:
        state, way = row.state if row.is_open else _CLOSED, row.way
        told = self.words.get(state, state), row.day.isoformat(), self.words.get(way, way)
        return [str(row.pk), *told, row.version]

    def _texts(self, row: Row, values: Mapping[str, str], place: tuple[int, ...]) -> list[str]:
        texts = [values.get(path, "") for path in self.paths]
        for number, change in self.changes:
            if texts[number]:
                texts[number] = change(texts[number])
        for number in self.files:
            if texts[number]:
                texts[number] = name_of_file(row.pk, place, self.paths[number], texts[number])
        return texts


def sheets_of(joined: Joined, options: Options) -> list[Sheet]:
    """Return the sheets of a form: the answers, then each repeat."""
    about = tuple((_said(name) if options.labels else name, kind) for name, kind in _ABOUT)
    name = _("Answers") if options.labels else "answers"
    words = _words() if options.labels else {}
    found = [Sheet(name, "", about, _fields(joined, "", options), words)]
    for path in joined.repeats:
        above = [other for other in joined.repeats if path == other or path.startswith(f"{other}/")]
        numbers = [(_number(other, joined, options), Kind.INTEGER) for other in sorted(above, key=len)]
        title, fields = _title(path, joined, options), _fields(joined, path, options)
        found.append(Sheet(title, path, (about[0], *numbers), fields, words))
    return found


def name_of_file(pk: int, place: tuple[int, ...], path: str, named: str) -> str:
    """Return what a file is called outside: phones name files by the millisecond in which they were made."""
    suffix = PurePosixPath(named).suffix.lower()
    rounds = "".join(f"-{number}" for number in place)
    plain = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 7 else ""
    return f"{pk}{rounds}-{path.rpartition('/')[2]}{plain}"


def _title(repeat: str, joined: Joined, options: Options) -> str:
    name = repeat.rpartition("/")[2]
    return in_language(joined.repeats[repeat], options.language) or name if options.labels else name


def _number(repeat: str, joined: Joined, options: Options) -> str:
    """Return the heading of the number of a round."""
    title = _title(repeat, joined, options)
    return title if options.labels else f"{title}_number"


def _fields(joined: Joined, repeat: str, options: Options) -> tuple[Field, ...]:
    return tuple(
        field
        for column in joined.columns
        if column.repeat == repeat
        for field in _of_column(column, repeat, options)
    )


def _of_column(column: Column, repeat: str, options: Options) -> Iterator[Field]:
    heading = column.label(options.language) if options.labels else _heading(column.path, repeat)
    if column.kind is Kind.POINT:
        for number, part in enumerate(_POINT):
            said = f"{heading} – {_said(part)}" if options.labels else f"{heading}-{part}"
            yield Field(said, column.path, Kind.DECIMAL, partial(_part, number))
        return
    words = partial(column.words, language=options.language) if options.labels and column.choices else None
    yield Field(heading, column.path, column.kind, words)
    if options.split and column.kind is Kind.MANY:
        for choice in column.choices:
            yield Field(
                _split_heading(heading, choice, options),
                column.path,
                Kind.INTEGER,
                partial(_has, choice.value),
            )


def _split_heading(heading: str, choice: Choice, options: Options) -> str:
    if options.labels:
        return f"{heading} – {choice.label(options.language)}"
    return f"{heading}/{choice.value}"


def _heading(path: str, repeat: str) -> str:
    """Return the steps below the form, or below its repeat, with "-" between them."""
    return "-".join(steps_below(path, repeat))


def _part(number: int, text: str) -> str:
    parts = text.split()
    return parts[number] if number < len(parts) else ""


def _has(value: str, text: str) -> str:
    return "1" if value in text.split() else "0"


def _words() -> dict[str, str]:
    """Return what states and ways are called in the reader's language: lines are written when she is gone."""
    named = [*AnswerState.choices, *Way.choices, (_CLOSED, _("Cannot be opened"))]
    return {code: str(label) for code, label in named}


def _said(name: str) -> str:
    """Return a heading of ours in the reader's language."""
    return {
        "answer": _("Answer"),
        "state": _("State"),
        "day": _("Day"),
        "way": _("Way"),
        "version": _("Version"),
        "Latitude": _("Latitude"),
        "Longitude": _("Longitude"),
        "Altitude": _("Altitude in metres"),
        "Accuracy": _("Accuracy in metres"),
    }[name]
