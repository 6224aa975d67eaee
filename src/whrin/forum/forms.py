"""What participants write, and how they take a place."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from whrin.forum.models import Participant
from whrin.forum.models.spaces import new_uid
from whrin.forum.sealing import Begun
from whrin.kit.languages import own_name_of


def languages_with(*more: str) -> list[tuple[str, str]]:
    """Return languages to choose from: those of the site, and others that are spoken here."""
    codes = dict.fromkeys([*(code for code, _label in settings.LANGUAGES), *more])
    return [(code, own_name_of(code)) for code in codes if code]


def _note() -> forms.CharField:
    return forms.CharField(
        label=_("Name it in a word or two"),
        help_text=_("Your words are then folded until a reader opens them."),
        max_length=150,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )


class WriteForm(forms.Form):
    """Words for a thread, or for a new one. `form` makes the same form sent twice one post."""

    form = forms.CharField(widget=forms.HiddenInput, max_length=26, initial=new_uid)
    answers = forms.CharField(widget=forms.HiddenInput, max_length=26, required=False)
    title = forms.CharField(
        label=_("What is it about?"), max_length=150, widget=forms.TextInput({"dir": "auto"})
    )
    body = forms.CharField(
        label=_("Your words"),
        strip=False,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )
    note = _note()
    language = forms.ChoiceField(label=_("Language of your words"))
    hides_name = forms.BooleanField(
        label=_("Hide my name on this post"),
        help_text=_("Moderators still see your name of this space."),
        required=False,
    )

    def __init__(self, *args: Any, is_new: bool, languages: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["title"]
            self.fields["body"].widget.attrs["rows"] = 5
        choice = self.fields["language"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above; tells mypy
        choice.choices = languages_with(*languages)

    def begun(self) -> Begun:
        """Return what stands in the form, whether it is valid or not."""
        written = {name: str(self.data.get(name, "")) for name in ("title", "body", "note")}
        return Begun(**written)


class EditForm(forms.Form):
    """Her own words, once more."""

    body = forms.CharField(
        label=_("Your words"),
        strip=False,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
    )
    note = _note()


class JoinForm(forms.Form):
    """The name she will have in a space: one of those offered, or her own."""

    offered = forms.ChoiceField(label=_("Names nobody has here"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Or a name you make up"),
        help_text=_("Not your real name, and not one you use elsewhere: so nobody can connect the two."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was offered before is still hers to choose; whether it is free is asked when she takes it.
        sent = str(self.data.get("offered", ""))
        choice = self.fields["offered"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above; tells mypy
        choice.choices = [(name, name) for name in dict.fromkeys([*([sent] if sent else []), *offered])]
        choice.initial = offered[0]

    def chosen(self) -> str:
        """Return the name: her own before one that was offered."""
        return str(self.cleaned_data["name"].strip() or self.cleaned_data["offered"])


class PlaceForm(forms.Form):
    """How she hears of posts."""

    delivery = forms.ChoiceField(
        label=_("Letters"), choices=Participant.Delivery.choices, widget=forms.RadioSelect
    )
    hour = forms.IntegerField(label=_("Hour for digests (0 to 23, UTC)"), min_value=0, max_value=23)
    is_neutral = forms.BooleanField(label=_("Letters say nothing of what they are about"), required=False)
    paused_until = forms.DateField(
        label=_("No letters until this day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    moderates_by_mail = forms.BooleanField(
        label=_("Let me decide by letter about messages that wait"),
        help_text=_(
            "You get a letter about each, and answer it. The message is in it, unless letters say nothing."
        ),
        required=False,
    )

    def __init__(self, *args: Any, decides: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decides:
            del self.fields["moderates_by_mail"]
