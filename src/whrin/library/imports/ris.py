"""RIS as it is found: tags with one space or three, no end of record, lines broken in two, tags of nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _

from whrin.library import mapping
from whrin.library.imports.found import Found
from whrin.library.imports.ris_record import record_of

_LINE = re.compile(r"^\s{0,3}([A-Za-z][A-Za-z0-9]) {0,3}-(?: |$)(.*)$")
_EXACT = re.compile(r"^[A-Z][A-Z0-9] {2}-(?: |$)")
START = re.compile(r"^\ufeff?\s{0,3}TY {0,3}- ?[A-Za-z]", re.MULTILINE)


@dataclass
class _Open:
    """A record whose end has not come yet: its tags with their values, in the order of the file."""

    line: int
    tags: list[tuple[str, list[str]]] = field(default_factory=list)


@cache
def known_tags() -> frozenset[str]:
    """Return every tag that the mapping table or the table of other tags names."""
    return frozenset({*mapping.named("ris"), *(row["tag"] for row in mapping.rows("ris_tags.csv")), "ER"})


def records(text: str) -> Iterator[Found]:
    """Yield each record of a file; one without an end is taken as it is."""
    one: _Open | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        tag, value = _tag_of(line)
        if tag == "ER":
            if one:
                yield _found(one)
            one = None
        elif tag == "TY" or (tag and one is None):
            if one:
                yield _found(one, _("The record has no end (ER); the next one begins inside it."))
            one = _Open(number, [(tag, [value])])
        elif one and tag:
            one.tags.append((tag, [value]))
        elif one and one.tags:
            one.tags[-1][1].append(line.strip())
    if one:
        yield _found(one, _("The file ends inside this record; something may be missing."))


def _tag_of(line: str) -> tuple[str, str]:
    found = _LINE.match(line)
    if not found:
        return "", ""
    tag = found[1].upper()
    # Within an abstract, "US - based" is no tag; what nobody knows must at least be written as one.
    if tag not in known_tags() and not _EXACT.match(line):
        return "", ""
    return tag, found[2].strip()


def _found(one: _Open, *remarks: str) -> Found:
    tags: dict[str, list[str]] = {}
    names: list[tuple[str, str]] = []
    for tag, lines in one.tags:
        value = "\n".join(lines).strip()
        if value:
            tags.setdefault(tag, []).append(value)
            names.append((tag, value))
    record, files = record_of(tags, names)
    return Found(record, one.line, remarks=remarks, files=files)
