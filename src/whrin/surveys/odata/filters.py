"""What `$filter` asks for: comparisons of plain properties, with and, or, not (OData 4.0, 11.2.5.1)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from whrin.surveys.odata.errors import BadRequest, CannotDo
from whrin.surveys.odata.sets import Entity, EntitySet

#: Letters of a filter, and brackets in one another.
LONGEST, DEEPEST = 2_000, 20
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')"
    r"|(?P<moment>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d]\w*(?:/[^\W\d]\w*)*)"
    r"|(?P<sign>[(),]))"
)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: bool(left == right),
    "ne": lambda left, right: bool(left != right),
    "gt": lambda left, right: left is not None and right is not None and left > right,
    "ge": lambda left, right: left is not None and right is not None and left >= right,
    "lt": lambda left, right: left is not None and right is not None and left < right,
    "le": lambda left, right: left is not None and right is not None and left <= right,
}
_WORDS = {"true": True, "false": False, "null": None}
_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
}
_PARTS = {"year", "month", "day"}
_NUMBERS = {"Edm.Int64", "Edm.Double"}

Holds = Callable[[Entity], bool]
Gives = Callable[[Entity], Any]


@dataclass(frozen=True)
class Comparison:
    """A property, how it is compared, and with what: for who can ask the database the same."""

    path: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Filter:
    """`must`: comparisons that hold for each row that is meant. `is_all`: they say all that is asked."""

    holds: Holds
    must: tuple[Comparison, ...]
    is_all: bool


@dataclass(frozen=True)
class _Part:
    """`kind`: `number`, `text`, `day`, `moment`, `truth`, or "" for null. `path`: of a bare property."""

    gives: Gives
    kind: str
    path: str = ""
    is_constant: bool = False


def read_filter(source: str, entities: EntitySet) -> Filter:
    """Return what a filter asks. Raises `BadRequest`, `CannotDo`."""
    if len(source) > LONGEST:
        raise BadRequest(source)
    reading = _Reading(list(_tokens(source)), entities)
    found = reading.either(0)
    if reading.here()[0]:
        raise BadRequest(reading.here()[1])
    return found


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    at, source = 0, source.rstrip()
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None or found.lastgroup is None:
            raise BadRequest(source[at:])
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


class _Reading:
    """Reads from left to right; `or` binds least, then `and`, then `not`."""

    def __init__(self, tokens: list[tuple[str, str]], entities: EntitySet) -> None:
        self._tokens = tokens
        self._entities = entities
        self._at = 0

    def here(self) -> tuple[str, str]:
        """Return what stands here: kind and text; two empty ones at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def either(self, depth: int) -> Filter:
        """Read what is joined by `or`."""
        found = self._both(depth)
        while self._takes("or"):
            found = _either(found, self._both(depth))
        return found

    def _both(self, depth: int) -> Filter:
        found = self._one(depth)
        while self._takes("and"):
            found = _both(found, self._one(depth))
        return found

    def _one(self, depth: int) -> Filter:
        if depth > DEEPEST:
            raise BadRequest("(")
        if self._takes("not"):
            inner = self._one(depth + 1)
            return Filter(lambda entity: not inner.holds(entity), (), is_all=False)
        if self._takes("("):
            found = self.either(depth + 1)
            self._needs(")")
            return found
        return self._comparison()

    def _comparison(self) -> Filter:
        left = self._part()
        _kind, word = self.here()
        if word not in _COMPARISONS:
            if left.kind != "truth":
                raise (CannotDo if word else BadRequest)(word)
            return Filter(lambda entity: left.gives(entity) is True, (), is_all=False)
        self._at += 1
        return _compared(left, word, self._part())

    def _part(self) -> _Part:
        kind, text = self.here()
        self._at += 1
        if kind in _LITERALS:
            value = _LITERALS[kind](text)
            return _Part(lambda _entity: value, kind, is_constant=True)
        if kind != "name":
            raise BadRequest(text)
        if text in _WORDS:
            told = _WORDS[text]
            return _Part(lambda _entity: told, "truth" if text != "null" else "", is_constant=True)
        return self._called(text) if self._takes("(") else self._property(text)

    def _called(self, name: str) -> _Part:
        if name in _PARTS:
            day = self._part()
            self._needs(")")
            if day.kind not in {"day", "moment"}:
                raise BadRequest(name)
            return _Part(lambda entity: getattr(day.gives(entity), name, None), "number")
        if name not in _TEXTS:
            raise CannotDo(name)
        text = self._part()
        self._needs(",")
        part = self._part()
        self._needs(")")
        if (text.kind, part.kind) != ("text", "text"):
            raise BadRequest(name)
        asks = _TEXTS[name]
        return _Part(lambda entity: asks(text.gives(entity) or "", part.gives(entity) or ""), "truth")

    def _property(self, path: str) -> _Part:
        kind = _KINDS.get(self._entities.type_of(path), "")
        if not kind:
            raise (CannotDo if self._entities.type_of(path) else BadRequest)(path)
        steps, read = path.split("/"), _READERS.get(kind)

        def given(entity: Entity) -> Any:
            value: Any = entity
            for step in steps:
                value = value[step]
            return read(value) if read and value is not None else value

        return _Part(given, kind, path=path)

    def _takes(self, word: str) -> bool:
        kind, text = self.here()
        if text != word or kind not in {"name", "sign"}:
            return False
        self._at += 1
        return True

    def _needs(self, word: str) -> None:
        if not self._takes(word):
            raise BadRequest(self.here()[1] or word)


def _compared(left: _Part, word: str, right: _Part) -> Filter:
    left, right = _alike(left, right), _alike(right, left)
    if left.kind and right.kind and left.kind != right.kind:
        raise BadRequest(word)
    asks, gives, given = _COMPARISONS[word], left.gives, right.gives
    must: tuple[Comparison, ...] = ()
    if left.path and right.is_constant:
        must = (Comparison(left.path, word, given({})),)
    return Filter(lambda entity: asks(gives(entity), given(entity)), must, is_all=bool(must))


def _alike(part: _Part, other: _Part) -> _Part:
    """Return a moment as a day, where it is compared with one: what is asked of answers is a day."""
    if part.kind != "moment" or other.kind != "day":
        return part
    return _Part(lambda entity: _day_of(part.gives(entity)), "day", is_constant=part.is_constant)


def _day_of(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment else None


def _both(left: Filter, right: Filter) -> Filter:
    is_all = left.is_all and right.is_all
    return Filter(
        lambda entity: left.holds(entity) and right.holds(entity), (*left.must, *right.must), is_all
    )


def _either(left: Filter, right: Filter) -> Filter:
    return Filter(lambda entity: left.holds(entity) or right.holds(entity), (), is_all=False)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest(text) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(text) from None


_LITERALS: dict[str, Callable[[str], Any]] = {
    "text": lambda text: text[1:-1].replace("''", "'"),
    "number": lambda text: float(text) if set(text) & set(".eE") else int(text),
    "day": _day,
    "moment": _moment,
}
_KINDS = {
    "Edm.Int64": "number",
    "Edm.Double": "number",
    "Edm.String": "text",
    "Edm.Date": "day",
    "Edm.DateTimeOffset": "moment",
    "Edm.Boolean": "truth",
}
_READERS: dict[str, Callable[[str], Any]] = {"day": _day, "moment": _moment}
