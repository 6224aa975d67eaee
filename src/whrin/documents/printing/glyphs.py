"""Which characters our fonts have, and which families a text needs."""

import json
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from whrin.documents.printing.errors import MissingGlyphs

_COVERAGE = Path(__file__).parent / "data" / "coverage.json"
#: Characters that are named in an error; more would not help.
_MOST_NAMED = 20
_AROUND = 15


@cache
def _families() -> dict[str, frozenset[int]]:
    """Return the characters of each family, in the order in which fonts are asked."""
    told = json.loads(_COVERAGE.read_text(encoding="utf-8"))
    return {name: frozenset(_points(ranges)) for name, ranges in told.items()}


def _points(ranges: str) -> Iterable[int]:
    for part in ranges.split():
        first, _dash, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def families_for(texts: Iterable[str]) -> list[str]:
    """Return the families that these texts need, the house's Latin one first. Raises `MissingGlyphs`."""
    all_texts = list(texts)
    wanted = {sign for text in all_texts for sign in text if _is_drawn(sign)}
    families = _families()
    needed = [next(iter(families))]
    left = {ord(sign) for sign in wanted} - families[needed[0]]
    for name, points in families.items():
        if left & points:
            needed.append(name)
            left -= points
    if left:
        raise _missing(sorted(map(chr, left)), all_texts)
    return needed


def can_be_set(text: str) -> bool:
    """Say whether our fonts have every sign of a text, for callers who would rather leave a name out."""
    try:
        families_for([text])
    except MissingGlyphs:
        return False
    return True


def _is_drawn(sign: str) -> bool:
    """Say whether a character needs a glyph: controls, joiners, spaces and variation selectors do not."""
    return unicodedata.category(sign) not in {"Cc", "Cf", "Zs", "Zl", "Zp"} and not (
        "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    )


def _missing(signs: list[str], texts: list[str]) -> MissingGlyphs:
    named = signs[:_MOST_NAMED]
    return MissingGlyphs(named, [_place(sign, texts) for sign in named])


def _place(sign: str, texts: list[str]) -> str:
    text = next(text for text in texts if sign in text)
    at = text.index(sign)
    return text[max(at - _AROUND, 0) : at + _AROUND].strip()
