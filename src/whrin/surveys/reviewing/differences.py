"""What differs between two editions of an answer, question by question."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from whrin.surveys.reviewing.reading import Heading, Line, Told
from whrin.surveys.tables.joining import renamed


@dataclass(frozen=True)
class Change:
    """One question: what was said before and what is said now; nothing where nothing was said.

    `attrs`: of the language in which the question stands; `before_attrs`: of the older words.
    """

    headings: tuple[Heading, ...]
    line: Line
    before: Line | None
    now: Line | None
    attrs: SafeString
    before_attrs: SafeString


def changes_between(old: Told, new: Told, renames: Mapping[str, str]) -> list[Change]:
    """Return what differs, in the order of the newer edition, then what it has no place for any more.

    `renames`: paths of questions that have another name in later versions.
    """
    before = {_today(line.place, renames): (headings, line) for headings, line in old.everything()}
    now = {_today(line.place, renames): (headings, line) for headings, line in new.everything()}
    found = []
    for place in [*now, *(place for place in before if place not in now)]:
        headings, line = now.get(place) or before[place]
        was, is_now = before[place][1] if place in before else None, now[place][1] if place in now else None
        if (was.raw if was else "") != (is_now.raw if is_now else ""):
            attrs = new.attrs if is_now else old.attrs
            found.append(Change(headings, line, _said(was), _said(is_now), attrs, old.attrs))
    return found


def _said(line: Line | None) -> Line | None:
    return line if line is not None and line.raw else None


def _today(place: str, renames: Mapping[str, str]) -> str:
    """Return a place with the names of today; numbers of rounds stay where as many steps lead there."""
    steps = place.strip("/").split("/")
    path = "/" + "/".join(step.partition("[")[0] for step in steps)
    today = renamed(path, renames)
    names = today.strip("/").split("/")
    if today == path or len(names) != len(steps):
        return place if today == path else today
    numbers = ["".join(step.partition("[")[1:]) for step in steps]
    return "/" + "/".join(name + number for name, number in zip(names, numbers, strict=True))
