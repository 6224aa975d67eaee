"""From a room's entry to the tokens that are stored. The same bounded tokens go to every engine."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from whrin.search.analysis.folding import plain
from whrin.search.analysis.segments import Run, grams, segments
from whrin.search.analysis.stemming import LONGEST, known, stem, surface
from whrin.search.engines.protocol import GAP
from whrin.search.shelves import Entry, Passage

#: How much a token matters in a document, from a mention in the body to a title that the subjects confirm.
#: A mark ends with its level; folding never leaves these characters in a token.
LEVELS = "¹²³⁴⁵"
#: What each level adds to a document's score, for each unit of a word's rarity.
GAINS = (1, 2, 4, 8, 12)
#: Begins the mark of a whole title.
TITLE = "⁼"
# A tsvector holds places up to 16,383, 255 places of one word, and a megabyte in all: nothing beyond goes
# anywhere.
_PLACES = 16_000
_SAME_WORD = 255
_BYTES = 700_000
_WORDS = 100_000
_USUAL_LENGTH = 500


@dataclass
class Analysed:
    """What is stored of an entry."""

    words: list[str]
    marks: list[str]
    languages: list[str]
    spellings: list[str]


@dataclass
class _Reading:
    """Tokens counted field by field."""

    words: list[str] = field(default_factory=list)
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lengths: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    bytes: int = 0
    seen: set[str] = field(default_factory=set)
    same: Counter[str] = field(default_factory=Counter)

    def place(self, word: str) -> None:
        """Put a word into the order that phrases are found by."""
        if len(self.words) < _PLACES:
            self.same[word] += 1
            self.words.append(word if self.same[word] <= _SAME_WORD else GAP)
            self.bytes += len(word.encode()) + 4 if self.same[word] == 1 else 2

    def count(self, where: str, tokens: Iterable[str]) -> None:
        for token in tokens:
            if token not in self.seen:
                self.seen.add(token)
                self.bytes += len(token.encode()) + 8
            self.fields[where][token] += 1

    @property
    def is_full(self) -> bool:
        return self.bytes > _BYTES or sum(self.lengths.values()) > _WORDS


def title_mark(text: str) -> str:
    """Return the mark of a whole title, the same for every way to write it; empty when it has no words."""
    parts: list[str] = []
    for piece in segments(text):
        if isinstance(piece, Run):
            parts.append("".join(piece.texts))
        else:
            parts.extend(surface(word) for word in plain(piece.raw))
    return TITLE + hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16] if parts else ""


def _read_word(reading: _Reading, where: str, raw: str, language: str) -> None:
    for word in plain(raw):
        stemmed = stem(word, language)
        reading.place(stemmed)
        reading.count(where, {stemmed, surface(word)})
        reading.lengths[where] += 1
        if where != "body" and 2 < len(word) <= LONGEST and not word[0].isdecimal():
            reading.spellings.add(word)


def _read_passage(reading: _Reading, where: str, passage: Passage) -> None:
    language = known(passage.language)
    if language:
        reading.languages.add(language)
    for piece in segments(passage.text):
        if reading.is_full:
            break
        if isinstance(piece, Run):
            reading.place(GAP)
            reading.count(where, grams(piece.texts))
            reading.lengths[where] += len(piece.clusters)
        else:
            _read_word(reading, where, piece.raw, language)
    reading.place(GAP)


def _impact(reading: _Reading, token: str) -> float:
    fields = reading.fields
    body = fields["body"][token]
    length = 0.25 + 0.75 * reading.lengths["body"] / _USUAL_LENGTH
    return (
        (8 if fields["title"][token] else 0)
        + (4 if fields["subjects"][token] else 0)
        + (min(3, 1 + fields["summary"][token]) if fields["summary"][token] else 0)
        + 2.5 * body / (body + 1.5 * length)
    )


def _level(impact: float) -> str:
    """Return the level of an impact: what a title, a subject, or a summary that dwells on it, is worth."""
    return LEVELS[sum(impact >= bound for bound in (2, 4, 8, 12))]


def analyse(entry: Entry) -> Analysed:
    """Return the tokens of an entry. Title first and body last: what does not fit is the body's end."""
    reading = _Reading()
    parts: tuple[tuple[str, Sequence[Passage]], ...] = (
        ("title", entry.title),
        ("subjects", entry.subjects),
        ("summary", entry.summary),
        ("body", entry.body),
    )
    for where, passages in parts:
        for passage in passages:
            _read_passage(reading, where, passage)
    levels = [token + _level(_impact(reading, token)) for token in reading.seen]
    titles = {title_mark(passage.text) for passage in entry.title} - {""}
    return Analysed(
        words=reading.words,
        marks=sorted([*levels, *titles]),
        languages=sorted(reading.languages),
        spellings=sorted(reading.spellings),
    )


def facet_lines(entry: Entry) -> str:
    """Return an entry's facets as lines of `name=value`."""
    return "\n".join(
        f"{name}={' '.join(str(value).split())}"
        for name, values in sorted(entry.facets.items())
        for value in sorted(set(values))
    )


def columns(entry: Entry, analysed: Analysed) -> dict[str, Any]:
    """Return what the document's row holds, without its id, shelf and key."""
    return {
        "date": min(max(entry.date, 0), 99_999_999),
        "added": min(max(entry.added, 0), 99_999_999),
        "facets": facet_lines(entry),
        "languages": " ".join(analysed.languages),
        "spellings": " ".join(analysed.spellings),
        "card": dict(entry.card),
    }
