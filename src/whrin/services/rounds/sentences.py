"""How frozen figures were made, in words that stand beside them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.services.enums import SeatKind


def suppression_of(smallest: int, language: str = "") -> str:
    """Return what is not told, in `language` or, where it is empty, the active one."""
    with override(language or get_language()):
        return _(
            "“hidden” stands where fewer than %(few)s gave an answer, and where a figure would give such a"
            " one away. Words that somebody wrote are not told."
        ) % {"few": number_in_words(smallest)}


def invited_of(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return in how many countries how many were invited, in words."""
    seats = told["seats"]
    named = [(_("Countries and territories"), seats["countries"])]
    named += [(str(SeatKind(kind).label), seats[kind]) for kind in SeatKind.values]
    return [(label, number_in_words(count)) for label, count in named if count]


def method_of(told: Mapping[str, Any], language: str) -> str:
    """Return who was invited, a line each: for a round whose method nobody wrote down."""
    with override(language):
        return "\n".join(f"{label}: {count}" for label, count in invited_of(told))
