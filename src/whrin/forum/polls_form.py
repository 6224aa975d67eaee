"""What an author says of a poll."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from whrin.ballots.actions import MOST_OPTIONS
from whrin.ballots.models import Ballot
from whrin.forum.polls import DAYS, Wanted
from whrin.kit.text import clean_line

#: Signs of an option; of all that is typed.
_MOST_SIGNS, _MOST_TYPED = 150, 2000


class PollForm(forms.Form):
    """The options of a poll, one on each line, and for how long it is open."""

    options = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        help_text=gettext_lazy("One on each line, two to eight."),
        max_length=_MOST_TYPED,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How many may one person choose?"),
        choices=[(kind.value, kind.label) for kind in (Ballot.Kind.SINGLE, Ballot.Kind.SEVERAL)],
        initial=Ballot.Kind.SINGLE,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Days in which one can answer"),
        choices=[(days, str(days)) for days in DAYS],
        coerce=int,
        initial=7,
    )

    def __init__(self, *args: Any, is_optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_optional:
            for field in self.fields.values():
                field.required = False
            # What is chosen already need not be called optional.
            self.fields["kind"].label_suffix = self.fields["days"].label_suffix = ""

    def clean_options(self) -> list[str]:
        """Return the lines that say something, each once."""
        lines = (clean_line(line) for line in str(self.cleaned_data["options"]).splitlines())
        options = list(dict.fromkeys(line for line in lines if line))
        if options and not 2 <= len(options) <= MOST_OPTIONS:
            raise ValidationError(_("Write at least two answers and at most eight, one on each line."))
        if any(len(option) > _MOST_SIGNS for option in options):
            raise ValidationError(_("One of the answers is longer than 150 characters."))
        return options

    def wanted(self) -> Wanted | None:
        """Return the poll of a valid form, or None: she left it empty."""
        options = tuple(self.cleaned_data["options"])
        if not options:
            return None
        is_several = self.cleaned_data["kind"] == Ballot.Kind.SEVERAL
        return Wanted(options, is_several=is_several, days=self.cleaned_data["days"] or 7)

    def typed(self) -> str:
        """Return what stands among the options, whether it is valid or not."""
        return str(self.data.get(self.add_prefix("options"), ""))[:_MOST_TYPED]
