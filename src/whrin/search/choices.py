"""What list pages offer of a facet: some values at once, more folded away, all on a page of their own."""

from collections.abc import Callable, Mapping, Sequence
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


def each_name_once(
    values: Sequence[tuple[str, int]], chosen: Sequence[str], name: Callable[[str], str]
) -> list[tuple[str, int]]:
    """Return values with their counts without those that read like one before them: groupings share names.
    What is chosen stays.
    """
    named: dict[str, tuple[str, int]] = {}
    for value, count in values:
        words = name(value)
        if words not in named or value in chosen:
            named[words] = (value, count)
    return list(named.values())


def turned(filters: Mapping[str, tuple[str, ...]], facet: str, value: str) -> dict[str, tuple[str, ...]]:
    """Return filters with one value more, or without it if it was chosen; what is empty is left out."""
    chosen = filters.get(facet, ())
    left = tuple(each for each in chosen if each != value)
    wanted = left if value in chosen else (*chosen, value)
    return {name: values for name, values in {**filters, facet: wanted}.items() if values}


def chosen_first(values: Sequence[tuple[str, int]], chosen: Sequence[str]) -> Sequence[tuple[str, int]]:
    """Return values with their counts, those that are chosen before the others."""
    return sorted(values, key=lambda pair: pair[0] not in chosen) if chosen else values
