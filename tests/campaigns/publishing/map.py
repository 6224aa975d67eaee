"""A source of figures whose world changes: what tests of publication cite."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from whrin.campaigns.models import Citation, Paper
from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.documents.evidence.sources import Offer, register_source

NAME = "map-of-tests"


class Map:
    """Tells one figure for every key, until its rules forbid it."""

    name = NAME
    label = "Test map"

    def __init__(self) -> None:
        self.now: Fact | NoFact = Fact(23, 74, "2026-05-01", "/services/?type=drop-in", {})

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        return []

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        return dict.fromkeys(keys, self.now)

    def says(self, value: int, day: str) -> None:
        """Have the world be another one."""
        self.now = Fact(value, 74, day, "/services/?type=drop-in", {})

    def hides(self, reason: Missing = Missing.BARRED) -> None:
        """Have the rules of the source forbid to tell it, or the source be gone."""
        self.now = NoFact(reason)

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        return f"{fact.value:.0f} of {fact.n} countries have it."

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:
        return f"{self.sentence(key, fact, language)} {self.label}."

    def csl(self, key: str, fact: Fact) -> Mapping[str, Any] | None:
        return None


def a_map() -> Map:
    """Register such a source anew."""
    made = Map()
    register_source(made)
    return made


def cite(paper: Paper, world: Map, number: int = 1) -> Citation:
    """Have a paper cite what the map says now."""
    assert isinstance(world.now, Fact)
    fact = world.now.as_json()
    return Citation.objects.create(paper=paper, number=number, source=NAME, key=f"k{number}", fact=fact)
