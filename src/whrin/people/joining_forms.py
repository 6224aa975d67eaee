"""What a woman writes at the door, coming in or coming back."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from whrin.kit.form_tokens import TooOld, TooQuick, check_token, new_token
from whrin.kit.text import clean_line, clean_text
from whrin.people.choosing_names import LONGEST, name_in_offer, sign_offer
from whrin.people.models import Membership

_NAME = "join"
_OWN = ""


class PassphraseTwice(forms.Form):
    """A new passphrase, typed twice."""

    passphrase = forms.CharField(
        label=_("New passphrase"),
        help_text=_("At least 12 characters. Four words that do not belong together are good."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "auto"}),
    )
    again = forms.CharField(
        label=_("New passphrase, once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "auto"}),
    )

    def clean_passphrase(self) -> str:
        """Long enough, and not one of those that everyone tries first."""
        passphrase: str = self.cleaned_data["passphrase"]
        validate_password(passphrase)
        return passphrase

    def clean(self) -> dict[str, Any]:
        """The same, twice."""
        data = super().clean() or self.cleaned_data
        if {"passphrase", "again"} <= data.keys() and data["passphrase"] != data["again"]:
            self.add_error("again", _("The two are not the same."))
        return data


class JoinForm(PassphraseTwice):
    """`website` is a trap: people do not see it, programmes fill it in."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)
    choice = forms.ChoiceField(label=_("Your name here"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("A name of your own"),
        help_text=_("Not your real name, no telephone number, no address: nothing that leads to you."),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    code = forms.CharField(
        label=_("Invitation code"),
        help_text=_("From a member, if you have one: with it you are a member at once."),
        max_length=60,
        required=False,
        label_suffix="",  # not called optional: one of this and the next is needed
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
    )
    words = forms.CharField(
        label=_("Why you want to join"),
        help_text=_("Needed without a code. A person of the network reads it, and nobody else."),
        max_length=3000,
        required=False,
        label_suffix="",
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("You join as"),
        choices=[
            (Membership.Kind.MEMBER.value, Membership.Kind.MEMBER.label),
            (Membership.Kind.ALLY.value, Membership.Kind.ALLY.label),
        ],
        initial=Membership.Kind.MEMBER.value,
        widget=forms.RadioSelect,
    )
    field_order = ("token", "choice", "name", "passphrase", "again", "code", "words", "kind")

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token(_NAME)
        offers = {sign_offer(name): name for name in offered}
        sent = self.data.get("choice", "") if self.is_bound else ""
        if name := name_in_offer(sent):
            offers = {sent: name, **dict(list(offers.items())[1:])}
        self._show(offers)
        self.fields["choice"].initial = next(iter(offers))

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in super().visible_fields() if field.name != "website"]

    def clean(self) -> dict[str, Any]:
        """A name, and words or a code, from a person."""
        data = super().clean()
        self._let_people_pass(data)
        data["words"] = clean_text(data.get("words", ""))
        own, offered = clean_line(data.get("name", "")), name_in_offer(data.get("choice", ""))
        data["name"], data["was_offered"] = own or offered, not own and bool(offered)
        if not data["words"] and not data.get("code"):
            self.add_error("words", _("Write a few words, or give an invitation code."))
        return data

    def offer(self, names: list[str]) -> None:
        """Offer other names, since the one she wanted is not to be had."""
        self._show({sign_offer(name): name for name in names})

    def _show(self, offers: dict[str, str]) -> None:
        choices = [*offers.items(), (_OWN, _("Another name"))]
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def _let_people_pass(self, data: dict[str, Any]) -> None:
        try:
            check_token(_NAME, data.get("token", ""))
        except TooQuick:
            self.add_error(None, _("That was very quick. Please look it over and send it once more."))
        except TooOld:
            self.data = {**self.data.dict(), "token": new_token(_NAME)}  # type: ignore[attr-defined]  # a QueryDict
            self.add_error(None, _("The form was open for long. Please wait a moment and send it once more."))
        else:
            if data.get("website"):
                raise ValidationError(_("Please send it once more."))


class RecoverForm(PassphraseTwice):
    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput({"autocomplete": "username", "dir": "auto"})
    )
    phrase = forms.CharField(
        label=_("Your twelve words"),
        max_length=300,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off", "dir": "auto"}),
    )
    field_order = ("name", "phrase", "passphrase", "again")
