"""What is written to moderators, and by them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.forum.models import Report
from whrin.forum.moderating import MOST_WORDS
from whrin.forum.moderating_spaces import SLOW


def _words(label: Any, **given: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, max_length=MOST_WORDS, widget=widget, **given)


class ReportForm(forms.Form):
    """Why a post harms."""

    category = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Report.Category.choices, widget=forms.RadioSelect
    )
    words = _words(_("In your words"), required=False)


class AppealForm(forms.Form):
    """What an author asks of another moderator."""

    words = _words(_("Why should it be shown?"))


class ModerateForm(forms.Form):
    """What to do about a post, and why. `choices`: what can be done about it now."""

    do = forms.ChoiceField(label=_("What to do"), widget=forms.RadioSelect)
    reason = _words(
        _("Reason"),
        help_text=_("The author reads it. Say which rule, and what she could do."),
        required=False,
        label_suffix="",  # not called optional: some of what she can do needs it
    )
    with_title = forms.BooleanField(
        label=_("Remove the title as well"),
        help_text=_("It does not come back, even on appeal."),
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], begins: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["do"] = forms.ChoiceField(
            label=_("What to do"), choices=choices, widget=forms.RadioSelect
        )
        if not begins or "remove" not in dict(choices):
            del self.fields["with_title"]


class ReasonForm(forms.Form):
    """Why a moderator wants to see who a participant is."""

    reason = _words(_("Why do you need to know who she is?"))


class SlowForm(forms.Form):
    """How often one may write."""

    slow = forms.TypedChoiceField(
        label=_("Minutes between two posts of one person"),
        choices=[(minutes, str(minutes)) for minutes in SLOW],
        coerce=int,
    )
