"""What anybody writes to correct a measure, or to tell of one that is missing."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.form_tokens import TooOld, TooQuick, check_token, new_token
from whrin.places.queries import names_of_countries

NAME = "measure"
#: People do not see this field; programmes fill it in.
TRAP = "website"


class SuggestionForm(forms.Form):
    """Without an account, a cookie or a script."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)
    country = forms.ChoiceField(label=_("Country or territory"))
    text = forms.CharField(
        label=_("What should we know?"),
        help_text=_("Please write nothing that tells who you are."),
        max_length=3000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )
    source = forms.CharField(
        label=_("Where can we read it?"),
        help_text=_("A web address, a title, the number of a law. Nothing is shown without a source."),
        max_length=500,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, data: QueryDict | None, *, is_new: bool) -> None:
        super().__init__(data)
        if is_new:
            names = names_of_countries(get_language() or "en")
            field = self.fields["country"]
            field.choices = [("", "—"), *names.items()]  # type: ignore[attr-defined]  # it has them
        else:
            del self.fields["country"]
        self.fields["token"].initial = new_token(NAME)

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in super().visible_fields() if field.name != TRAP]

    def clean(self) -> dict[str, Any]:
        """Sent by a person, who had the time to read it."""
        data = super().clean() or self.cleaned_data
        again = QueryDict(mutable=True) if not isinstance(self.data, QueryDict) else self.data.copy()
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
