"""A shelf of real sentences in sixteen languages, and a small one to change by hand."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from whrin.search import actions, shelves
from whrin.search.shelves import Entry, Passage, Shelf, register_shelf

# A busy machine is no failure.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "golden.json").read_text(encoding="utf-8"))


@dataclass
class Bookcase:
    """A shelf whose entries a test puts and takes."""

    name: str
    entries: dict[str, Entry] = field(default_factory=dict)
    facets: tuple[str, ...] = ("language", "kind", "topic")

    def put(self, key: str, title: str, *, language: str = "en", **more: Any) -> None:
        texts = {
            name: [Passage(more.pop(name), language)]
            for name in ("summary", "body", "subjects")
            if name in more
        }
        self.entries[key] = Entry(key=key, title=[Passage(title, language)], **texts, **more)
        actions.refresh(shelf=self.name, keys=[key])

    def take(self, key: str) -> None:
        del self.entries[key]
        actions.refresh(shelf=self.name, keys=[key])

    def give(self, keys: Sequence[str]) -> Iterable[Entry]:
        return [self.entries[key] for key in keys if key in self.entries]


def stand(bookcase: Bookcase) -> Bookcase:
    register_shelf(Shelf(bookcase.name, lambda: list(bookcase.entries), bookcase.give, bookcase.facets))
    return bookcase


@pytest.fixture
def _registrations() -> Iterator[None]:
    """Take away what a test registered."""
    before, sources = dict(shelves._shelves), list(shelves._synonym_sources)
    yield
    shelves._shelves.clear()
    shelves._shelves.update(before)
    shelves._synonym_sources[:] = sources


@pytest.fixture
def bookcase(db: None, _registrations: None) -> Bookcase:
    shelves._synonym_sources.clear()
    actions.forget_synonyms()
    return stand(Bookcase("bookcase"))


@pytest.fixture
def golden(db: None, _registrations: None) -> Bookcase:
    """The golden shelf, indexed, with its synonyms."""
    shelves._synonym_sources[:] = [lambda: GOLDEN["synonyms"]]
    actions.forget_synonyms()
    shelf = stand(Bookcase("golden"))
    for key, one in GOLDEN["entries"].items():
        shelf.entries[key] = Entry(
            key=key,
            title=[Passage(one["title"], one["language"])],
            summary=[Passage(one["summary"], one["language"])],
            facets={"language": [one["language"]], "kind": ["report"]},
            date=one["date"],
            card={"title": one["title"]},
        )
    actions.refresh(shelf="golden", keys=list(shelf.entries))
    return shelf
