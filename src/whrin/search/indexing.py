"""From a room's entry to the tokens that are stored. The same bounded tokens go to every engine."""

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
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
_WORD_BYTES = 250_000
_MARK_BYTES = 600_000
_WORDS = 100_000
_USUAL_LENGTH = 500
#: From the heaviest to the lightest.
FIELDS = ("title", "subjects", "summary", "body")
# The least impact of each level after the first: what a summary, a subject, a title, and both are worth.
_BOUNDS = (2, 4, 8, 12)


@dataclass
class Analysed:
    """What is stored of an entry."""

    words: list[str]
    marks: list[str]
    languages: list[str]
    spellings: list[str]


@dataclass
class _Reading:
    """Everything read of an entry, in order; counted once, at the end."""

    words: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lengths: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)


def title_mark(text: str) -> str:
    """Return the mark of a whole title, the same for every way to write it; empty when it has no words."""
    parts: list[str] = []
    for piece in segments(text):
        if isinstance(piece, Run):
            parts.append("".join(piece.texts))
        else:
            parts.extend(surface(word) for word in plain(piece.raw))
    return TITLE + hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16] if parts else ""


@lru_cache(maxsize=131_072)
def _forms(raw: str, language: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the mark of a whole title, the same however it is written; empty when it has no words."""
    found = []
    for word in plain(raw):
        stemmed, whole = stem(word, language), surface(word)
        is_spelling = 2 < len(word) <= LONGEST and not word[0].isdecimal()
        tokens = (stemmed,) if stemmed == whole else (stemmed, whole)
        found.append((word if is_spelling else "", stemmed, tokens))
    return tuple(found)


def _read_passage(reading: _Reading, where: str, passage: Passage) -> None:
    language = known(passage.language)
    if language:
        reading.languages.add(language)
    room = _WORDS - sum(reading.lengths.values())
    tokens, words = reading.fields[where], reading.words
    length = 0
    for piece in segments(passage.text):
        if length >= room:
            break
        if isinstance(piece, Run):
            words.append(GAP)
            tokens.extend(grams(piece.texts))
            length += len(piece.clusters)
            continue
        for spelling, stemmed, forms in _forms(piece.raw, language):
            words.append(stemmed)
            tokens.extend(forms)
            length += 1
            if spelling and where != "body":
                reading.spellings.add(spelling)
    reading.lengths[where] += length
    words.append(GAP)


def _places(words: Sequence[str]) -> list[str]:
    """Return the words in order, within what every engine can keep of places."""
    said: Counter[str] = Counter()
    kept, size = [], 0
    for word in words[:_PLACES]:
        said[word] += 1
        if said[word] == 1:
            size += len(word.encode()) + 4
        if size > _WORD_BYTES:
            break
        kept.append(word if said[word] <= _SAME_WORD else GAP)
    return kept


def _levels(reading: _Reading, veil: Callable[[str], str] | None = None) -> list[str]:
    """Return every token with its level, within what every engine can keep."""
    title, subjects, summary, body = (Counter(reading.fields[where]) for where in FIELDS)
    length = 1.5 * (0.25 + 0.75 * reading.lengths["body"] / _USUAL_LENGTH)
    marks, size = [], 0
    for token in {**title, **subjects, **summary, **body}:
        size += len(token.encode()) + 8
        if size > _MARK_BYTES:
            break
        often, said = summary.get(token, 0), body.get(token, 0)
        impact = (
            (8 if token in title else 0)
            + (4 if token in subjects else 0)
            + (min(3, 1 + often) if often else 0)
            + 2.5 * said / (said + length)
        )
        marks.append((veil(token) if veil else token) + LEVELS[bisect_right(_BOUNDS, impact)])
    return marks


def analyse(entry: Entry, veil: Callable[[str], str] | None = None) -> Analysed:
    """Return the tokens of an entry. Title first and body last: what does not fit is the body's end.

    Under a veil, words have no order and nothing is spelt: both would tell what was said.
    """
    reading = _Reading()
    for where, passages in zip(FIELDS, (entry.title, entry.subjects, entry.summary, entry.body), strict=True):
        for passage in passages:
            _read_passage(reading, where, passage)
    if veil is not None:
        return Analysed([], sorted(_levels(reading, veil)), sorted(reading.languages), [])
    titles = {title_mark(passage.text) for passage in entry.title} - {""}
    return Analysed(
        words=_places(reading.words),
        marks=sorted([*_levels(reading), *titles]),
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
