"""Folding: many ways to write a word become one."""

import re
import unicodedata
from functools import lru_cache

from whrin.search.analysis.scripts import INVISIBLE, MARK_RANGES, script_of

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_PARTS = re.compile(f"[^\\W_](?:[^\\W_]|[{MARK_RANGES}])*")
_ARABIC_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]"
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´′＇]")
# The elided articles and pronouns of French, Italian and Catalan.
_ELISION = re.compile("^(?:l|d|j|m|t|s|c|n|qu|un|all|dell|dall|nell|sull|jusqu|lorsqu|puisqu|quoiqu)'(?=..)")

# One letter, many keyboards: alef with its hamzas and maddas, Persian and Urdu yeh and kaf, teh marbuta,
# ae, gaf stays.
_ARABIC = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي",
    "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ۂ": "ه",
    "ە": "ه", "ھ": "ه", "ؤ": "و", "ئ": "ي", "ۋ": "و",
})  # fmt: skip
# Long and short i and u are confused in every day's Nepali and Hindi; candrabindu and anusvara too; nukta
# is left out.
_DEVANAGARI = str.maketrans({"ू": "ु", "ी": "ि", "ऊ": "उ", "ई": "इ", "ँ": "ं", "\u093c": None})
_LATIN = str.maketrans({
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
    "ŋ": "n", "ə": "e",
})  # fmt: skip
_BARED = frozenset({"Latn", "Cyrl", "Grek", "Hebr", "Zyyy"})


def _digit(character: str) -> str:
    return (
        str(unicodedata.decimal(character))
        if not character.isascii() and character.isdecimal()
        else character
    )


def _composed(text: str) -> str:
    """Return the text in compatibility form without case. Twice, for folding case can undo the form."""
    for _ in range(2):
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text


@lru_cache(maxsize=65_536)
def plain(raw: str) -> tuple[str, ...]:
    """Return the word (rarely words) of a raw span, as stemmers want them: one form, no case, accents
    kept.
    """
    text = _composed(_INVISIBLE.sub("", raw))
    text = _ELISION.sub("", _APOSTROPHES.sub("'", text))
    text = re.sub("'s?$", "", text).replace("'", "")
    text = _ARABIC_MARKS.sub("", text).replace("ё", "е")
    return tuple(_PARTS.findall("".join(map(_digit, text))))


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """Return a plain word without what writers leave out or mix up: accents, hamzas, vowel length."""
    script = script_of(word)
    if script == "Arab":
        return word.translate(_ARABIC)
    if script == "Deva":
        return unicodedata.normalize("NFD", word).translate(_DEVANAGARI)
    if script not in _BARED:
        return word
    # й is a letter of its own, not an и with an accent.
    parts = unicodedata.normalize("NFD", word.translate(_LATIN)).replace("и\u0306", "й")
    kept = "".join(character for character in parts if unicodedata.category(character)[0] != "M")
    return unicodedata.normalize("NFC", kept).translate(_LATIN)


def folded(text: str) -> str:
    """Return a whole text folded, words separated by one space. Folding twice changes nothing."""
    return " ".join(bare(word) for part in text.split() for word in plain(part))
