"""A country in a form: one that there is, or none."""

import pytest
from django import forms
from django.utils.translation import override

from whrin.places.fields import CountryField

pytestmark = pytest.mark.django_db


class Asked(forms.Form):
    country = CountryField()


@pytest.mark.parametrize(("given", "is_valid"), [("KE", True), ("", True), ("XX", False), ("Kenya", False)])
def test_a_code_is_looked_up(given: str, is_valid: bool) -> None:
    assert Asked({"country": given}).is_valid() is is_valid


def test_the_list_is_in_the_readers_language_each_time() -> None:
    for language, name in (("en", "Germany"), ("es", "Alemania")):
        with override(language):
            assert f'<option value="DE" selected>{name}</option>' in str(Asked({"country": "DE"}))
