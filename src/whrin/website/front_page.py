"""The front page: what the rooms give, put side by side. Every figure is counted, none is written by hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from whrin.places.queries import Tile, tiles
from whrin.search.queries import find
from whrin.website.enums import Place
from whrin.website.models import HomePage, NewsIndexPage
from whrin.website.queries import Dated, index_address, news_rows, references

#: How many works and pieces of news stand on the front page.
NEW = 3


@dataclass(frozen=True)
class Door:
    """A large link to a part of the site."""

    title: str
    text: str
    address: str


@dataclass(frozen=True)
class FrontPage:
    """What the template shows. `works`, `languages`, `countries`: how many the library holds and covers."""

    works: int
    languages: int
    countries: int
    tiles: Sequence[Tile]
    cards: Sequence[Mapping[str, Any]]
    news: Sequence[Dated]
    news_address: str
    doors: Sequence[Door]


def front_page(page: HomePage, language: str) -> FrontPage:
    """Return everything that stands on a language's front page, in few queries."""
    new = find(shelf="library", sort="added", size=NEW)
    counts = dict(new.facets.get("country", ()))
    return FrontPage(
        works=new.total,
        languages=len(new.facets.get("language", ())),
        countries=len(counts),
        tiles=tiles(counts, language, works_by_country()),
        cards=[hit.card for hit in new.hits],
        news=news_rows(language, 0, NEW),
        news_address=index_address(NewsIndexPage, language),
        doors=doors_of(page, language),
    )


def works_by_country() -> Callable[[str], str]:
    """Return what gives the address of the library's works about a country, by ISO code.

    The library's own address is worked out once: two hundred times cost a quarter of the page.
    """
    library = reverse(Place.LIBRARY)
    return lambda country: f"{library}?country={country}"


def doors_of(page: HomePage, language: str) -> list[Door]:
    """Return the doors the editors hung; one whose page is gone is left out."""
    hung = [door.value for door in page.doors]
    pages = references({door["page"].pk for door in hung if door["page"]}, language)
    doors = []
    for door in hung:
        if door["place"]:
            doors.append(Door(door["title"], door["text"], reverse(door["place"])))
        elif door["page"] and door["page"].pk in pages:
            doors.append(Door(door["title"], door["text"], pages[door["page"].pk].address))
    return doors
