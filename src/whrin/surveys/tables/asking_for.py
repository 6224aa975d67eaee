"""What can be chosen for an export: which answers, and how they are laid out."""

from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.filters import Filters
from whrin.surveys.tables.formats import FORMATS
from whrin.surveys.tables.joining import Joined
from whrin.surveys.tables.sheets import Options


class Narrowing(forms.Form):
    """Which answers: the same words in the address as everywhere (`Filters`)."""

    state = forms.MultipleChoiceField(
        label=_("State"),
        required=False,
        choices=AnswerState.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(label=_("Way"), required=False, choices=[("", _("All ways")), *Way.choices])
    version = forms.ChoiceField(label=_("Version"), required=False)

    def __init__(self, *args: Any, joined: Joined, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = [(str(pk), name) for pk, name in joined.names.items()]
        # Mypy knows the fields of a form by their names alone.
        field: Any = self.fields["version"]
        field.choices = [("", _("All versions")), *versions]
        for name, label in (("from", _("First day")), ("to", _("Last day"))):
            day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=day)


class Layout(forms.Form):
    """How: in which format, names and codes or labels, in which language, choices apart or together."""

    format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect, initial="xlsx")
    words = forms.ChoiceField(
        label=_("Columns and choices"),
        choices=[("codes", _("Names and codes, for programmes")), ("labels", _("Labels, for people"))],
        widget=forms.RadioSelect,
        initial="codes",
    )
    language = forms.ChoiceField(label=_("Language of the labels"), required=False)
    split = forms.BooleanField(
        label=_("One more column of 1 and 0 for each choice, where several can be chosen"), required=False
    )

    def __init__(self, *args: Any, joined: Joined, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats: Any = self.fields["format"]
        formats.choices = [(each.name, each.label) for each in FORMATS.values() if each.fits(joined)]
        field: Any = self.fields["language"]
        field.choices = [(language, language) for language in joined.languages]
        if len(joined.languages) < 2:
            del self.fields["language"]

    def options(self) -> Options:
        """Return what was chosen. After `is_valid`."""
        told = self.cleaned_data
        return Options(
            labels=told["words"] == "labels", language=told.get("language", ""), split=told["split"]
        )


class FeedForm(forms.Form):
    """What the team calls a programme that reads."""

    label = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("For your team, such as: workbook of the office."),
    )


def pairs_of(filters: Filters) -> list[tuple[str, str]]:
    """Return filters as hidden fields of a form have them."""
    return parse_qsl(filters.query())
