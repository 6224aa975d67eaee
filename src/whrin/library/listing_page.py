"""One page of the library's list: what was found, and every way on from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whrin.kit.paging import last_page
from whrin.library.listing import FACETS, PAGE_SIZE, SORTS, Listing
from whrin.library.listing_cards import Card, card_of
from whrin.library.listing_inside import with_places
from whrin.library.listing_labels import Wordbook, facet_title, order_label
from whrin.search.choices import (
    SHOWN,
    WHOLE,
    Choice,
    Facet,
    NoSuchPage,
    chosen_first,
    facet_of,
    narrowing,
    whole_facet,
)
from whrin.search.queries import find
from whrin.search.results import Result

#: Values of a facet folded away.
FOLDED = 10


@dataclass(frozen=True)
class Order:
    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class ListPage:
    asked: Listing
    total: int
    last: int
    cards: Sequence[Card]
    facets: Sequence[Facet]
    chosen: Sequence[Choice]
    orders: Sequence[Order]
    suggestion: Choice | None
    is_relaxed: bool
    canonical: str
    feed: str
    whole_facet: Facet | None


def page_of(asked: Listing, language: str, root: str) -> ListPage:
    """Return the page, one search and no more. Raises NoSuchPage beyond the last one."""
    found = found_for(asked, language)
    book = Wordbook(language)
    last = last_page(found.total, PAGE_SIZE)
    if asked.page > last:
        raise NoSuchPage
    facets = {
        name: _choices(asked, name, values, found.total, book, root) for name, values in found.facets.items()
    }
    cards: Sequence[Card] = [card_of(hit.card, asked, book, root) for hit in found.hits]
    return ListPage(
        asked=asked,
        total=found.total,
        last=last,
        cards=with_places(cards, found.hits, asked, root) if asked.text else cards,
        facets=[_facet(asked, name, facets[name], root) for name in FACETS if facets.get(name)],
        chosen=_chosen(asked, book, root),
        orders=[
            Order(order_label(name), root + replace(asked, sort=name).query(), name == asked.order)
            for name in SORTS
            if asked.text or name != "relevance"
        ],
        suggestion=_suggestion(asked, found, root),
        is_relaxed=found.is_relaxed,
        canonical=root + asked.query(page=asked.page),
        feed=f"{root}feed/" + replace(asked, facet="", page=1).query(),
        whole_facet=_whole(asked, facets, root),
    )


def found_for(asked: Listing, language: str, size: int = PAGE_SIZE) -> Result:
    """Ask the search."""
    return find(
        shelf="library",
        text=asked.text,
        language=language,
        filters=asked.filters,
        sort=asked.order,
        page=asked.page,
        size=size,
    )


def _choices(
    asked: Listing, facet: str, values: Sequence[tuple[str, int]], total: int, book: Wordbook, root: str
) -> list[Choice]:
    most = WHOLE if facet == asked.facet else SHOWN + FOLDED
    chosen = asked.filters.get(facet, ())
    if facet == "year":
        values = sorted(values, reverse=True)
    if facet == "region":
        values = narrowing(values, total, chosen)
    ranked = chosen_first(values, chosen)
    adding = asked.adding(facet)
    choices = []
    for value, count in ranked[: most + 1]:
        is_chosen = value in chosen
        onward = asked.without_choice(facet, value).query() if is_chosen else adding(value)
        choices.append(Choice(book.label(facet, value), count, root + onward, is_chosen))
    return choices


def _facet(asked: Listing, name: str, choices: Sequence[Choice], root: str) -> Facet:
    whole = root + replace(asked, facet=name, page=1).query()
    return facet_of(name, facet_title(name), choices, folded=FOLDED, whole=whole)


def _whole(asked: Listing, facets: Mapping[str, Sequence[Choice]], root: str) -> Facet | None:
    if not asked.facet:
        return None
    back = root + replace(asked, facet="").query()
    return whole_facet(asked.facet, facet_title(asked.facet), facets.get(asked.facet, []), back)


def _chosen(asked: Listing, book: Wordbook, root: str) -> list[Choice]:
    return [
        Choice(
            f"{facet_title(name)}: {book.label(name, value)}",
            0,
            root + asked.without_choice(name, value).query(),
            is_chosen=True,
        )
        for name, values in asked.filters.items()
        for value in values
    ]


def _suggestion(asked: Listing, found: Result, root: str) -> Choice | None:
    if not found.suggestion:
        return None
    return Choice(found.suggestion, 0, root + replace(asked, text=found.suggestion, page=1).query())
