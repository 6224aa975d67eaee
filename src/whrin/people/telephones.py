"""Telephone numbers are never a name: they lead to the one who has them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_FEWEST_DIGITS = 7
_ONLY_NUMBER = re.compile(r"[\d\s+().\-/@_]+")


def looks_like_a_telephone_number(name: str) -> bool:
    """Say whether a name is seven or more digits, of any script, and what is written between them."""
    digits = sum(character.isdigit() for character in name)
    return digits >= _FEWEST_DIGITS and _ONLY_NUMBER.fullmatch(name) is not None


def refuse_telephone_numbers(name: str) -> None:
    """Raise a `ValidationError` for a name that could be dialled."""
    if looks_like_a_telephone_number(name):
        raise ValidationError(
            _(
                "This looks like a telephone number. Choose a name that cannot lead to you, "
                "such as a word you like."
            ),
            code="telephone",
        )
