"""What somebody gives when she signs. Without an account, a cookie or a script."""

import secrets
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import Shows, Signer
from whrin.campaigns.taking.given import Given
from whrin.kit.form_tokens import TooOld, TooQuick, check_token, new_token
from whrin.kit.text import clean_line
from whrin.places.fields import CountryField

#: People do not see this field; programmes fill it in.
TRAP = "subject"


def fresh_token() -> str:
    """Return a token of a form that tells it from every other one: of one form few signatures come."""
    nonce = secrets.token_hex(6)
    return f"{nonce}.{new_token(_name(nonce))}"


def _name(nonce: str) -> str:
    return f"sign {nonce}"


class SignForm(forms.Form):
    """A person signs."""

    kind = Signer.PERSON

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    subject = forms.CharField(required=False)
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"dir": "auto", "autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
        help_text=_("We write to it once: your signature counts when you answer."),
    )
    country = CountryField(label=_("Country"))
    shows = forms.ChoiceField(
        label=_("What is shown"), choices=Shows.choices, initial=Shows.COUNTED, widget=forms.RadioSelect
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["token"].initial = fresh_token()

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in super().visible_fields() if field.name != TRAP]

    def clean_name(self) -> str:
        """Return the name in one line; one of nothing but disguised signs is none."""
        return self._line("name")

    def _line(self, name: str) -> str:
        if said := clean_line(self.cleaned_data[name]):
            return said
        raise ValidationError(self.fields[name].error_messages["required"])

    def clean(self) -> dict[str, Any]:
        """Sent by a person, who had the time to read it. What she wrote stays in the form."""
        data = super().clean() or self.cleaned_data
        token = data.get("token", "")
        nonce, _dot, signed = token.partition(".")
        try:
            check_token(_name(nonce), signed)
        except TooQuick:
            self.add_error(None, _("That was very quick. Please look it over and send it once more."))
        except TooOld:
            self._begin_anew(token=fresh_token())
            self.add_error(None, _("The form was open for long. Please wait a moment and send it once more."))
        else:
            if data.get(TRAP):
                self._begin_anew(token=token)
                self.add_error(None, _("Please send it once more."))
        return data

    def _begin_anew(self, *, token: str) -> None:
        again = cast(QueryDict, self.data).copy()
        again[TRAP], again["token"] = "", token
        self.data = again

    @property
    def number(self) -> str:
        """Return what tells this form from others that were given out."""
        return str(self.cleaned_data["token"]).partition(".")[0]

    def given(self) -> Given:
        """Return what was given."""
        said = self.cleaned_data
        return Given(
            kind=self.kind,
            name=said["name"],
            email=said["email"],
            language=get_language() or "en",
            country=said["country"] or None,
            shows=Shows(said["shows"]),
            organisation=said.get("organisation", ""),
            website=said.get("website", ""),
            role=said.get("role", ""),
        )


class OrganisationForm(SignForm):
    """Somebody signs for an organisation."""

    kind = Signer.ORGANISATION

    organisation = forms.CharField(
        label=_("Name of the organisation"), max_length=200, widget=forms.TextInput({"dir": "auto"})
    )
    website = forms.URLField(
        label=_("Website of the organisation"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput({"dir": "ltr", "inputmode": "url"}),
    )
    role = forms.CharField(
        label=_("Your role there"), max_length=200, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    may = forms.BooleanField(label=_("I may sign for this organisation"))

    field_order = ["organisation", "website", "country", "name", "role", "email", "shows", "may"]

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        shows = self.fields["shows"]
        assert isinstance(shows, forms.ChoiceField)  # noqa: S101 -- it stands above
        # An organisation signs to be named; initials of one say nothing.
        shows.choices = [(one.value, one.label) for one in (Shows.NAMED, Shows.COUNTED)]
        shows.initial = Shows.NAMED

    def clean_organisation(self) -> str:
        """Return the name in one line."""
        return self._line("organisation")
