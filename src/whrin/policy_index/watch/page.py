"""One page of the list: what was found, and every way on from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from whrin.design.templatetags.design import partial_date
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.policy_index.actions import SHELF
from whrin.policy_index.watch.asked import PAGE_SIZE, SORTS, Asked
from whrin.policy_index.watch.shelf import FACETS
from whrin.policy_index.watch.words import facet_title, label, order_label
from whrin.search.choices import (
    SHOWN,
    WHOLE,
    Choice,
    Facet,
    NoSuchPage,
    chosen_first,
    each_name_once,
    facet_of,
    narrowing,
    whole_facet,
)
from whrin.search.highlight import marked, summary_of
from whrin.search.queries import find
from whrin.search.results import Result

#: Values of a filter folded away, and characters of a summary in the list.
FOLDED, SUMMARY = 8, 220
_SORTS = {"relevance": "relevance", "newest": "newest", "changed": "added", "name": "name"}


@dataclass(frozen=True)
class Card:
    """`language` and `direction` are those of title and summary, which are markup. `tag`: how it stands;
    `last`: what happened last, where that is something else.
    """

    address: str
    title: SafeString
    language: str
    direction: str
    summary: SafeString
    facts: Sequence[str]
    tag: str
    last: str
    is_sample: bool


@dataclass(frozen=True)
class ListPage:
    """What the list shows. `title`: what was chosen, empty for the plain list."""

    asked: Asked
    total: int
    last: int
    title: str
    cards: Sequence[Card]
    facets: Sequence[Facet]
    chosen: Sequence[Choice]
    orders: Sequence[Choice]
    suggestion: Choice | None
    is_relaxed: bool
    whole_facet: Facet | None


def found_for(asked: Asked, language: str, size: int = PAGE_SIZE) -> Result:
    """Ask the search."""
    return find(
        shelf=SHELF,
        text=asked.text,
        language=language,
        filters=dict(asked.filters),
        sort=_SORTS[asked.order],
        page=asked.page,
        size=size,
    )


def page_of(asked: Asked, language: str, root: str) -> ListPage:
    """Return the page, one search and no more. Raises NoSuchPage beyond the last one."""
    found = found_for(asked, language)
    last = last_page(found.total, PAGE_SIZE)
    if asked.page > last:
        raise NoSuchPage
    links = _Links(asked, language, root, found)
    return ListPage(
        asked=asked,
        total=found.total,
        last=last,
        title=title_of(asked, language),
        cards=[] if asked.facet else [card_of(hit.card, asked.text, language, root) for hit in found.hits],
        facets=[] if asked.facet else links.facets(),
        chosen=links.chosen(),
        orders=links.orders(),
        suggestion=links.suggestion(),
        is_relaxed=found.is_relaxed,
        whole_facet=links.whole(),
    )


def title_of(asked: Asked, language: str) -> str:
    """Return what a list is about: its words and the filters chosen; nothing for the plain list."""
    said = [label(name, value, language) for name, values in asked.filters.items() for value in values]
    return " · ".join(filter(None, [asked.text, *said[:3]]))


def card_of(found: Mapping[str, Any], text: str, language: str, root: str) -> Card:
    """Return what the list shows of one measure, in the reader's language where it is written in it."""
    texts: Mapping[str, Sequence[str]] = found["texts"]
    wanted = (language, language.partition("-")[0], "en", *texts)
    spoken = next(tag for tag in wanted if tag in texts)
    title, summary = texts[spoken]
    places = [label("part", found["part"], language)] if found["part"] else []
    status, (event, day) = label("status", found["status"], language), found["last"]
    last = f"{label('event', event, language)}: {partial_date(day)}" if day else ""
    is_status = event == found["status"]
    return Card(
        address=f"{root}{found['slug']}/",
        title=marked(title, text, spoken),
        language=spoken,
        direction=direction_of(spoken),
        summary=summary_of(summary, text, spoken, SUMMARY),
        facts=[*places, label("country", found["country"], language), label("kind", found["kind"], language)],
        tag=last if is_status else status,
        last="" if is_status else last,
        is_sample=found["is_sample"],
    )


class _Links:
    """Every way on from one page of the list."""

    def __init__(self, asked: Asked, language: str, root: str, found: Result) -> None:
        self.asked, self.language, self.root, self.found = asked, language, root, found

    def facets(self) -> list[Facet]:
        """Return the filters that are left to choose from."""
        facets = [self._facet(name) for name in FACETS]
        return [facet for facet in facets if facet.shown]

    def _facet(self, name: str) -> Facet:
        choices = self._choices(name, SHOWN + FOLDED + 1)
        whole = self.root + replace(self.asked, facet=name, page=1).query()
        return facet_of(name, facet_title(name), choices, folded=FOLDED, whole=whole)

    def _choices(self, name: str, most: int) -> list[Choice]:
        chosen = self.asked.filters.get(name, ())
        # What all have narrows nothing.
        counted = narrowing(self.found.facets.get(name, ()), self.found.total, chosen)
        if name == "region":
            counted = each_name_once(counted, chosen, self._name_of_region)
        return [self._choice(name, value, count) for value, count in chosen_first(counted, chosen)[:most]]

    def _name_of_region(self, code: str) -> str:
        return label("region", code, self.language)

    def _choice(self, name: str, value: str, count: int) -> Choice:
        address = self.root + self.asked.turned(name, value).query()
        is_chosen = value in self.asked.filters.get(name, ())
        return Choice(label(name, value, self.language), count, address, is_chosen)

    def whole(self) -> Facet | None:
        """Return the one filter that is shown with all its values, by their names."""
        name = self.asked.facet
        if not name:
            return None
        back = self.root + replace(self.asked, facet="").query()
        return whole_facet(name, facet_title(name), self._choices(name, WHOLE), back)

    def chosen(self) -> list[Choice]:
        """Return what is chosen, each with the way to take it back."""
        return [
            replace(choice, label=f"{facet_title(name)}: {choice.label}")
            for name, values in self.asked.filters.items()
            for value in values
            for choice in [self._choice(name, value, 0)]
        ]

    def orders(self) -> list[Choice]:
        """Return the orders there are."""
        offered = SORTS if self.asked.text else SORTS[1:]
        plain = replace(self.asked, page=1, facet="")
        return [
            Choice(
                order_label(name),
                0,
                self.root + replace(plain, sort=name).query(),
                name == self.asked.order,
            )
            for name in offered
        ]

    def suggestion(self) -> Choice | None:
        """Return another spelling that would find more."""
        if not self.found.suggestion:
            return None
        query = replace(self.asked, text=self.found.suggestion, page=1).query()
        return Choice(self.found.suggestion, 0, self.root + query)
