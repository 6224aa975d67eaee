"""Where inside a long text, page by page, what was asked for stands. Quick, for list pages ask it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

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
    asked = _forms(query, language)
    if not asked:
        return []
    pages = text.split("\f")
    # Folding costs ten times what small letters cost, and most texts need no more than those.
    small = text.casefold()
    is_enough = all(any(form in small for form in forms) for forms in asked)
    folded = small.split("\f") if is_enough else [_loose(page) for page in pages]
    held = [sum(any(form in page for form in forms) for forms in asked) for page in folded]
    wanted = len(asked) if len(asked) in held else 1
    which = [at for at, count in enumerate(held) if count >= wanted]
    every = [form for forms in asked for form in forms]
    near = ((at, _around(pages[at], folded[at], every)) for at in which)
    shown = ((at, snippet(stretch, query, language)) for at, stretch in near)
    return list(islice((Place(at + 1, words) for at, words in shown if "<mark>" in words), most))


def _around(page: str, folded: str, forms: Sequence[str]) -> str:
    """Return the stretch of a page around the first find, as far as folding keeps lengths."""
    first = min(at for at in map(folded.find, forms) if at >= 0)
    middle = int(first / max(1, len(folded)) * len(page))
    return page[max(0, middle - _AROUND) : middle + _AROUND]


def _forms(query: str, language: str) -> list[tuple[str, ...]]:
    """Return for each word what most of its forms hold: the word, and its stem; small words only if alone."""
    tag, small = known(language), stopwords()
    telling: list[tuple[str, ...]] = []
    others: list[tuple[str, ...]] = []
    for piece in segments(tidy(query)):
        if isinstance(piece, Run):
            telling.append((_loose("".join(piece.texts)),))
            continue
        for word in plain(piece.raw):
            forms = tuple(dict.fromkeys(filter(None, (_loose(stem(word, tag)), _loose(word)))))
            (others if word in small else telling).append(forms)
    return telling or others


def _loose(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_ALEF)
