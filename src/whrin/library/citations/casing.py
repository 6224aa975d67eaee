"""Capital and small letters as a style asks for them."""

import re
import unicodedata
from pathlib import Path

_TONOS = "\u0301"
#: Words that stay small inside an English title.
_SMALL = frozenset(
    (Path(__file__).parent.parent / "data" / "small_words.txt").read_text(encoding="utf-8").splitlines()[1:]
)
_PIECES = re.compile(r"([\s\u00a0]+|-|[!?:]+(?=\s|$)|[“”‘«»\"()\[\]/])")


def cased(text: str, case: str, language: str) -> str:
    """Return the text in the letters that `case` (CSL's `text-case`) names. `language`: the text's, by two
    letters; titles are cased in English alone.
    """
    if case == "title":
        return _title(text) if language == "en" else text
    if case == "uppercase":
        return raised(text, language)
    if case == "lowercase":
        return text.lower()
    return _first(text, language) if case == "capitalize-first" else text


def raised(text: str, language: str) -> str:
    """Return the text in capitals as its language writes them: Turkish keeps dots, Greek drops accents."""
    if language in {"tr", "az"}:
        text = text.replace("i", "İ")
    if language == "el":
        bare = unicodedata.normalize("NFD", text).replace(_TONOS, "")
        text = unicodedata.normalize("NFC", bare)
    return text.upper()


def _first(text: str, language: str) -> str:
    """Raise the first letter, unless its word has a capital somewhere."""
    pieces = text.split(" ", 1)
    if pieces[0] == pieces[0].lower():
        pieces[0] = _raised(pieces[0], language)
    return " ".join(pieces)


def _raised(word: str, language: str) -> str:
    for at, letter in enumerate(word):
        if letter.isalpha():
            return word[:at] + raised(letter, language) + word[at + 1 :]
        if letter not in "“‘«\"'(":
            break
    return word


def _title(text: str) -> str:
    pieces = _PIECES.split(text)
    words = [at for at, piece in enumerate(pieces) if at % 2 == 0 and piece]
    must = {words[0], words[-1]} if words else set()
    for at in words:
        word = pieces[at]
        after_stop = at > 1 and pieces[at - 1].isspace() and _ends_a_part(pieces, at)
        is_small = word.lower() in _SMALL or len(word) < 2
        if word == word.lower() and (not is_small or at in must or after_stop):
            pieces[at] = _raised(word, "en")
    return "".join(pieces)


def _ends_a_part(pieces: list[str], at: int) -> bool:
    before = "".join(pieces[max(0, at - 3) : at]).rstrip()
    return before.endswith((":", "!", "?"))
