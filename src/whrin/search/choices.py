"""What list pages offer of a facet: some values at once, more folded away, all on a page of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Values of a filter shown at once, and on a page of its own.
SHOWN, WHOLE = 5, 500


class NoSuchPage(Exception):
    """The list has fewer pages than that."""


@dataclass(frozen=True)
class Choice:
    """A way on: its words, how many things it leads to, the address, and whether it is where she stands."""

    label: str
    count: int
    address: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """`whole`: address of the page with all values, when there are more than here."""

    name: str
    title: str
    shown: Sequence[Choice]
    folded: Sequence[Choice]
    whole: str


def facet_of(name: str, title: str, choices: Sequence[Choice], *, folded: int, whole: str) -> Facet:
    """Return a facet of the first choices, `folded` more folded away; `whole` stands if there are others."""
    end = SHOWN + folded
    return Facet(name, title, choices[:SHOWN], choices[SHOWN:end], whole if len(choices) > end else "")


def whole_facet(name: str, title: str, choices: Sequence[Choice], back: str) -> Facet:
    """Return a facet with all its choices, by their words; `back`: address of the list."""
    return Facet(name, title, sorted(choices, key=lambda choice: choice.label.casefold()), [], back)


def narrowing(values: Sequence[tuple[str, int]], total: int, chosen: Sequence[str]) -> list[tuple[str, int]]:
    """Return values with their counts without those that everything has, such as the world: choosing one
    narrows nothing. What is chosen stays.
    """
    return [(value, count) for value, count in values if count < total or value in chosen]


def chosen_first(values: Sequence[tuple[str, int]], chosen: Sequence[str]) -> Sequence[tuple[str, int]]:
    """Return values with their counts, those that are chosen before the others."""
    return sorted(values, key=lambda pair: pair[0] not in chosen) if chosen else values
