"""What a form is told at the desk: its name once, and what can change later."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.actions.editing import broken_promises
from whrin.surveys.models import Form


def status_of(asked: forms.BaseForm) -> HTTPStatus:
    """Return the status of a page that shows a form: 422 where what was sent is not right."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK


class NewForm(forms.ModelForm[Form]):
    """A form's name, which stays."""

    class Meta:
        model = Form
        fields = ("form_id",)
        help_texts = {
            "form_id": _(
                "Begins with a letter; then letters without accents, digits and underscores. It stands in "
                "the address of the form and cannot change later. The title comes with the questions."
            )
        }
        widgets = {
            "form_id": forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"})
        }

    def made_by(self, person: Person) -> Form | None:
        """Return the new form, or None where something is wrong with it."""
        if not self.is_valid():
            return None
        try:
            return actions.create_form(form_id=self.cleaned_data["form_id"], by=person)
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return None


class SettingsForm(forms.ModelForm[Form]):
    """What can change. What those who answered were told stays, or becomes better for them."""

    class Meta:
        model = Form
        fields = (
            "audience",
            "opens_on",
            "closes_on",
            "months_kept",
            "smallest_cell",
            "is_sensitive",
            "keeps_place",
            "keeps_times",
            "keeps_device",
            "keeps_trail",
            "keeps_why",
        )
        help_texts = {
            "smallest_cell": _(
                "A figure of fewer answers than this is hidden, so that nobody is recognised."
            ),
            "keeps_place": _(
                "Phones send a place, times, a number or each step beside the answers. What is not ticked "
                "here is erased before an answer is stored. A change holds for answers that come after it."
            ),
            "keeps_why": _("Those who answer read this before they begin."),
        }
        widgets = {
            "opens_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "keeps_why": forms.Textarea({"rows": 3, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = broken_promises(self.instance, {"audience": "", "is_sensitive": True, "months_kept": 10**6})
        for name, told in found.items():
            self.fields[name].help_text = str(told)
            # What is disabled keeps what it is, whatever is sent.
            self.fields[name].disabled = name != "months_kept"
        if not found and self.instance.collectors.exists():
            told = _("Phones have this form. For those who are invited, or once for each, it leaves them.")
            self.fields["audience"].help_text = told

    def saved_by(self, person: Person) -> bool:
        """Save; say whether it was right. What is wrong stands at its field."""
        if not self.is_valid():
            return False
        try:
            actions.edit_form(form=self.instance, by=person, **self.cleaned_data)
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors
