"""Recovery phrases: twelve words of a public list (BIP 39), read back however they were typed."""

import unicodedata
from functools import cache

from mnemonic import Mnemonic

#: Languages of the interface with a list of words of their own; for others, the English one.
_LISTS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese", "ru": "russian"}
_DAMAGED = "\N{REPLACEMENT CHARACTER}"


def new_phrase(language: str) -> str:
    """Return twelve words (128 random bits) in her language, or in English.

    One word of the package's Russian list (0.21) is damaged; phrases with it are thrown again.
    """
    source = _source(_LISTS.get(language.split("-", maxsplit=1)[0], "english"))
    while _DAMAGED in (phrase := source.generate(128)):
        pass
    return phrase


def canonical_phrase(typed: str) -> str:
    """Return a phrase as it is compared: small letters without accents, single spaces, no commas or numbers.

    No two words of a list differ by accents alone.
    """
    bare = unicodedata.normalize("NFKD", typed.casefold())
    letters = "".join(sign if sign.isalpha() else " " for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.split())


@cache
def _source(name: str) -> Mnemonic:
    return Mnemonic(name)
