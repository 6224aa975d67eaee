"""The forms of the press desk."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import ConsentHow
from whrin.campaigns.front.forms import InLanguage, day_field
from whrin.campaigns.models import Coverage
from whrin.kit.days import today
from whrin.kit.languages import locale_of
from whrin.places.fields import CountryField

#: Lines of a file of contacts.
_MOST_LINES = 2000


def _words(written: str) -> list[str]:
    return [word.strip() for word in written.replace(";", ",").split(",") if word.strip()]


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    outlet = forms.CharField(label=_("Outlet"), max_length=200, required=False)
    address = forms.EmailField(label=_("E-mail address"))
    country = CountryField(label=_("Country"), blank="—")
    languages = forms.CharField(label=_("Languages"), required=False, help_text=_("Codes: en, es, ar."))
    beats = forms.CharField(label=_("What she writes about"), required=False, max_length=300)
    takes_embargoed = forms.BooleanField(label=_("Keeps embargoes"), required=False)
    consent_how = forms.ChoiceField(label=_("How she agreed"), choices=ConsentHow.choices)
    consent_on = day_field(_("When she agreed"), is_required=True)
    kept_until = day_field(_("Kept until (empty: two years)"))

    def clean_languages(self) -> list[str]:
        """Codes that are known."""
        tags = _words(self.cleaned_data["languages"])
        if unknown := [tag for tag in tags if locale_of(tag) is None]:
            raise forms.ValidationError(
                _("These are no codes of languages: %(tags)s."), params={"tags": ", ".join(unknown)}
            )
        return tags

    def clean_beats(self) -> list[str]:
        """Words."""
        return [word.casefold() for word in _words(self.cleaned_data["beats"])]

    def clean_consent_on(self) -> Any:
        """Nobody agreed in the future."""
        day = self.cleaned_data["consent_on"]
        if day > today():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def columns(self) -> dict[str, Any]:
        """Return what `save_contact` takes."""
        given = dict(self.cleaned_data)
        country = given.pop("country")
        return {**given, "country_id": country or None}


class ImportForm(forms.Form):
    table = forms.FileField(
        label=_("A table (CSV)"),
        help_text=_(
            "Columns: name, outlet, address, country, languages, beats, consent_how, consent_on. Lines "
            "without a day on which she agreed are refused."
        ),
    )

    def rows(self) -> Iterator[tuple[int, ContactForm]]:
        """Yield each line as a form that was filled in, with its number. Raises `UnicodeDecodeError`."""
        content = self.cleaned_data["table"].read().decode("utf-8-sig")
        for number, row in enumerate(csv.DictReader(io.StringIO(content)), start=2):
            if number > _MOST_LINES:
                return
            filled = {key: value for key, value in row.items() if key and isinstance(value, str)}
            yield number, ContactForm(filled)


class CoverageForm(forms.ModelForm[Coverage]):
    class Meta:
        model = Coverage
        fields = ["day", "outlet", "title", "language", "address", "country", "campaign", "is_public"]
        widgets = {"day": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


class SpokespersonForm(InLanguage):
    words = ("text", "statement")
    name = forms.CharField(label=_("Name she chose"), max_length=120)
    text = forms.CharField(
        label=_("About her, and what she can speak of"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    statement = forms.CharField(
        label=_("Words that may be quoted"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    languages = forms.CharField(
        label=_("Languages she speaks"), required=False, help_text=_("Codes: en, es, ar.")
    )
    consent_on = day_field(_("When she agreed"), is_required=True)
    until = day_field(_("Agreed until"), is_required=True)

    def clean_languages(self) -> list[str]:
        """Codes."""
        return [tag for tag in _words(self.cleaned_data["languages"]) if locale_of(tag)]
