"""What every suggestion is asked: how she knows, how sure, and since when. And a trap for programmes."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.kit.form_tokens import TooOld, TooQuick, check_token, new_token
from whrin.services.enums import Informant, Sureness
from whrin.services.fields import LONGEST_TEXT

NAME = "service"
#: People do not see this field; programmes fill it in.
TRAP = "subject"
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
#: What is asked at the end, in order.
TELLING = ("said_by", "sureness", "said_on", "note")
#: In the order in which they are offered.
_KNOWS = ("not_said", "woman", "peer", "service", "organisation", "public", "other")


class TellingForm(forms.Form):
    """Without an account, a cookie or a script. Further fields stand before these."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    subject = forms.CharField(required=False)
    said_by = forms.ChoiceField(
        label=_("How do you know?"),
        choices=[(name, Informant(name).label) for name in _KNOWS],
        required=False,
    )
    sureness = forms.ChoiceField(
        label=_("How sure are you?"),
        choices=[(name, Sureness(name).label) for name in ("not_said", "sure", "fairly", "unsure")],
        required=False,
    )
    said_on = forms.CharField(
        label=_("In which month was it so?"),
        required=False,
        widget=forms.TextInput({"type": "month", "placeholder": "2026-10", "dir": "ltr"}),
    )
    note = forms.CharField(
        label=_("Words to the reviewers"),
        help_text=_("Please write nothing that tells who you are."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["token"].initial = new_token(NAME)
        self.fields["said_on"].initial = today().isoformat()[:7]

    def telling_fields(self) -> list[forms.BoundField]:
        """Return what is asked at the end."""
        return [self[name] for name in TELLING]

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in super().visible_fields() if field.name != TRAP]

    def clean_said_on(self) -> str:
        """A month, not in the future; empty: not said."""
        written = str(self.cleaned_data["said_on"]).strip()
        if written and (not _MONTH.fullmatch(written) or written > today().isoformat()[:7]):
            raise ValidationError(_("Choose a month that is not in the future, such as 2026-10."))
        return written

    def clean(self) -> dict[str, Any]:
        """Sent by a person, who had the time to read it."""
        data = super().clean() or self.cleaned_data
        again = _copy(self.data)
        again[TRAP] = ""
        try:
            check_token(NAME, data.get("token", ""))
        except TooQuick:
            self.add_error(None, _("That was very quick. Please look it over and send it once more."))
        except TooOld:
            again["token"] = new_token(NAME)
            self.data = again
            self.add_error(None, _("The form was open for long. Please wait a moment and send it once more."))
        else:
            if data.get(TRAP):
                self.data = again
                self.add_error(None, _("Please send it once more."))
        return data

    def said_by_whom(self) -> str:
        """Return from where she knows."""
        return str(self.cleaned_data.get("said_by") or Informant.NOT_SAID)

    def claim(self, value: str) -> dict[str, str]:
        """Return what she says of an attribute, in the shape of `content.claim_content`."""
        return {
            "value": value,
            "said_by": self.said_by_whom(),
            "said_on": str(self.cleaned_data.get("said_on") or ""),
            "sureness": str(self.cleaned_data.get("sureness") or Sureness.NOT_SAID),
        }


def _copy(data: Any) -> QueryDict:
    """Return what was sent, to be changed; several values of a name stay several."""
    kept: QueryDict = data.copy()
    return kept
