"""One page of the list: what was found, in one of four views, and every way on from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whrin.kit.paging import last_page
from whrin.places.outlines import Outline, outline_of_world
from whrin.places.queries import Tile, names_of_regions, regions_of, tiles
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
from whrin.search.results import Result
from whrin.services.finding.asked import PAGE_SIZE, SORTS, VIEWS, Asked
from whrin.services.finding.cards import Card, card_of
from whrin.services.finding.found import Counts, counts_of, found_for
from whrin.services.finding.shelf import FACETS, QUICK
from whrin.services.finding.words import OPEN_NOW, facet_title, label, order_label, view_label

#: Values of a filter folded away.
FOLDED = 8
#: More chosen values than this make no name.
_MOST_NAMED = 3
_MAPS = {"tiles", "outlines"}


@dataclass(frozen=True)
class ListPage:
    """What the list shows. `countries`: beside a map, the same as a list, most first. `title`: what was
    chosen, empty for the plain list. `wider`: where nothing is listed, the regions around.
    """

    asked: Asked
    total: int
    last: int
    title: str
    cards: Sequence[Card]
    quick: Sequence[Choice]
    facets: Sequence[Facet]
    chosen: Sequence[Choice]
    orders: Sequence[Choice]
    sorted_by: Mapping[str, str]
    views: Sequence[Choice]
    suggestion: Choice | None
    is_relaxed: bool
    whole_facet: Facet | None
    countries: Sequence[Choice]
    tiles: Sequence[Tile]
    outline: Outline | None
    wider: Sequence[Choice]


def page_of(asked: Asked, language: str, root: str) -> ListPage:
    """Return the page, one search and no more. Raises NoSuchPage beyond the last one."""
    is_map = asked.view in _MAPS
    found = found_for(asked, language, 1 if is_map or asked.facet else PAGE_SIZE)
    last = 1 if is_map else last_page(found.total, PAGE_SIZE)
    if asked.page > last:
        raise NoSuchPage
    links = _Links(asked, language, root, counts_of(found), found.total)
    by_country = dict(links.counts.get("country", ()))
    return ListPage(
        asked=asked,
        total=found.total,
        last=last,
        title=title_of(asked, language),
        cards=[] if is_map or asked.facet else _cards(asked, found, language, root),
        quick=links.quick(),
        facets=[] if is_map or asked.facet else links.facets(),
        chosen=links.chosen(),
        orders=[] if is_map else links.orders(),
        sorted_by={name: links.sorted_by(name) for name in SORTS},
        views=links.views(),
        suggestion=links.suggestion(found),
        is_relaxed=found.is_relaxed,
        whole_facet=links.whole(),
        countries=links.countries() if is_map else (),
        tiles=tiles(by_country, language, links.country) if asked.view == "tiles" else (),
        outline=outline_of_world(by_country, language, links.country) if asked.view == "outlines" else None,
        wider=() if found.total else links.wider(),
    )


def title_of(asked: Asked, language: str) -> str:
    """Return what a list is about: its words and the filters chosen; nothing for the plain list."""
    said = [label(name, value, language) for name, values in asked.filters.items() for value in values]
    said += [str(OPEN_NOW)] if asked.is_open_now else []
    return " · ".join(filter(None, [asked.text, *(said if len(said) <= _MOST_NAMED else ())]))


def _cards(asked: Asked, found: Result, language: str, root: str) -> list[Card]:
    return [card_of(hit.card, asked, language, root) for hit in found.hits]


class _Links:
    """Every way on from one page of the list."""

    def __init__(self, asked: Asked, language: str, root: str, counts: Counts, total: int) -> None:
        self.asked, self.language, self.root = asked, language, root
        self.counts, self.total = counts, total

    def country(self, code: str) -> str:
        """Return the address of the same list in one country."""
        return self.root + self.asked.only_in(code).query()

    def quick(self) -> list[Choice]:
        """Return the switches above the list; open now without a number, which would not stay true."""
        switch = replace(self.asked, is_open_now=not self.asked.is_open_now, page=1, facet="")
        counted = dict(self.counts.get("quick", ()))
        return [
            Choice(str(OPEN_NOW), 0, self.root + switch.query(), self.asked.is_open_now),
            *(self._choice("quick", wish, counted.get(wish, 0)) for wish in QUICK),
        ]

    def _choice(self, facet: str, value: str, count: int) -> Choice:
        is_chosen = self.asked.chooses(facet, value)
        changed = self.asked.without_choice if is_chosen else self.asked.with_choice
        words = label(facet, value, self.language)
        return Choice(words, count, self.root + changed(facet, value).query(), is_chosen)

    def facets(self) -> list[Facet]:
        """Return the filters that are left to choose from."""
        facets = [self._facet(name) for name in FACETS if name != "quick" and self._is_offered(name)]
        return [facet for facet in facets if facet.shown]

    def _is_offered(self, name: str) -> bool:
        if name == "city" and not {"country", "city"} & set(self.asked.filters):
            return False  # towns of the world are no choice; the page says how to come to them
        # What all have narrows nothing.
        is_chosen = bool(self.asked.filters.get(name))
        return is_chosen or any(count != self.total for _value, count in self.counts.get(name, ()))

    def _choices(self, name: str, most: int) -> list[Choice]:
        counted, chosen = self.counts.get(name, ()), self.asked.filters.get(name, ())
        if name == "region":
            counted = each_name_once(narrowing(counted, self.total, chosen), chosen, self._name_of_region)
        ranked = chosen_first(counted, chosen)
        adding = self.asked.adding(name)
        return [
            self._choice(name, value, count)
            if value in chosen
            else Choice(label(name, value, self.language), count, self.root + adding(value))
            for value, count in ranked[:most]
        ]

    def _name_of_region(self, code: str) -> str:
        return label("region", code, self.language)

    def _facet(self, name: str) -> Facet:
        choices = self._choices(name, SHOWN + FOLDED + 1)
        whole = self.root + replace(self.asked, facet=name, view="", page=1).query()
        return facet_of(name, facet_title(name), choices, folded=FOLDED, whole=whole)

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
            Choice(f"{facet_title(name)}: {words}", 0, self.root + without.query(), is_chosen=True)
            for name, values in self.asked.filters.items()
            if name != "quick"
            for value in values
            for words in [label(name, value, self.language)]
            for without in [self.asked.without_choice(name, value)]
        ]

    def sorted_by(self, name: str) -> str:
        """Return the address of the same list in one order."""
        return self.root + replace(self.asked, sort=name, page=1, facet="").query()

    def orders(self) -> list[Choice]:
        """Return the orders there are."""
        offered = SORTS if self.asked.text else SORTS[1:]
        return [
            Choice(order_label(name), 0, self.sorted_by(name), name == self.asked.order) for name in offered
        ]

    def views(self) -> list[Choice]:
        """Return the views there are; the list, the first, is not named in the address."""
        shown, plain = self.asked.view or VIEWS[0], replace(self.asked, view="", page=1, facet="")
        queries = {name: replace(plain, view=name).query() for name in VIEWS[1:]}
        return [
            Choice(view_label(name), 0, self.root + queries.get(name, plain.query()), name == shown)
            for name in VIEWS
        ]

    def countries(self) -> list[Choice]:
        """Return the countries of a map with their numbers, most first."""
        return [
            Choice(label("country", code, self.language), count, self.country(code))
            for code, count in self.counts.get("country", ())
        ]

    def suggestion(self, found: Result) -> Choice | None:
        """Return another spelling that would find more."""
        if not found.suggestion:
            return None
        query = replace(self.asked, text=found.suggestion, page=1).query()
        return Choice(found.suggestion, 0, self.root + query)

    def wider(self) -> list[Choice]:
        """Return the regions around the countries chosen, where nothing is listed in these."""
        chosen = self.asked.filters.get("country", ())
        known = regions_of(chosen)
        names = names_of_regions(self.language, scheme="network")
        without = replace(self.asked, page=1, facet="")
        for name in ("country", "part", "city"):
            for value in self.asked.filters.get(name, ()):
                without = without.without_choice(name, value)
        codes = dict.fromkeys(code for country in chosen for code in known[country] if code in names)
        return [
            Choice(names[code], 0, self.root + without.with_choice("region", code).query()) for code in codes
        ]
