"""What a reader asks the list for, read from an address; the same for page, feed, files and leaflet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from whrin.kit.numbers import number_in
from whrin.kit.text import clean_line
from whrin.services.finding.shelf import FACETS, QUICK
from whrin.services.freshness import Freshness

SORTS = ("relevance", "name", "checked", "changed")
VIEWS = ("list", "table", "tiles", "outlines")
PAGE_SIZE = 20
#: A longer search is cut; more choices in one facet are dropped. Nobody types this much, and each costs time.
MOST_CHARACTERS, MOST_CHOICES = 300, 12
_NOW = "now"


@dataclass(frozen=True)
class Asked:
    """A search, its filters, its order, its view and its page (from 1).

    `facet`: the facet shown whole instead of the hits. `view`, `sort`: empty where nothing was asked for.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_open_now: bool = False
    view: str = ""
    sort: str = ""
    page: int = 1
    facet: str = ""

    @property
    def order(self) -> str:
        """Return the order in force: what was asked for, else by relevance for words, else by name."""
        if self.sort and (self.text or self.sort != "relevance"):
            return self.sort
        return "relevance" if self.text else "name"

    @property
    def is_plain(self) -> bool:
        """Tell whether this is the whole list, as it stands."""
        return self == Asked(page=self.page)

    def chooses(self, facet: str, value: str) -> bool:
        """Tell whether a value of a facet is chosen."""
        return value in self.filters.get(facet, ())

    def with_choice(self, facet: str, value: str) -> "Asked":
        """Return the same with one more value chosen, from its first page."""
        chosen = (*self.filters.get(facet, ()), value)
        return replace(self, filters={**self.filters, facet: chosen}, page=1, facet="")

    def only_in(self, country: str) -> "Asked":
        """Return the same as a list, in one country alone."""
        return replace(self, filters={**self.filters, "country": (country,)}, view="", page=1, facet="")

    def without_choice(self, facet: str, value: str) -> "Asked":
        """Return the same with one value less, from its first page."""
        left = tuple(chosen for chosen in self.filters.get(facet, ()) if chosen != value)
        filters = {name: values for name, values in {**self.filters, facet: left}.items() if values}
        return replace(self, filters=filters, page=1, facet="")

    def adding(self, facet: str) -> Callable[[str], str]:
        """Return a function from a value of `facet` to the query that `with_choice` would give.

        A page offers a hundred choices; all that they share is put together once.
        """
        shared = urlencode(replace(self, facet="", page=1).pairs())
        head = f"?{shared}&{facet}=" if shared else f"?{facet}="
        return lambda value: f"{head}{quote_plus(value)}"

    def query(self, *, page: int = 1) -> str:
        """Return the query string, `?` included, parameters in one order; empty for the plain list."""
        pairs = replace(self, page=page).pairs()
        return "?" + urlencode(pairs) if pairs else ""

    def pairs(self, *, but: str = "") -> list[tuple[str, str]]:
        """Return names and values of the address, in one order; `but`: of one name none."""
        pairs = [("q", self.text)]
        for name in FACETS:
            pairs += [(name, value) for value in self.filters.get(name, ())]
        pairs += [("open", _NOW if self.is_open_now else ""), ("view", self.view), ("sort", self.sort)]
        pairs += [("facet", self.facet), ("page", str(self.page) if self.page > 1 else "")]
        return [(name, value) for name, value in pairs if value and name != but]


def parse(parameters: QueryDict) -> Asked:
    """Read what is asked from an address.

    What cannot be meant is ignored: unknown views and orders, pages that are no number. A country or a kind
    that there is not stays a filter: it leaves nothing, and the page offers to take it away.
    """
    filters = {name: _choices(name, parameters.getlist(name)) for name in FACETS if name in parameters}
    return Asked(
        text=clean_line(parameters.get("q", ""))[:MOST_CHARACTERS].strip(),
        filters={name: values for name, values in filters.items() if values},
        is_open_now=parameters.get("open", "") == _NOW,
        view=_among(VIEWS[1:], parameters.get("view", "")),
        sort=_among(SORTS, parameters.get("sort", "")),
        page=max(number_in(parameters.get("page", ""), 1), 1),
        facet=_among(FACETS, parameters.get("facet", "")),
    )


def _among(known: Sequence[str], written: str) -> str:
    return written if written in known else ""


def _choices(name: str, written: Sequence[str]) -> tuple[str, ...]:
    values: Sequence[str] = [clean_line(value)[:MOST_CHARACTERS] for value in written[:MOST_CHOICES]]
    if name in {"country", "part"}:
        values = [value.upper() for value in values]
    elif name == "quick":
        values = [value for value in values if value in QUICK]
    elif name == "checked":
        values = [value for value in values if value in Freshness.values]
    return tuple(dict.fromkeys(value for value in values if value))
