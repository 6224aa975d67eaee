"""What a reader asks the list for, read from an address; the same for page, feed and table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from whrin.kit.numbers import number_in
from whrin.kit.text import clean_line
from whrin.policy_index.watch.shelf import FACETS
from whrin.search.choices import turned

SORTS = ("relevance", "newest", "changed", "name")
PAGE_SIZE = 20
#: A longer search is cut; more choices in one facet are dropped.
_MOST_CHARACTERS, _MOST_CHOICES = 300, 12


@dataclass(frozen=True)
class Asked:
    """A search, its filters, order and page (from 1). `facet`: the one shown whole instead of the hits."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    facet: str = ""

    @property
    def order(self) -> str:
        """Return the order in force: what was asked for, else by relevance for words, else latest changed."""
        if self.sort and (self.text or self.sort != "relevance"):
            return self.sort
        return "relevance" if self.text else "changed"

    @property
    def is_plain(self) -> bool:
        """Tell whether this is the whole list, as it stands."""
        return self == Asked(page=self.page)

    def turned(self, facet: str, value: str) -> "Asked":
        """Return the same with one value chosen, or not chosen any more; from its first page."""
        return replace(self, filters=turned(self.filters, facet, value), page=1, facet="")

    def query(self, *, page: int = 1) -> str:
        """Return the query string, `?` included, parameters in one order; empty for the plain list."""
        pairs = replace(self, page=page).pairs()
        return "?" + urlencode(pairs) if pairs else ""

    def pairs(self, *, but: str = "") -> list[tuple[str, str]]:
        """Return names and values of the address, in one order; `but`: of one name none."""
        pairs = [("q", self.text)]
        pairs += [(name, value) for name in FACETS for value in self.filters.get(name, ())]
        pairs += [("sort", self.sort), ("facet", self.facet)]
        pairs += [("page", str(self.page) if self.page > 1 else "")]
        return [(name, value) for name, value in pairs if value and name != but]


def parse(parameters: QueryDict) -> Asked:
    """Read what is asked. What cannot be meant is ignored; a value that there is not leaves nothing."""
    filters = {name: _choices(name, parameters.getlist(name)) for name in FACETS if name in parameters}
    return Asked(
        text=clean_line(parameters.get("q", ""))[:_MOST_CHARACTERS].strip(),
        filters={name: values for name, values in filters.items() if values},
        sort=_among(SORTS, parameters.get("sort", "")),
        page=max(number_in(parameters.get("page", ""), 1), 1),
        facet=_among(FACETS, parameters.get("facet", "")),
    )


def _among(known: Sequence[str], written: str) -> str:
    return written if written in known else ""


def _choices(name: str, written: Sequence[str]) -> tuple[str, ...]:
    values = [clean_line(value)[:_MOST_CHARACTERS] for value in written[:_MOST_CHOICES]]
    if name in {"country", "part"}:
        values = [value.upper() for value in values]
    return tuple(dict.fromkeys(value for value in values if value))
