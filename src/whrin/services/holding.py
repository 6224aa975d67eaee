"""Why a proposal waits apart: what people and machines write that must not slip into a record unseen."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from whrin.services.enums import Precision
from whrin.services.fields import PLACE, TEXT_FIELDS
from whrin.services.models import Service

_STREETS = Path(__file__).parent / "data" / "street_words.txt"
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){6,}")
_DATE = re.compile(r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}\s*-\s*\d{4})\b")
_MARKUP = re.compile(r"<\s*[a-zA-Z/!]|&[a-z]+;|&#\d+;|\[/?(?:url|b|img)\b|\]\(\s*\w+:", re.IGNORECASE)
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
#: Web addresses in free text from which on it looks like an advertisement.
_MANY_LINKS = 3


def reasons_to_hold(changes: Mapping[str, Any], note: str, service: Service | None) -> list[str]:
    """Return why these changes (`{field: {"old": …, "new": …}}`) wait apart, in the words of
    `Proposal.held_for` but "burst"; nothing where they need not.
    """
    texts = [note, *(pair["new"] for field, pair in changes.items() if field in TEXT_FIELDS and pair["new"])]
    return [
        reason
        for reason, is_so in (
            ("telephone", any(_has_number(text) for text in texts)),
            ("markup", any(_MARKUP.search(text) for text in texts)),
            ("links", sum(len(_LINK.findall(text)) for text in texts) >= _MANY_LINKS),
            ("address", _tells_hidden_place(changes, texts, service)),
        )
        if is_so
    ]


def has_hidden_place(service: Service | None) -> bool:
    """Say whether a record has a place that may not be told exactly."""
    return service is not None and any(place.precision != Precision.EXACT for place in service.places.all())


def _has_number(text: str) -> bool:
    return _NUMBER.search(_DATE.sub(" ", text)) is not None


def _tells_hidden_place(changes: Mapping[str, Any], texts: Iterable[str], service: Service | None) -> bool:
    wanted = [pair["new"] for field, pair in changes.items() if field.startswith(PLACE) and pair["new"]]
    if has_hidden_place(service) and any(place["precision"] == Precision.EXACT for place in wanted):
        return True
    hides = has_hidden_place(service) or any(place["precision"] != Precision.EXACT for place in wanted)
    return hides and any(_looks_like_address(text) for text in texts)


def _looks_like_address(text: str) -> bool:
    folded = text.casefold()
    return any(character.isdigit() for character in text) and any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in _street_words()
    )


@cache
def _street_words() -> tuple[str, ...]:
    """Return words of addresses in the languages of the site; with a number beside them they count."""
    return tuple(_STREETS.read_text(encoding="utf-8").split("\n")[:-1])
