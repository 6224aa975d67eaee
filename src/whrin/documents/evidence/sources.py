"""Where facts come from. Rooms register their sources in `registrations.py`; this room knows none of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from whrin.documents.evidence.facts import Fact, NoFact


@dataclass(frozen=True)
class Offer:
    """A fact to choose. `key`: what its source reads it by, at most 400 signs. `label`: in the language asked
    for.
    """

    key: str
    label: str
    fact: Fact


class Source(Protocol):
    """What a room gives to be cited: of what is public alone."""

    @property
    def name(self) -> str:
        """Return its stable name, as citations keep it: small letters."""

    @property
    def label(self) -> str | Promise:
        """Return what it is called."""

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        """Return a few facts that fit the words asked for, the best first. Nothing hidden is among them."""

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        """Return what is true today, in a number of questions that does not grow with the keys. A key that
        nothing is found by may be left out: it is gone.
        """

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        """Return the fact as a sentence with its value, n and day, of the fact alone: also of an old one."""

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:
        """Return what a footnote says, as plain text; of a work in a style, by the name of its file."""

    def csl(self, key: str, fact: Fact) -> Mapping[str, Any] | None:
        """Return the record of a work as CSL-JSON; None: it is no work."""


class NoSuchSource(LookupError):
    """Nobody registered a source of this name, or no more."""


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Let facts of this source be cited. The last registration of a name wins."""
    _sources[source.name] = source


def sources() -> tuple[Source, ...]:
    """Return all of them, in the order they were registered."""
    return tuple(_sources.values())


def source_named(name: str) -> Source:
    """Return a source. Raises `NoSuchSource`."""
    source = source_if_any(name)
    if source is None:
        raise NoSuchSource(name)
    return source


def source_if_any(name: str) -> Source | None:
    """Return a source; None: nobody registered it, or no more."""
    return _sources.get(name)
