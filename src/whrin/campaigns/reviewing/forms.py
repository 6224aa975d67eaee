"""What is asked on pages of a paper's review."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from whrin.campaigns.enums import Role, Verdict

NEUTRAL, WORDS, NONE = "neutral", "words", "none"


class SeatForm(forms.Form):
    """Whom, for what."""

    name = forms.CharField(
        label=_("Name she signs in with"),
        help_text=_("Exactly as she writes it. Ask her: nobody can look names up here."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[one for one in Role.choices if one[0] != Role.HOLDER])

    def let_hold(self) -> None:
        """Offer to make her the holder, where there is none."""
        self.fields["role"].choices = Role.choices  # type: ignore[attr-defined]  # a field of choices


class LettersForm(forms.Form):
    """Which letters she gets about a paper."""

    letters = forms.ChoiceField(
        label=_("Letters about this paper"),
        choices=[
            (NEUTRAL, _("Letters that say nothing of what they are about")),
            (WORDS, _("Letters with what was said")),
            (NONE, _("No letters")),
        ],
    )


class SayForm(forms.Form):
    """A comment."""

    text = forms.CharField(
        label=pgettext_lazy("what she says of a paper", "Your comment"),
        label_suffix="",
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )


class SuggestForm(SayForm):
    """A comment, other words for a paragraph, or both."""

    proposed = forms.CharField(
        label=_("Other words for this paragraph"),
        help_text=_("Change the text here to suggest it to the writers. Leave it as it is to comment only."),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 7}),
    )


class SignOffForm(forms.Form):
    """What she says of a version."""

    verdict = forms.ChoiceField(
        label=_("What do you say of this version?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What should change, and why"),
        label_suffix="",
        help_text=_("Everybody on this paper reads it, without your name."),
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )


class DutyForm(forms.Form):
    """What is to be done, by whom, by when."""

    what = forms.CharField(
        label=_("What is to be done"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    person = forms.TypedChoiceField(
        label=pgettext_lazy("does a task", "Who"), coerce=int, required=False, empty_value=None
    )
    due = forms.DateField(
        label=pgettext_lazy("a day", "By when"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
