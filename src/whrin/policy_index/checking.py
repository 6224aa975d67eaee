"""What of a measure's content cannot be kept, in words for whoever wrote it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.design.dates import parse_partial
from whrin.kit.days import today
from whrin.kit.languages import locale_of
from whrin.library.models import Work
from whrin.places.models import Country, Part
from whrin.policy_index.content import TEXT
from whrin.policy_index.enums import Event, Kind, Status

Fault = str | Promise
WRONG_DATE = _("Write a date as 2024, 2024-05 or 2024-05-31.")
NO_SOURCE = _("Give the stable name of a work in the library, or a title.")
#: Dates before this year are slips.
_FIRST_YEAR = 1800
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def is_date(written: str) -> bool:
    """Say whether it is a year, a month or a day that there is, not long past and not far off."""
    known = parse_partial(written) if _DATE.fullmatch(written) else None
    return known is not None and _FIRST_YEAR <= known[0].year <= today().year + 10


def faults_in(content: Mapping[str, Any]) -> dict[str, Fault]:
    """Return what is wrong, by field; nothing where all is right."""
    found: dict[str, Fault] = {}
    chosen = {"kind": Kind.values, "status": Status.values}
    found |= {name: _("Choose one.") for name, among in chosen.items() if content.get(name) not in among}
    country, part = content.get("country", ""), content.get("part", "")
    if not Country.objects.filter(code=country).exists():
        found["country"] = _("Choose one.")
    if part and not Part.objects.filter(code=part, country=country).exists():
        found["part"] = _("This is no part of the country. Choose one of the list, or none.")
    dates = content.get("dates", {})
    if any(name not in Event.values or not is_date(written) for name, written in dates.items()):
        found["dates"] = WRONG_DATE
    if wrong := _source_fault(content.get("sources", [])):
        found["sources"] = wrong
    return found | _text_faults(content)


def _text_faults(content: Mapping[str, Any]) -> dict[str, Fault]:
    texts = {field: text for field, text in content.items() if field.startswith(TEXT) and text}
    found: dict[str, Fault] = {}
    for field, text in texts.items():
        if locale_of(field.removeprefix(TEXT)) is None:
            found[field] = _("Write a language tag, such as “en” or “pt-BR”, or the language's name.")
        elif not text.get("title") and any(text.values()):
            found[field] = _("A text needs a title.")
    if not any(text.get("title") for text in texts.values()):
        found["texts"] = _("A text needs a title.")
    return found


def _source_fault(sources: Iterable[Mapping[str, str]]) -> Fault | None:
    for source in sources:
        if not (source.get("work") or source.get("title")):
            return NO_SOURCE
        if source.get("work") and not Work.objects.filter(slug=source["work"]).exists():
            return NO_SOURCE
        if source.get("published") and not is_date(source["published"]):
            return WRONG_DATE
    return None
