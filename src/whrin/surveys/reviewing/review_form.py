"""What a reviewer, and whoever deletes an answer, chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.surveys.actions.reviewing import DECISIONS
from whrin.surveys.enums import WhyDeleted

#: Letters of a note.
LONGEST_NOTE = 5_000


class ReviewForm(forms.Form):
    """A decision, a note, or both."""

    state = forms.ChoiceField(
        label=_("Decide"),
        required=False,
        choices=[("", _("Leave as it is")), *((state.value, state.label) for state in DECISIONS)],
    )
    note = forms.CharField(
        label=_("Note for the team"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class DeletionForm(forms.Form):
    """Why an answer is deleted."""

    why = forms.ChoiceField(label=_("Why"), choices=WhyDeleted.choices, widget=forms.RadioSelect)
