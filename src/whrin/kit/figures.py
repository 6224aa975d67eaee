"""Figures: counts that a page shows about codes (countries, topics) without knowing who counts them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Figure:
    """What is counted: `source` gives counts by code, `address` the page that shows what was counted."""

    name: str
    label: str | Promise
    source: Callable[[], Mapping[str, int]]
    address: Callable[[str], str]


class Figures:
    """The figures that rooms above have registered, in the order they came."""

    def __init__(self) -> None:
        self._by_name: dict[str, Figure] = {}

    def register(
        self,
        name: str,
        label: str | Promise,
        source: Callable[[], Mapping[str, int]],
        address: Callable[[str], str],
    ) -> None:
        """Add a figure; the last registration of a name wins."""
        self._by_name[name] = Figure(name, label, source, address)

    def all(self) -> tuple[Figure, ...]:
        """Return every figure."""
        return tuple(self._by_name.values())
