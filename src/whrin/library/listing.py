"""What a reader asks the list for, read from an address; the same for the page and for its feed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from whrin.kit.numbers import number_in
from whrin.kit.text import clean_line

FACETS = (
    "topic",
    "language",
    "kind",
    "region",
    "country",
    "year",
    "publisher",
    "audience",
    "licence",
    "collection",
)
SORTS = ("relevance", "newest", "added")
PAGE_SIZE = 20
#: A longer search is cut; more choices in one facet are dropped. Nobody types this much, and each costs time.
MOST_CHARACTERS = 300
MOST_CHOICES = 12


@dataclass(frozen=True)
class Listing:
    """A search, its filters, its order and its page (from 1).

    `facet`: the facet shown whole instead of the hits.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    facet: str = ""

    @property
    def order(self) -> str:
        """Return the order in force: what was asked for, else by relevance for words, else newest first."""
        return self.sort or ("relevance" if self.text else "newest")

    @property
    def is_plain(self) -> bool:
        """Tell whether this is the whole library, unsearched."""
        return not (self.text or self.filters or self.sort or self.facet)

    def chooses(self, facet: str, value: str) -> bool:
        """Tell whether a value of a facet is chosen."""
        return value in self.filters.get(facet, ())

    def with_choice(self, facet: str, value: str) -> "Listing":
        """Return the listing with one more value chosen, from its first page."""
        chosen = (*self.filters.get(facet, ()), value)
        return replace(self, filters={**self.filters, facet: chosen}, page=1, facet="")

    def without_choice(self, facet: str, value: str) -> "Listing":
        """Return the listing with one value less, from its first page."""
        left = tuple(chosen for chosen in self.filters.get(facet, ()) if chosen != value)
        filters = {name: values for name, values in {**self.filters, facet: left}.items() if values}
        return replace(self, filters=filters, page=1, facet="")

    def adding(self, facet: str) -> Callable[[str], str]:
        """Return a function from a value of `facet` to the query that `with_choice` would give.

        A page offers a hundred choices; all that they share is put together once.
        """
        pairs = self._pairs(facet="", page=1)
        order = ("q", *FACETS[: FACETS.index(facet) + 1])
        at = sum(name in order for name, _value in pairs)
        head, tail = urlencode(pairs[:at]), urlencode(pairs[at:])
        head = f"?{head}&{facet}=" if head else f"?{facet}="
        tail = f"&{tail}" if tail else ""
        return lambda value: f"{head}{quote_plus(value)}{tail}"

    def query(self, *, page: int = 1) -> str:
        """Return the query string, `?` included, parameters in one order; empty for the plain list."""
        pairs = self._pairs(facet=self.facet, page=page)
        return "?" + urlencode(pairs) if pairs else ""

    def _pairs(self, *, facet: str, page: int) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for name in FACETS:
            pairs += [(name, value) for value in self.filters.get(name, ())]
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("facet", facet)] if facet else []
        pairs += [("page", str(page))] if page > 1 else []
        return pairs


def parse(parameters: QueryDict) -> Listing:
    """Read a listing from an address.

    What cannot be meant is ignored: unknown orders, pages that are no number.
    """
    filters = {name: _choices(name, parameters.getlist(name)) for name in FACETS if name in parameters}
    sort = parameters.get("sort", "")
    facet = parameters.get("facet", "")
    return Listing(
        text=clean_line(parameters.get("q", ""))[:MOST_CHARACTERS].strip(),
        filters={name: values for name, values in filters.items() if values},
        sort=sort if sort in SORTS else "",
        page=max(number_in(parameters.get("page", ""), 1), 1),
        facet=facet if facet in FACETS else "",
    )


def _choices(name: str, written: Sequence[str]) -> tuple[str, ...]:
    values = (clean_line(value)[:MOST_CHARACTERS] for value in written[:MOST_CHOICES])
    if name == "year":
        values = (value for value in values if value.isdecimal() and value.isascii() and len(value) <= 4)
    elif name == "country":
        values = (value.upper() for value in values)
    return tuple(dict.fromkeys(value for value in values if value))
