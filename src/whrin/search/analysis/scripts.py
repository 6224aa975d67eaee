"""Which characters belong to which script, as far as search must know."""

import unicodedata
from functools import lru_cache

#: Scripts written without spaces between words (Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese) and
#: Korean, whose words carry their particles: these are matched as runs of clusters. Ranges of a regular
#: expression's character class.
RUN_RANGES = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecd\u0edc-\u0edf\u0f40-\u0fbc\u1000-\u103f\u1050-\u108f"
    "\u109a-\u109f\u1780-\u17b3\u17b6-\u17d3\u17dc\u17dd\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ef\uaa60-\uaa7f\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
#: Joiners, zero-width spaces, soft hyphens and direction controls: they never change which word it is.
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"

_SCRIPT_BLOCKS = (
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1F00, 0x1FFF, "Grek"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
)


def _mark_ranges() -> str:
    """Return every combining mark of the Basic Multilingual Plane as ranges of a character class."""
    marks = [code for code in range(0x300, 0xFE30) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARK_RANGES = _mark_ranges()


@lru_cache(maxsize=65_536)
def script_of(word: str) -> str:
    """Return the ISO 15924 code of the first letter's script; `Latn` for what is not told apart here."""
    for character in word:
        code = ord(character)
        if code < 0x370:
            if character.isalpha():
                return "Latn"
            continue
        for first, last, script in _SCRIPT_BLOCKS:
            if first <= code <= last:
                return script
        return "Zyyy"
    return "Latn"
