"""The sets of a feed: one of the answers, one for each repeat; what stands in each, under which names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from whrin.surveys.tables.cells import day_in, number_in
from whrin.surveys.tables.columns import PLACES, Column, Kind, steps_below
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.nested import geometry_of
from whrin.surveys.tables.rows import Row
from whrin.surveys.tables.sheets import name_of_file

MAIN = "Submissions"
SYSTEM = "__system"
#: What is told of an answer itself, with its type.
SYSTEM_FIELDS = {
    "submissionDate": "Edm.Date",
    "reviewState": "Edm.String",
    "formVersion": "Edm.String",
    "way": "Edm.String",
}
_TYPES = {
    Kind.INTEGER: "Edm.Int64",
    Kind.DECIMAL: "Edm.Double",
    Kind.DATE: "Edm.Date",
    Kind.MOMENT: "Edm.DateTimeOffset",
    Kind.TRUTH: "Edm.Boolean",
    Kind.POINT: "Edm.GeographyPoint",
    Kind.TRACE: "Edm.GeographyLineString",
    Kind.SHAPE: "Edm.GeographyPolygon",
}
_LONGEST = 128
_INT64 = 2**63

Entity = dict[str, Any]


@dataclass
class Group:
    """Names of properties, in order: of questions, with their columns, and of groups."""

    columns: dict[str, Column] = field(default_factory=dict)
    groups: "dict[str, Group]" = field(default_factory=dict)


@dataclass(frozen=True)
class EntitySet:
    """`keys`: names and types of what says which row it is, the row's own `__id` first; then those of what it
    stands in, from the answer inwards.
    """

    name: str
    repeat: str
    keys: Mapping[str, str]
    inside: Group

    def entities(self, row: Row) -> Iterator[Entity]:
        """Yield what an answer has in this set."""
        if not self.repeat:
            yield self._entity({"__id": row.pk, SYSTEM: _system(row)}, row, row.values, ())
            return
        rounds = zip(row.repeats.get(self.repeat, ()), row.places.get(self.repeat, ()), strict=True)
        for values, place in rounds:
            above = [row.pk, *(_id(row, place[:depth]) for depth in range(1, len(place)))]
            names = dict(zip(self.keys, [_id(row, place), *above], strict=True))
            yield self._entity(names, row, values, place)

    def type_of(self, path: str) -> str:
        """Return the type of a property such as `care/open`; "" for what is none, and for groups."""
        if path in self.keys:
            return self.keys[path]
        *above, name = path.split("/")
        if above == [SYSTEM] and not self.repeat:
            return SYSTEM_FIELDS.get(name, "")
        group = self._group(above)
        return type_of(group.columns[name]) if group and name in group.columns else ""

    def has(self, path: str) -> bool:
        """Say whether there is such a property or group."""
        is_system = path == SYSTEM and not self.repeat
        return is_system or bool(self.type_of(path)) or self._group(path.split("/")) is not None

    def _group(self, steps: list[str]) -> Group | None:
        group: Group | None = self.inside
        for step in steps:
            group = group.groups.get(step) if group else None
        return group

    def _entity(self, about: Entity, row: Row, values: Mapping[str, str], place: tuple[int, ...]) -> Entity:
        return about | _filled(self.inside, row, values, place)


def sets_of(joined: Joined) -> dict[str, EntitySet]:
    """Return the sets of a form by name."""
    found = {MAIN: EntitySet(MAIN, "", {"__id": "Edm.Int64"}, _inside(joined, "", {"__id", SYSTEM}))}
    names = {"": MAIN}
    for path in joined.repeats:
        above = sorted((other for other in joined.repeats if path.startswith(f"{other}/")), key=len)
        outer = names[above[-1] if above else ""]
        name = free(f"{outer}_{identifier(path.rpartition('/')[2])}", found)
        names[path] = name
        keys = {"__id": "Edm.String", f"__{MAIN}_id": "Edm.Int64"}
        keys |= {f"__{names[other]}_id": "Edm.String" for other in above}
        found[name] = EntitySet(name, path, keys, _inside(joined, path, set(keys)))
    return found


def type_of(column: Column) -> str:
    """Return the type of a question's answers."""
    return _TYPES.get(column.kind, "Edm.String")


def identifier(name: str) -> str:
    """Return a name as OData takes it: letters, digits and "_", none of the digits first."""
    plain = re.sub(r"\W", "_", name)[: _LONGEST - 20]
    return f"_{plain}" if plain[:1].isdigit() or not plain else plain


def _inside(joined: Joined, repeat: str, taken: set[str]) -> Group:
    """Return what stands in a set. `taken`: names that mean something else at its top."""
    top = Group()
    names: dict[tuple[str, ...], Group] = {(): top}
    for column in joined.columns:
        if column.repeat == repeat:
            *above, name = steps_below(column.path, repeat)
            for depth in range(len(above)):
                steps = tuple(above[: depth + 1])
                if steps not in names:
                    outer = names[steps[:-1]]
                    names[steps] = outer.groups[_free_in(outer, steps[-1], taken)] = Group()
            group = names[tuple(above)]
            group.columns[_free_in(group, name, taken)] = column
    return top


def _free_in(group: Group, name: str, taken: set[str]) -> str:
    return free(identifier(name), {*group.columns, *group.groups, *taken})


def free(name: str, taken: Any) -> str:
    """Return the name, with a number where it is taken."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}_{number}"
    return free


def _filled(group: Group, row: Row, values: Mapping[str, str], place: tuple[int, ...]) -> Entity:
    told: Entity = {
        name: value_of(column, row, values.get(column.path, ""), place)
        for name, column in group.columns.items()
    }
    return told | {name: _filled(inner, row, values, place) for name, inner in group.groups.items()}


def _system(row: Row) -> Entity:
    return {
        "submissionDate": row.day.isoformat(),
        "reviewState": row.state if row.is_open else "unreadable",
        "formVersion": row.version,
        "way": row.way,
    }


def _id(row: Row, place: tuple[int, ...]) -> str:
    return "-".join(map(str, (row.pk, *place)))


def value_of(column: Column, row: Row, text: str, place: tuple[int, ...]) -> Any:
    """Return an answer in the type of its property; null where it is none of that type."""
    if not text:
        return None
    if column.kind in PLACES:
        return geometry_of(column.kind, text)
    if column.kind is Kind.FILE:
        return name_of_file(row.pk, place, column.path, text)
    return _CHANGES.get(column.kind, str)(text)


def _whole(text: str) -> int | None:
    number = number_in(text)
    is_whole = number is not None and number == int(number) and abs(number) < _INT64
    return int(number) if is_whole and number is not None else None


def _day(text: str) -> str | None:
    day = day_in(text)
    return day.isoformat() if day else None


def moment(text: str) -> str | None:
    """Return a moment in the one way in which OData writes it; without a zone it is taken for UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    told = (read if read.tzinfo else read.replace(tzinfo=UTC)).isoformat()
    return told.removesuffix("+00:00") + "Z" if told.endswith("+00:00") else told


_CHANGES: dict[Kind, Any] = {
    Kind.INTEGER: _whole,
    Kind.DECIMAL: number_in,
    Kind.DATE: _day,
    Kind.MOMENT: moment,
    Kind.TRUTH: lambda text: text in {"1", "true"},
}
