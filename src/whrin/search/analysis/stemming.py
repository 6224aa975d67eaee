"""Stemming: the forms of a word become one. By the language of the passage; memoised; pure Python."""

import threading
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import snowballstemmer

from whrin.search.analysis.files import word_list
from whrin.search.analysis.folding import bare, plain
from whrin.search.analysis.scripts import script_of

#: Longer tokens are cut, here and in a query alike.
LONGEST = 60
_CONJUNCTION = "و"
# The article and the particles that Arabic writes together with the next word, longest first.
_CLITICS = ("وبال", "وكال", "ولل", "فلل", "بال", "وال", "فال", "كال", "لل", "ال", _CONJUNCTION)
# Stemmers keep the word they work on inside themselves.
_own = threading.local()


def _snowball(algorithm: str, word: str) -> str:
    stemmers: dict[str, Any] = _own.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return str(stemmers[algorithm].stemWord(word))


def _without_clitics(word: str) -> str:
    """Take off all that may be a particle, again and again, so that a word ends the same however it began."""
    for clitic in _CLITICS:
        rest = word.removeprefix(clitic)
        if rest != word and len(rest) >= (4 if clitic == _CONJUNCTION else 2):
            return _without_clitics(rest)
    return word


def _arabic(word: str) -> str:
    word = _without_clitics(word.translate(str.maketrans("أإآٱ", "اااا")))
    irregular = word_list("irregular")["ar"]
    folded = bare(word)
    if folded.startswith(_CONJUNCTION) and folded[1:] in irregular:
        folded = folded[1:]
    if folded in irregular:
        word = irregular[folded]
    # With the article the stemmer knows that it has a noun, and takes the plural's ending off.
    return _snowball("arabic", "ال" + word)


def _light(word: str, language: str) -> str:
    """Take off the ending by a list: for languages that Snowball lacks."""
    lists = word_list("endings")
    shortest: int = lists["shortest_stem"][language]
    for ending in lists["strip"][language]:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            word = word[: -len(ending)]
            break
    # жінка, жінок: the suffix with and without its fleeting vowel.
    for suffix in lists["after_consonant"].get(language, ()):
        rest = word[: -len(suffix)]
        if word.endswith(suffix) and len(rest) >= shortest and rest[-1] not in lists["vowels"][language]:
            return rest
    return word


def _rewritten(word: str, language: str) -> str:
    word = str(word_list("irregular").get(language, {}).get(word, word))
    for ending, instead in word_list("endings")["rewrite"].get(language, {}).items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + str(instead)
    return word


def _stem_in(word: str, language: str) -> str:
    known = word_list("languages")[language]
    if language == "ar":
        return _arabic(word)
    word = _rewritten(word, language)
    if language in word_list("endings")["strip"]:
        return _light(word.replace("ي", "ی").replace("ك", "ک") if language == "fa" else word, language)
    stem = _snowball(known["stemmer"], word)
    # In some languages the plural's stem is a word that itself has a stem (mujeres, mujer, muj).
    again = _snowball(known["stemmer"], stem) if known.get("repeat") else stem
    while again != stem and len(again) < len(stem):
        stem, again = again, _snowball(known["stemmer"], again)
    return again


def known(language: str) -> str:
    """Return the language of a BCP 47 tag if search can stem it, else an empty string."""
    main = language.split("-", maxsplit=1)[0].lower()
    return main if main in word_list("languages") else ""


@lru_cache(maxsize=131_072)
def stem(word: str, language: str) -> str:
    """Return the folded stem of a plain word in a known language; the folded word where no stemmer fits."""
    script = script_of(word)
    if script == "Deva":
        # Nepali and Hindi borrow each other's words and endings; both stemmers, always.
        return (bare(_snowball("hindi", _snowball("nepali", word))) or bare(word))[:LONGEST]
    if language and word_list("languages")[language]["script"] == script and not word[0].isdecimal():
        return (bare(_stem_in(word, language)) or bare(word))[:LONGEST]
    return bare(word)[:LONGEST]


def surface(word: str) -> str:
    """Return the folded word itself, cut to the longest token."""
    return bare(word)[:LONGEST]


def alternatives(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return every token that a plain word may be indexed under, given the languages there are. Sorted,
    distinct.
    """
    return tuple(sorted({surface(word), stem(word, ""), *(stem(word, language) for language in languages)}))


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Return the folded words that a query can do without."""
    return frozenset(
        bare(part) for words in word_list("stopwords").values() for word in words for part in plain(word)
    )
