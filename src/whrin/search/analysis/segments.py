"""Segmenting: words where spaces divide them, runs of clusters where they do not. Offsets are those of
the text given.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from whrin.search.analysis.scripts import INVISIBLE, MARK_RANGES, RUN_RANGES

_APOSTROPHE = "['’ʼʻ＇]"
_LETTER = f"[^\\W_{RUN_RANGES}]"
_PIECE = re.compile(
    f"(?P<run>[{RUN_RANGES}][{RUN_RANGES}{INVISIBLE}]*)"
    f"|{_LETTER}(?:{_LETTER}|[{MARK_RANGES}{INVISIBLE}]|{_APOSTROPHE}(?={_LETTER}))*"
)
# A base and its marks; Khmer's coeng and Burmese's virama bind the next consonant too.
_CLUSTER = re.compile(f"[{RUN_RANGES}](?:[{INVISIBLE}]*(?:[\u17d2\u1039][{RUN_RANGES}]|[{MARK_RANGES}]))*")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Thai and Lao sara am, and its nikhahit and aa when written apart.
_AM = {"\u0e33": ("\u0e4d", "\u0e32"), "\u0eb3": ("\u0ecd", "\u0eb2")}


class Word(NamedTuple):
    """A word as written, between two offsets."""

    start: int
    end: int
    raw: str


class Cluster(NamedTuple):
    """A folded cluster of a run, between two offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a script without spaces."""

    clusters: tuple[Cluster, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cluster.text for cluster in self.clusters)


@lru_cache(maxsize=16_384)
def _fold_cluster(raw: str) -> str:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", raw)).casefold()
    # Marks are typed in any order; those of Thai and Lao do not reorder under Unicode's own rules.
    return text[:1] + "".join(sorted(text[1:])) if "\u0e00" <= text[:1] < "\u0f00" else text


def _clusters(raw: str, start: int) -> tuple[Cluster, ...]:
    found: list[Cluster] = []
    for match in _CLUSTER.finditer(raw):
        first, last = start + match.start(), start + match.end()
        text = match[0]
        if text[0] in _AM:
            nikhahit, text = _AM[text[0]][0], _AM[text[0]][1] + text[1:]
            if found:
                before = found[-1]
                found[-1] = Cluster(before.start, before.end, _fold_cluster(before.text + nikhahit))
        found.append(Cluster(first, last, _fold_cluster(text)))
    return tuple(found)


def segments(text: str) -> Iterator[Word | Run]:
    """Yield the words and runs of a text in order; spaces, punctuation and symbols fall away."""
    for match in _PIECE.finditer(text):
        if match.lastgroup == "run":
            yield Run(_clusters(match[0], match.start()))
        else:
            yield Word(match.start(), match.end(), match[0])


def grams(clusters: tuple[str, ...]) -> Iterator[str]:
    """Yield every token a run is indexed under: each cluster, each two and each three neighbours."""
    for width in (1, 2, 3):
        for place in range(len(clusters) - width + 1):
            yield "".join(clusters[place : place + width])


def asked_grams(clusters: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tokens that a document must hold to hold this run: the widest grams that cover it."""
    width = min(3, len(clusters))
    return tuple(dict.fromkeys("".join(clusters[at : at + width]) for at in range(len(clusters) - width + 1)))
