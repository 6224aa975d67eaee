"""What a body is made of: paragraphs in all their languages, and evidence by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whrin.campaigns.actions.versions import content_of
from whrin.campaigns.enums import Block, Standing
from whrin.campaigns.models import Edition, Paper, PaperKind, Version
from whrin.campaigns.queries import said_in
from whrin.documents.evidence.facts import Fact, fact_from


@dataclass(frozen=True)
class Part:
    """A paragraph. `texts`: by language; none is empty."""

    uid: str
    kind: str
    slot: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Evidence:
    """A citation. `standing`: as it was read last; of an edition always fresh, for it is frozen."""

    source: str
    key: str
    locator: str
    fact: Fact
    standing: str = Standing.FRESH


@dataclass(frozen=True)
class Text:
    """All of a paper that can be read. `style`: of citations; `language`: that it was written in."""

    kind: PaperKind
    language: str
    style: str
    parts: Sequence[Part]
    evidence: Mapping[int, Evidence]

    def title_in(self, language: str) -> tuple[str, str]:
        """Return the title and the language it is in; both empty where there is none yet."""
        texts = next((part.texts for part in self.parts if part.kind == Block.TITLE), {})
        return said_in(texts, language, self.language)

    def languages(self) -> list[str]:
        """Return the languages in which there is anything: its own first, then by their tags."""
        found = {language for part in self.parts for language in part.texts}
        return [self.language, *sorted(found - {self.language})]


def text_of_paper(paper: Paper) -> Text:
    """Return a paper as it is now. Four questions, however long it is."""
    return _text(paper, content_of(paper), _living(paper))


def text_of_version(version: Version) -> Text:
    """Return a kept version, with the evidence of today."""
    return _text(version.paper, version.content, _living(version.paper))


def text_of_edition(edition: Edition) -> Text:
    """Return what was published, with the evidence of that day."""
    facts = {
        int(number): Evidence(told["source"], told["key"], told.get("locator", ""), fact_from(told["fact"]))
        for number, told in edition.facts.items()
    }
    return _text(edition.paper, edition.version.content, facts)


def _living(paper: Paper) -> Mapping[int, Evidence]:
    return {
        one.number: Evidence(one.source, one.key, one.locator, fact_from(one.fact), one.state)
        for one in paper.citations.all()
    }


def _text(paper: Paper, content: Sequence[Mapping[str, Any]], evidence: Mapping[int, Evidence]) -> Text:
    parts = [
        Part(told["uid"], told["kind"], told["slot"], {key: one for key, one in told["texts"].items() if one})
        for told in content
    ]
    return Text(paper.kind, paper.original_language, paper.style, parts, evidence)
