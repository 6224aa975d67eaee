"""Fields of forms about places."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from whrin.places.queries import names_of_countries


class CountryField(forms.ChoiceField):
    """A country, or none: an ISO code, named in the reader's language.

    The list is made when it is shown; a form that is sent looks up the one code.
    """

    def __init__(self, *, blank: str = "–", required: bool = False, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: [("", blank), *names_of_countries(get_language() or "en").items()],
            required=required,
            **kwargs,
        )

    def valid_value(self, value: Any) -> bool:
        """Say whether there is such a country."""
        return value in names_of_countries(get_language() or "en")
