"""What a reader asks the calendar for, read from an address; the same for page, feed, table and calendar."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from whrin.events.enums import OccasionKind
from whrin.kit.numbers import number_in
from whrin.kit.text import clean_line

SESSION, DEADLINE = "session", "deadline"
#: Kinds of entries, by the word in addresses.
KINDS = {SESSION: _("Session"), DEADLINE: _("Deadline"), **dict(OccasionKind.choices)}
#: What is narrowed by, in the order of addresses.
_NAMES = ("text", "kind", "region", "country", "language")
_MOST, _LONGEST = 60, 300


@dataclass(frozen=True)
class Asked:
    """Words and filters, empty where nothing is chosen; `past`: what is over instead; `page`: from 1."""

    text: str = ""
    kind: str = ""
    region: str = ""
    country: str = ""
    language: str = ""
    past: bool = False
    page: int = 1

    @property
    def is_plain(self) -> bool:
        """Tell whether this is the whole list of what comes."""
        return self == Asked(page=self.page)

    def query(self, *, page: int = 1) -> str:
        """Return the query string, `?` included, parameters in one order; empty for the plain list."""
        pairs = [("q" if name == "text" else name, getattr(self, name)) for name in _NAMES]
        pairs += [("past", "yes" if self.past else ""), ("page", str(page) if page > 1 else "")]
        written = urlencode([(name, value) for name, value in pairs if value])
        return f"?{written}" if written else ""

    def turned(self) -> "Asked":
        """Return the same of what is over, or of what comes."""
        return replace(self, past=not self.past, page=1)


def parse(parameters: QueryDict) -> Asked:
    """Read what is asked. What cannot be meant is ignored; a value that there is not leaves nothing."""
    given = {name: parameters.get(name, "").strip()[:_MOST] for name in _NAMES[1:]}
    return Asked(
        text=clean_line(parameters.get("q", ""))[:_LONGEST].strip(),
        kind=given["kind"] if given["kind"] in KINDS else "",
        region=given["region"],
        country=given["country"].upper(),
        language=given["language"],
        past=bool(parameters.get("past")),
        page=max(number_in(parameters.get("page", ""), 1), 1),
    )
