"""What she may send from the page of her report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.incidents.content import Consent, consent_to
from whrin.incidents.enums import Use
from whrin.incidents.telling.steps import LONGEST


class CodeForm(forms.Form):
    """The code; digits of any script, with or without blanks."""

    code = forms.CharField(
        label=_("Your code, 20 digits"),
        max_length=60,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "spellcheck": "false"}
        ),
    )


class MessageForm(forms.Form):
    """More words."""

    text = forms.CharField(
        label=_("Write to the women who work on your report"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "dir": "auto", "autocomplete": "off"}),
    )


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is looked at for its size alone."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files that were chosen."""
        chosen = [one for one in (data if isinstance(data, list) else [data]) if one]
        if not chosen and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        return [super(FilesField, self).clean(one, initial) for one in chosen]


class FilesForm(forms.Form):
    """Files."""

    chosen = FilesField(
        label=_("Pictures, sound, papers"),
        help_text=_(
            "They are locked as they are, and nothing here looks into them. A picture may hold the place and "
            "the hour it was taken; caseworkers can make a copy without."
        ),
        allow_empty_file=False,
        widget=ManyFiles({"multiple": True}),
    )


class ConsentForm(forms.Form):
    """What she allows."""

    uses = forms.MultipleChoiceField(
        label=_("I allow that my report is"),
        choices=[(use.value, use.label) for use in Use],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def consent(self) -> Consent:
        """Return what was chosen."""
        return consent_to(self.cleaned_data["uses"])


def consent_form(consent: Consent, edition: int) -> ConsentForm:
    """Return the form as it stands now."""
    allowed = [use.value for use in Use if consent.allows(use)]
    return ConsentForm(initial={"uses": allowed, "seen": edition})
