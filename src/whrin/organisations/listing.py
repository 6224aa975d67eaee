"""What the address of the list asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from whrin.organisations.models import Organisation

#: Organisations on one page.
PAGE_SIZE = 30
#: Digits of a page: Python reads no number of thousands of them.
_MOST_DIGITS = 7
#: Answers to "led by the community it serves?".
LED = {"yes": True, "no": False, "unknown": None}


class NoSuchList(Exception):
    """The address asks for what there is not, or for a page beyond the last."""


@dataclass(frozen=True)
class Asked:
    """Filters by name (empty: all), and the page from 1. `country` is an ISO code."""

    kind: str = ""
    country: str = ""
    relation: str = ""
    led: str = ""
    page: int = 1

    def query(self) -> str:
        """Return the filters as a query, without the page; empty when there are none."""
        given = {name: getattr(self, name) for name in ("kind", "country", "relation", "led")}
        written = urlencode({name: value for name, value in given.items() if value})
        return f"?{written}" if written else ""

    def narrow(self, organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
        """Return those of the organisations that are asked for."""
        if self.kind:
            organisations = organisations.filter(kind=self.kind)
        if self.country:
            organisations = organisations.filter(country=self.country)
        if self.relation:
            organisations = organisations.filter(relation=self.relation)
        return organisations.filter(is_community_led=LED[self.led]) if self.led else organisations


def parse(given: Mapping[str, str]) -> Asked:
    """Return what the query asks for. Raises `NoSuchList` for a value that is none of its list."""
    kind, country, relation, led = (given.get(name, "") for name in ("kind", "country", "relation", "led"))
    known = (
        (kind, Organisation.Kind.values),
        (relation, Organisation.Relation.values),
        (led, list(LED)),
    )
    if any(value and value not in values for value, values in known):
        raise NoSuchList
    if len(country) > 2:
        raise NoSuchList
    page = given.get("page", "1")
    if not (page.isascii() and page.isdecimal() and len(page) < _MOST_DIGITS and int(page)):
        raise NoSuchList
    return Asked(kind, country, relation, led, int(page))
