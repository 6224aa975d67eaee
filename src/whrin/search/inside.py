"""Where inside a long text, page by page, what was asked for stands. Quick, for list pages ask it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from whrin.search.analysis.folding import plain
from whrin.search.analysis.segments import Run, segments
from whrin.search.analysis.stemming import known, stem, stopwords
from whrin.search.asking import tidy
from whrin.search.highlight import snippet

#: Characters around a find that are looked at for the best stretch to show.
_AROUND = 700
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f]")
_ALEF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ё": "е"})


@dataclass(frozen=True)
class Place:
    """A page (from 1) that holds it, and its words around the find, marked."""

    page: int
    words: SafeString


def places(text: str, query: str, language: str, *, most: int) -> list[Place]:
    """Return up to `most` pages that hold what is asked, in order: those with every word, else those with
    any. `text`: form feeds part its pages.
    """
    asked = _stems(query, language)
    if not asked:
        return []
    pages = text.split("\f")
    folded = [_loose(page) for page in pages]
    held = [sum(one in page for one in asked) for page in folded]
    wanted = len(asked) if len(asked) in held else 1
    found = _shown(
        pages, folded, [at for at, count in enumerate(held) if count >= wanted], asked, query, language
    )
    return [place for _number, place in zip(range(most), found, strict=False)]


def _shown(
    pages: Sequence[str],
    folded: Sequence[str],
    which: Sequence[int],
    asked: Sequence[str],
    query: str,
    language: str,
) -> Iterator[Place]:
    for at in which:
        share = min(folded[at].find(one) for one in asked if one in folded[at]) / max(1, len(folded[at]))
        middle = int(share * len(pages[at]))
        near = pages[at][max(0, middle - _AROUND) : middle + _AROUND]
        words = snippet(near, query, language)
        if "<mark>" in words:
            yield Place(at + 1, words)


def _stems(query: str, language: str) -> list[str]:
    """Return what the words of a query begin with in most of their forms; small words only if alone."""
    tag, small = known(language), stopwords()
    found: dict[str, bool] = {}
    for piece in segments(tidy(query)):
        if isinstance(piece, Run):
            found["".join(piece.texts)] = True
        else:
            for word in plain(piece.raw):
                found[stem(word, tag)] = word not in small
    kept = [one for one, is_telling in found.items() if is_telling] or list(found)
    return [_loose(one) for one in kept if one]


def _loose(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_ALEF)
