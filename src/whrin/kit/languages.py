"""Languages: names in their own and in other languages, direction, and the seven of the interface."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

#: Scripts that run from right to left, by their ISO 15924 code.
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"})


@lru_cache(maxsize=1024)
def locale_of(tag: str) -> Locale | None:
    """Return Babel's locale of a BCP 47 tag, falling back to its language; None when there is none."""
    for attempt in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(attempt, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=4096)
def name_of(tag: str, in_language: str) -> str:
    """Return the language's name as readers of `in_language` write it; the tag itself when unknown."""
    locale = locale_of(tag)
    return (locale.get_display_name(in_language) if locale else None) or tag


@lru_cache(maxsize=1024)
def own_name_of(tag: str) -> str:
    """Return the language's name in itself, first letter as that language writes it."""
    return name_of(tag, tag if locale_of(tag) else "en")


@lru_cache(maxsize=1024)
def direction_of(tag: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag."""
    locale = locale_of(tag)
    if locale is None:
        return "ltr"
    script = locale.script or ""
    if script:
        return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return str(locale.text_direction)
