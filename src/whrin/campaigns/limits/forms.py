"""The form of a kind's limits."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    DateInput,
    ModelForm,
    MultipleChoiceField,
    TextInput,
)
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.models import PaperKind
from whrin.kit.languages import locale_of

_FORMS = [(form, form.upper()) for form in ("docx", "odt", "pdf", "epub", "txt")]
#: Whoever changes one of these says where she knows it from.
LIMITS = ("words_single", "words_coalition", "minutes", "counts_notes", "forms", "languages", "weeks_before")


class LimitsForm(ModelForm[PaperKind]):
    """Limits with their source and the day on which it was read. What is not known stays empty."""

    forms = MultipleChoiceField(
        label=_("Taken only as"), choices=_FORMS, required=False, widget=CheckboxSelectMultiple
    )
    languages = CharField(
        label=_("Languages in which it is taken"),
        required=False,
        help_text=_("Their codes, with spaces between: en fr es. Empty: any."),
        widget=TextInput(attrs={"dir": "ltr"}),
    )

    class Meta:
        model = PaperKind
        fields = [
            "words_single",
            "words_coalition",
            "counts_notes",
            "minutes",
            "weeks_before",
            "forms",
            "languages",
            "source",
            "checked_on",
            "note",
        ]
        widgets = {"checked_on": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["languages"] = " ".join(self.instance.languages)

    def clean_languages(self) -> list[str]:
        """Return the codes. Raises `ValidationError` for what is no language."""
        codes = self.cleaned_data["languages"].replace(",", " ").split()
        unknown = [code for code in codes if locale_of(code) is None]
        if unknown:
            raise ValidationError(_("No such language: %(code)s"), params={"code": unknown[0]})
        return list(dict.fromkeys(codes))

    def clean(self) -> dict[str, Any]:
        """A limit that changes needs its source and a day."""
        told: dict[str, Any] = super().clean() or {}
        if set(LIMITS) & set(self.changed_data):
            for name in ("source", "checked_on"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Say where this limit is from, and when you read it."))
        return told
