"""Numbers and sizes as the reader writes them."""

from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.kit.languages import locale_of

#: English as the world writes it: the day before the month.
_ENGLISH = Locale.parse("en_001")


def reader_locale() -> Locale:
    """Return Babel's locale of the reader's language."""
    language = get_language() or "en"
    return _ENGLISH if language == "en" else locale_of(language) or _ENGLISH


def number_in_words(value: float) -> str:
    """Return a number with the reader's digits and separators."""
    if -1000 < value < 1000 and isinstance(value, int):
        # Short of a separator all seven languages write the same digits; asking CLDR would cost a list page
        # 2 ms.
        return str(value)
    return format_decimal(value, locale=reader_locale())


def size_in_words(size: int) -> str:
    """Return a size in bytes as bytes, kB or MB (powers of 1,000)."""
    return _size_in(size, get_language() or "en")


@lru_cache(maxsize=4096)
def _size_in(size: int, _language: str) -> str:
    locale = reader_locale()
    if size < 1000:
        return _("%(size)s bytes") % {"size": format_decimal(size, locale=locale)}
    if size < 999_500:
        return _("%(size)s kB") % {"size": format_decimal(round(size / 1000), locale=locale)}
    return _("%(size)s MB") % {"size": format_decimal(size / 1_000_000, format="#,##0.#", locale=locale)}
