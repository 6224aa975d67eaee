"""Understanding what a reader typed: units, each of which a document holds or does not. Nothing typed is
an error.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from whrin.search.analysis.folding import plain
from whrin.search.analysis.segments import Run, asked_grams, segments
from whrin.search.analysis.stemming import alternatives, stem, stopwords, surface
from whrin.search.indexing import title_mark
from whrin.search.synonyms import Groups, Label

#: What is read of a query: characters, units, and tokens of one run.
LONGEST_QUERY = 300
MOST_UNITS = 12
_MOST_GRAMS = 24
_MOST_SYNONYMS = 12
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True)
class Term:
    """A word: any of its forms. `written` is the word as typed, for "did you mean"."""

    tokens: tuple[str, ...]
    written: str = field(default="", compare=False)


@dataclass(frozen=True)
class Stretch:
    """A run of a script without spaces: all of its grams."""

    clusters: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        return asked_grams(self.clusters)[:_MOST_GRAMS]


@dataclass(frozen=True)
class Phrase:
    """Words side by side, in any of these sequences (the stems of one language each), and the units they
    are made of.
    """

    sequences: tuple[tuple[str, ...], ...]
    parts: tuple["Term | Stretch", ...]


@dataclass(frozen=True)
class Choice:
    """What was typed, or another label of the same concept: in the same language, or in others."""

    typed: tuple["Term | Stretch", ...]
    same: tuple[tuple["Term | Stretch", ...], ...]
    foreign: tuple[tuple["Term | Stretch", ...], ...]


Simple = Term | Stretch
Unit = Simple | Phrase | Choice
AnyUnit = TypeVar("AnyUnit", bound="Term | Stretch | Phrase | Choice")


@dataclass(frozen=True)
class Query:
    """What was asked. `title`: the mark of a title that is exactly this text."""

    units: tuple[Unit, ...] = ()
    title: str = ""


def tidy(text: str) -> str:
    """Return the text without control characters, bounded in length."""
    shown = (
        " " if unicodedata.category(character) == "Cc" else character for character in text[:LONGEST_QUERY]
    )
    return "".join(shown).strip()


def _simple(text: str, languages: Sequence[str]) -> Iterator[Simple]:
    for piece in segments(text):
        if isinstance(piece, Run):
            yield Stretch(piece.texts)
        else:
            for word in plain(piece.raw):
                yield Term(alternatives(word, languages), word)


def _phrase(text: str, languages: Sequence[str]) -> Unit | None:
    parts = tuple(_simple(text, languages))
    if len(parts) < 2:
        return parts[0] if parts else None
    words = [part.written for part in parts if isinstance(part, Term)]
    # A run has no place among the words: around it, holding all the parts must do.
    sequences = {tuple(stem(word, language) for word in words) for language in ["", *languages]}
    whole = len(words) == len(parts)
    return Phrase(tuple(sorted(sequences)) if whole else (), parts)


def _begins(label: Label, units: Sequence[Simple]) -> bool:
    if len(label.parts) > len(units):
        return False
    for part, unit in zip(label.parts, units, strict=False):
        if isinstance(part, frozenset):
            if not isinstance(unit, Term) or part.isdisjoint(unit.tokens):
                return False
        elif not isinstance(unit, Stretch) or "".join(part) not in "".join(unit.clusters):
            return False
    return True


def _as_units(label: Label) -> tuple[Simple, ...]:
    units: list[Simple] = [
        Term(tuple(sorted(part))) if isinstance(part, frozenset) else Stretch(part) for part in label.parts
    ]
    return tuple(_needed(units))


def _first_tokens(unit: Simple) -> Sequence[str]:
    return unit.tokens if isinstance(unit, Term) else unit.clusters


def _choice(typed: tuple[Simple, ...], groups: Groups, fitting: Sequence[tuple[int, Label]]) -> Choice:
    languages = {label.language for _, label in fitting}
    others = [
        label
        for group in sorted({group for group, _ in fitting})
        for label in groups.labels[group]
        if not _begins(label, typed)
    ][:_MOST_SYNONYMS]
    same = dict.fromkeys(_as_units(label) for label in others if label.language in languages)
    foreign = dict.fromkeys(_as_units(label) for label in others if label.language not in languages)
    return Choice(typed, tuple(same), tuple(foreign))


def _with_synonyms(units: Sequence[Simple], groups: Groups) -> Iterator[Unit]:
    """Yield the units, each stretch of them that is a label widened to its group; the longest label wins."""
    at = 0
    while at < len(units):
        fitting = [
            (group, label)
            for token in _first_tokens(units[at])
            for group, label in groups.by_first.get(token, ())
            if _begins(label, units[at:])
        ]
        longest = max((len(label.parts) for _, label in fitting), default=0)
        if longest:
            best = [(group, label) for group, label in fitting if len(label.parts) == longest]
            yield _choice(tuple(units[at : at + longest]), groups, best)
        else:
            yield units[at]
        at += longest or 1


def _is_stopword(unit: Unit) -> bool:
    if not isinstance(unit, Term):
        return False
    return stopwords().issuperset([surface(unit.written)] if unit.written else unit.tokens)


def _needed(units: Sequence[AnyUnit]) -> list[AnyUnit]:
    """Return the units without stopwords, unless nothing would remain."""
    return [unit for unit in units if not _is_stopword(unit)] or list(units)


def understood(text: str, languages: Sequence[str], groups: Groups) -> Query:
    """Return what a text asks for, given the languages of the shelf and its reader."""
    text = tidy(text)
    phrases = [_phrase(match[1], languages) for match in _QUOTED.finditer(text)]
    loose = list(_simple(_QUOTED.sub(" ", text), languages))
    units: list[Unit] = [*(phrase for phrase in phrases if phrase), *_with_synonyms(loose, groups)]
    return Query(tuple(dict.fromkeys(_needed(units)))[:MOST_UNITS], title_mark(text))
