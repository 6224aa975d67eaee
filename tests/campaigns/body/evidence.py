"""Evidence for tests: a source with one work and one figure, told from the fact alone."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from whrin.campaigns.enums import Standing
from whrin.campaigns.models import Citation, Paper
from whrin.documents.evidence.facts import Fact, NoFact
from whrin.documents.evidence.sources import Offer, register_source

NAME = "shelf-of-tests"
FIGURE = Fact(23, 74, "2026-05", "/services/?type=drop-in", {})
WORK = Fact(None, None, "2024", "/library/book/en/", {"title": "Care & kindness"})


class Shelf:
    """Figures are sentences; works have titles."""

    name = NAME
    label = "Test map"

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        return []

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        return {}

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        return f"{fact.value:.0f} of {fact.n} in {fact.day}."

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:
        if fact.extra:
            return f"Rivera. {fact.extra['title']}. {fact.day}."
        return f"{self.sentence(key, fact, language)} {self.label}, https://example.org/x."

    def csl(self, key: str, fact: Fact) -> Mapping[str, Any] | None:
        return {"title": fact.extra["title"]} if fact.extra else None


def cite(
    paper: Paper, number: int, fact: Fact, standing: Standing = Standing.FRESH, **columns: Any
) -> Citation:
    """Have a paper cite a fact of this shelf."""
    register_source(Shelf())
    return Citation.objects.create(
        paper=paper,
        number=number,
        source=NAME,
        key=f"k{number}",
        fact=fact.as_json(),
        state=standing,
        **columns,
    )
