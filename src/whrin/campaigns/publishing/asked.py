"""What a reader asks the list of papers for, read from an address; the same for page, feed and table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from whrin.campaigns.publishing.shelf import FACETS
from whrin.kit.numbers import number_in
from whrin.kit.text import clean_line
from whrin.search.choices import turned

PAGE_SIZE = 20
#: A longer search is cut; more choices in one facet are dropped.
_MOST_CHARACTERS, _MOST_CHOICES = 300, 12


@dataclass(frozen=True)
class Asked:
    """A search, its filters and page (from 1)."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @property
    def is_plain(self) -> bool:
        """Tell whether this is the whole list, as it stands."""
        return self == Asked(page=self.page)

    def turned(self, facet: str, value: str) -> "Asked":
        """Return the same with one value chosen, or not chosen any more; from its first page."""
        return replace(self, filters=turned(self.filters, facet, value), page=1)

    def query(self, page: int = 1) -> str:
        """Return the query string, `?` included, parameters in one order; empty for the plain list."""
        pairs = [("q", self.text)] if self.text else []
        pairs += self.chosen()
        pairs += [("page", str(page))] if page > 1 else []
        return "?" + urlencode(pairs) if pairs else ""

    def chosen(self) -> list[tuple[str, str]]:
        """Return the filters as names and values, in one order."""
        return [(name, value) for name in FACETS for value in self.filters.get(name, ())]


def parse(parameters: QueryDict) -> Asked:
    """Read what is asked. What cannot be meant is ignored; a value that there is not leaves nothing."""
    filters = {name: _choices(name, parameters) for name in FACETS}
    return Asked(
        text=clean_line(parameters.get("q", ""))[:_MOST_CHARACTERS].strip(),
        filters={name: values for name, values in filters.items() if values},
        page=max(number_in(parameters.get("page", ""), 1), 1),
    )


def _choices(name: str, parameters: QueryDict) -> tuple[str, ...]:
    values = [clean_line(value)[:_MOST_CHARACTERS] for value in parameters.getlist(name)[:_MOST_CHOICES]]
    if name == "country":
        values = [value.upper() for value in values]
    return tuple(dict.fromkeys(value for value in values if value))
