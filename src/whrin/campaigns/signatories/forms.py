"""What is asked of those who deliver."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import Signer, SignState
from whrin.kit.days import today
from whrin.kit.languages import direction_of, name_of
from whrin.places.queries import names_of_countries

_EVERY = ("", _("all"))


class FilterForm(forms.Form):
    """Which signatures are shown."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[_EVERY, *Signer.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[_EVERY, *SignState.choices], required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, data: Any, codes: set[str]) -> None:
        super().__init__(data, label_suffix="")
        names = names_of_countries(get_language() or "en")
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- it stands above
        field.choices = [_EVERY, *((code, name) for code, name in names.items() if code in codes)]

    def asked(self) -> dict[str, str]:
        """Return what was chosen, by column."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


class DeliverForm(forms.Form):
    """To whom it was delivered, when, and what shows it."""

    to = forms.CharField(label=_("Delivered to"), max_length=300)
    day = forms.DateField(label=_("On"), widget=forms.DateInput({"type": "date"}), initial=today)
    receipt = forms.CharField(
        label=_("Receipt"), max_length=300, required=False, help_text=_("A number, or where it is kept.")
    )


class OutcomeForm(forms.Form):
    """What came of it, in each language of the paper; the first is needed."""

    def __init__(self, data: Any, tongues: list[str], said: Mapping[str, str]) -> None:
        super().__init__(data)
        for number, tongue in enumerate(tongues):
            attributes = {"lang": tongue, "dir": direction_of(tongue), "rows": 4}
            self.fields[f"outcome_{tongue}"] = forms.CharField(
                label=name_of(tongue, get_language() or "en"),
                initial=said.get(tongue, ""),
                required=not number,
                max_length=2000,
                widget=forms.Textarea(attributes),
            )

    def outcome(self) -> dict[str, str]:
        """Return what was written, by language."""
        return {name.removeprefix("outcome_"): words for name, words in self.cleaned_data.items() if words}
