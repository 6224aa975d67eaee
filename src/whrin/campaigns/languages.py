"""Languages to choose from for the words of a paper."""

from functools import lru_cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

from whrin.kit.languages import locale_of, name_of, own_name_of
from whrin.places.queries import alphabetical


@lru_cache(maxsize=16)
def _choices(reader: str) -> tuple[tuple[str, str], ...]:
    ours = [code for code, _label in settings.LANGUAGES]
    known = [str(tag) for tag in Locale.parse("en").languages]
    more = [tag for tag in known if len(tag) == 2 and tag not in ours and locale_of(tag) is not None]
    named = sorted(((tag, name_of(tag, reader)) for tag in more), key=lambda row: alphabetical(row[1]))
    return (*((code, own_name_of(code)) for code in ours), *named)


def language_choices() -> list[tuple[str, str]]:
    """Return tags and names: those of the site in themselves, then others as the reader calls them."""
    return list(_choices(get_language() or "en"))


def is_language(tag: str) -> bool:
    """Say whether words of a paper may be written in it."""
    return any(tag == known for known, _name in _choices("en"))
