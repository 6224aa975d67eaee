"""The columns of a form over all its versions, and where those of an old version stand today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from whrin.surveys.models import Form
from whrin.surveys.tables.columns import Column, Kind
from whrin.surveys.tables.shapes import Shape, shape_of

_NUMBERS = {Kind.INTEGER, Kind.DECIMAL}
_CHOSEN = {Kind.ONE, Kind.MANY}


@dataclass(frozen=True)
class Joined:
    """`columns` in the order of the newest version, what older ones had besides behind what it stood behind.
    `repeats`: paths with their texts, outer ones first. `places`, of questions, and `rounds`, of repeats: for
    each version, by its number, `{path in it: path here}`. `names`: of the versions, by number.
    """

    columns: tuple[Column, ...]
    repeats: Mapping[str, Mapping[str, str]]
    languages: tuple[str, ...]
    places: Mapping[int, Mapping[str, str]]
    rounds: Mapping[int, Mapping[str, str]]
    names: Mapping[int, str]


def columns_of(form: Form) -> list[Column]:
    """Return the columns of a form, without traces that it does not keep today. Raises `FormError`."""
    return list(join(form).columns)


def languages_of(form: Form) -> list[str]:
    """Return the languages in which the form has labels, as it calls them, the newest version's first."""
    return list(join(form).languages)


def join(form: Form) -> Joined:
    """Return the columns of a form with all that is needed to fill them. Raises `FormError`."""
    versions = list(form.versions.defer("xform", "sheets").order_by("-id"))
    kept = form.keeps()
    columns: dict[str, Column] = {}
    repeats: dict[str, Mapping[str, str]] = {}
    languages: dict[str, None] = {}
    places: dict[int, dict[str, str]] = {}
    rounds: dict[int, dict[str, str]] = {}
    for version in versions:
        shape = shape_of(version)
        languages.update(dict.fromkeys(shape.languages))
        known = {column.path: column.repeat for column in columns.values()}
        places[version.pk] = targets(shape, form.renames, known)
        rounds[version.pk] = {path: renamed(path, form.renames) for path in shape.repeats}
        for path, texts in shape.repeats.items():
            repeats.setdefault(rounds[version.pk][path], texts)
        columns = _with(columns, shape.columns, places[version.pk], form.renames)
    told = tuple(column for column in columns.values() if not column.trace or column.trace in kept)
    used = {column.repeat for column in told}
    return Joined(
        columns=told,
        repeats={path: texts for path, texts in repeats.items() if path in used or _holds(path, used)},
        languages=tuple(languages),
        places=places,
        rounds=rounds,
        names={version.pk: version.name for version in versions},
    )


def renamed(path: str, renames: Mapping[str, str]) -> str:
    """Return what a path is called today: its own new name, or that of what it stands in; also in steps."""
    seen = {path}
    while (after := _once(path, renames)) not in seen:
        seen.add(after)
        path = after
    return path


def targets(shape: Shape, renames: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Return `{path: path today}`. A question that was asked in a repeat and no longer is, or the other way
    round, stays a column of its own. `known`: columns of newer versions with their repeats.
    """
    found = {}
    for column in shape.columns:
        today, repeat = renamed(column.path, renames), renamed(column.repeat, renames)
        found[column.path] = column.path if known.get(today, repeat) != repeat else today
    return found


def _once(path: str, renames: Mapping[str, str]) -> str:
    above = path
    while above:
        if above in renames:
            return renames[above] + path[len(above) :]
        above = above.rpartition("/")[0]
    return path


def _holds(path: str, used: Iterable[str]) -> bool:
    return any(other.startswith(f"{path}/") for other in used)


def _with(
    columns: Mapping[str, Column],
    older: Iterable[Column],
    places: Mapping[str, str],
    renames: Mapping[str, str],
) -> dict[str, Column]:
    """Return the columns with those of the next older version."""
    order, found, before = list(columns), dict(columns), ""
    for column in older:
        path = places[column.path]
        if path in found:
            found[path] = _both(found[path], column)
        else:
            order.insert(order.index(before) + 1 if before else 0, path)
            repeat = renamed(column.repeat, renames) if path != column.path else column.repeat
            found[path] = replace(column, path=path, name=path.rpartition("/")[2], repeat=repeat)
        before = path
    return {path: found[path] for path in order}


def _both(newer: Column, older: Column) -> Column:
    values = {choice.value for choice in newer.choices}
    gone = tuple(choice for choice in older.choices if choice.value not in values)
    return replace(
        newer,
        kind=newer.kind if newer.kind == older.kind else _common({newer.kind, older.kind}),
        trace=newer.trace or older.trace,
        texts={
            **newer.texts,
            **{name: text for name, text in older.texts.items() if name not in newer.texts},
        },
        choices=(*newer.choices, *gone),
        versions=(*newer.versions, *older.versions),
    )


def _common(kinds: set[Kind]) -> Kind:
    if kinds <= _NUMBERS:
        return Kind.DECIMAL
    return Kind.MANY if kinds <= _CHOSEN else Kind.TEXT
