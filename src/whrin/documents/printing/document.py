"""What a caller gives: one text with what is said about it, and its pictures."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from whrin.documents.printing.errors import EmptyDocument, TooMuchToPrint
from whrin.kit.languages import direction_of
from whrin.kit.text import clean_line

Form = Literal["pdf", "docx", "odt", "epub", "txt"]
#: `leaflet`: A4 across, three columns, to be folded; `pocket`: A6.
Sheet = Literal["a4", "letter", "leaflet", "pocket"]

#: Characters of HTML. A table of 5,000 rows has a tenth of it.
_MOST = 8_000_000
#: Bytes of all pictures.
_MOST_PICTURES = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text to be printed. Everything in it is for anybody to read, and nothing is fetched from elsewhere.

    `body` is HTML below the title, as `whrin.documents.printing.reading` describes it. `pictures` are bytes
    by the names that `<img src>` uses: SVG made here, PNG or JPEG. `author` is the network's name, never a
    person's; `source` the address of the page that says the same; `licence` one line. `direction` is `rtl`
    or `ltr`; empty: that of the language (BCP 47).
    """

    title: str
    body: str
    language: str
    author: str
    date: datetime.date
    subject: str = ""
    source: str = ""
    licence: str = ""
    direction: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Clean the lines. Raises `EmptyDocument`, `TooMuchToPrint`."""
        for name in ("title", "author", "subject", "source", "licence"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "direction", self.direction or direction_of(self.language))
        if not self.title:
            raise EmptyDocument("no title")
        if len(self.body) > _MOST or sum(map(len, self.pictures.values())) > _MOST_PICTURES:
            raise TooMuchToPrint(f"{len(self.body)} characters")

    def said(self) -> dict[str, Any]:
        """Return everything but the pictures, as JSON has it."""
        return {
            "title": self.title,
            "body": self.body,
            "language": self.language,
            "author": self.author,
            "date": self.date.isoformat(),
            "subject": self.subject,
            "source": self.source,
            "licence": self.licence,
            "direction": self.direction,
        }

    def fingerprint(self) -> str:
        """Return 64 hexadecimal digits: the same for the same content, on every machine."""
        digest = hashlib.sha256(json.dumps(self.said(), sort_keys=True).encode())
        for name in sorted(self.pictures):
            digest.update(hashlib.sha256(name.encode()).digest())
            digest.update(hashlib.sha256(self.pictures[name]).digest())
        return digest.hexdigest()
