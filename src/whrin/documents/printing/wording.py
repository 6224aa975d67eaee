"""Dates and numbers of a page's head and foot, in the document's own language."""

import datetime

from babel import Locale
from babel.dates import format_date

from whrin.kit.languages import locale_of

#: English as the world writes it: the day before the month.
_ENGLISH = Locale.parse("en_001")


def date_in_words(date: datetime.date, language: str) -> str:
    """Return a day, month in words, as readers of a language write it."""
    locale = _ENGLISH if language == "en" else locale_of(language) or _ENGLISH
    return format_date(date, "long", locale=locale)
