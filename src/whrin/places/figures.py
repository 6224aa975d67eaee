"""Figures by country, for the table of places and the tile map. A room above registers what it counts."""

from collections.abc import Callable

from whrin.kit.figures import Figure, Figures

_figures = Figures()
_pages: list[Callable[[], Callable[[str], str]]] = []

register_figure = _figures.register


def figures() -> tuple[Figure, ...]:
    """Return every figure by country, in the order they were registered."""
    return _figures.all()


def register_country_pages(addresses: Callable[[], Callable[[str], str]]) -> None:
    """Say where countries have pages; the last one wins.

    `addresses` is asked once for a table and returns what gives the address by ISO code.
    """
    _pages[:] = [addresses]


def country_pages() -> Callable[[str], str]:
    """Return what gives the address of a country's page by ISO code: empty where countries have none."""
    return _pages[0]() if _pages else lambda _code: ""
