"""A letter of an old list as bytes, and the little that is needed of its head."""

import datetime
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from functools import cached_property

from whrin.kit.days import today
from whrin.mailing.reading.parsing import header

#: No mailing list is older.
_FIRST = datetime.date(1975, 1, 1)
_MOST_OF_A_HEAD = 64_000
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_ZONE_FIRST = re.compile(r"(\w{3} +\d{1,2} \d{1,2}:\d{2}(?::\d{2})?) [+-]\d{4} (\d{4})")
_ASCTIME = re.compile(r"(\w{3}) +(\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?) (?:[A-Z]{2,5} )?(\d{4})")
_HIDDEN = re.compile(
    r"(?P<local>[\w.+%'/=-]+)(?: at |_at_|\(at\))(?P<domain>[\w-]+(?:\.[\w-]+)+)\s*(?:\((?P<name>.*)\))?"
)
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")


@dataclass(frozen=True)
class Author:
    """Who wrote a letter. `address`: in small letters, or empty; `name`: as it stood there, or empty."""

    address: str
    name: str

    @property
    def known_by(self) -> str:
        """Return what tells one author from another in an archive."""
        return self.address or self.name.casefold()


@dataclass(frozen=True)
class Raw:
    """A letter as bytes, and what its `From ` line said."""

    content: bytes
    envelope: str

    @cached_property
    def head(self) -> Message:
        """Return the letter's headers."""
        end = _END_OF_HEAD.search(self.content, 0, _MOST_OF_A_HEAD)
        return message_from_bytes(self.content[: end.start() if end else _MOST_OF_A_HEAD], policy=compat32)

    def field(self, name: str) -> str:
        """Return a header on one line, decoded, or empty."""
        return header(self.head, name)

    def ids(self, name: str) -> list[str]:
        """Return the Message-IDs in a header, without brackets."""
        return list(dict.fromkeys(_ID.findall(self.field(name))))

    def author(self) -> Author:
        """Return who wrote it, also where the archive hides addresses as "a at b.org (Name)"."""
        written = self.field("From")
        hidden = _HIDDEN.fullmatch(written)
        if hidden:
            return Author(f"{hidden['local']}@{hidden['domain']}".lower(), (hidden["name"] or "").strip(' "'))
        pairs = [pair for pair in getaddresses([written]) if "@" in pair[1]]
        if not pairs:
            return Author("", written.strip(' "')[:100])
        name, address = pairs[0]
        return Author(address.strip().lower(), name.strip(' "')[:100])

    def day(self) -> datetime.date | None:
        """Return the day, in UTC, on which it says it was written, or on which the list had it; never a day
        that has not come yet.
        """
        for found in (_date(self.field("Date")), _from_envelope(self.envelope)):
            if found is not None and _FIRST <= found <= today():
                return found
        return None


def _date(written: str) -> datetime.date | None:
    try:
        found = parsedate_to_datetime(written)
        return (found.astimezone(datetime.UTC) if found.tzinfo else found).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _from_envelope(words: str) -> datetime.date | None:
    found = _ASCTIME.search(_ZONE_FIRST.sub(r"\1 \2", words))
    return _date(f"{found[2]} {found[1]} {found[4]} {found[3]}") if found else None
