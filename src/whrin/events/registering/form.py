"""What somebody writes to come to a meeting."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from whrin.kit.form_tokens import TooOld, TooQuick, check_token, new_token

_NAME = "meeting"
#: People do not see this field; programmes fill it in.
_TRAP = "website"


class RegisterForm(forms.Form):
    """A name she chooses; a visitor also an address. Without a cookie or a script."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)
    name = forms.CharField(
        label=_("A name of your own"), max_length=80, widget=forms.TextInput({"dir": "auto"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"dir": "ltr"})
    )

    def __init__(self, data: QueryDict | None, *, is_member: bool) -> None:
        super().__init__(data)
        self.is_member = is_member
        if is_member:
            del self.fields["email"]
        self.fields["token"].initial = new_token(_NAME)

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in super().visible_fields() if field.name != _TRAP]

    def clean(self) -> dict[str, Any]:
        """Sent by a person, who had the time to read it; of a member that is known."""
        data = super().clean() or self.cleaned_data
        if self.is_member:
            return data
        again = QueryDict(mutable=True) if not isinstance(self.data, QueryDict) else self.data.copy()
        again[_TRAP] = ""
        try:
            check_token(_NAME, data.get("token", ""))
        except TooQuick:
            self.add_error(None, _("That was very quick. Please look it over and send it once more."))
        except TooOld:
            again["token"] = new_token(_NAME)
            self.data = again
            self.add_error(None, _("The form was open for long. Please wait a moment and send it once more."))
        else:
            if data.get(_TRAP):
                self.data = again
                self.add_error(None, _("Please send it once more."))
        return data
