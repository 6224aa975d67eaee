"""Rosters of old lists: addresses and how each was served; names are passed over, nothing else is read.

Mailman 2 and 3 give a line for each address, "Name <a@b.org>" or bare; Mailman 3's page, Google Groups and
groups.io a table (CSV) whose first line names the columns. Tables of other languages are read by what stands
in their cells. The words are in `data/rosters.toml`.
"""

import csv
import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from whrin.forum.models import Participant

#: Lines that are read; addresses that are told of as malformed.
MOST_LINES, _MOST_TOLD = 100_000, 20
#: Lines that may say what the table is about.
_HEAD = 2
_WORDS = Path(__file__).parent.parent / "data" / "rosters.toml"
_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|([^\s<>,;\"()]+@[^\s<>,;\"()]+)")
_is_valid = EmailValidator()


class UnreadableRoster(Exception):
    """There is no address in it."""

    message = _("This file holds no addresses. Send the list of members as text, one to a line, or as CSV.")


@dataclass(frozen=True)
class Entry:
    """An address in small letters, and how letters went there: a value of `Participant.Delivery`."""

    address: str
    delivery: str


@dataclass(frozen=True)
class Roster:
    """What a roster says. `malformed`: numbers of lines without an address that could be one; `out`: how many
    were banned or not yet members; `moderators`: how many looked after the old list.
    """

    entries: Sequence[Entry]
    malformed: Sequence[int]
    out: int
    moderators: int

    def found(self) -> dict[str, object]:
        """Return the counts, as `Move.found` keeps them."""
        return {
            "malformed": len(self.malformed),
            "lines": list(self.malformed[:_MOST_TOLD]),
            "out": self.out,
            "moderators": self.moderators,
        }


@cache
def _words(name: str) -> frozenset[str]:
    given = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return frozenset(given[name])


def read_roster(content: bytes) -> Roster:
    """Read a roster in any of these formats. Raises `UnreadableRoster`."""
    text = _text(content)
    entries: dict[str, Entry] = {}
    malformed: list[int] = []
    out = moderators = 0
    for number, cells in _rows(text):
        folded = {cell.strip().casefold() for cell in cells}
        address = _address_in(cells)
        if not address:
            if not _is_heading(number, folded):
                malformed.append(number)
            continue
        if folded & _words("out"):
            out += 1
            continue
        moderators += bool(folded & _words("moderators"))
        entries.setdefault(address, Entry(address, _delivery(folded)))
    if not entries:
        raise UnreadableRoster
    return Roster(list(entries.values()), malformed, out, moderators)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> "list[tuple[int, list[str]]]":
    """Return the number and the cells of each line that says something."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")[:MOST_LINES]
    head = "\n".join(lines[:3])
    sign = max(",;\t", key=head.count)
    return [
        (number, next(csv.reader(io.StringIO(line), delimiter=sign), [line]))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#") and len(line) < csv.field_size_limit()
    ]


def _is_heading(number: int, folded: set[str]) -> bool:
    """Say whether a line names the columns, or the list that the table is of."""
    names_columns = bool(folded & _words("headings")) or (number == 1 and len(folded) > 1)
    return number <= _HEAD and (names_columns or _names_the_list(folded))


def _names_the_list(folded: set[str]) -> bool:
    return any(cell.startswith(tuple(_words("titles"))) for cell in folded)


def _address_in(cells: Sequence[str]) -> str:
    for cell in cells:
        found = _ADDRESS.search(cell)
        address = (found[1] or found[2]).strip(".").lower() if found else ""
        try:
            _is_valid(address)
        except ValidationError:
            continue
        return address
    return ""


def _delivery(folded: set[str]) -> str:
    if folded & _words("nothing"):
        return Participant.Delivery.NOTHING
    return Participant.Delivery.DAILY if folded & _words("daily") else Participant.Delivery.EACH
