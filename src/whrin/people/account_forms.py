"""What a person writes on the pages of her account."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.languages import own_name_of
from whrin.kit.text import clean_text
from whrin.people.lived_experience import DRUGS, declared
from whrin.people.models import Membership
from whrin.people.particulars import Particulars
from whrin.places.models import Region
from whrin.places.queries import names_of_countries
from whrin.topics.models import Topic

#: What can be declared. Spaces for women with lived experience ask for the first.
KINDS = [
    (DRUGS, _("I use drugs, or have used them")),
    ("prison", _("I have been in prison or detention")),
    ("sex-work", _("I do sex work, or have done it")),
    ("hiv", _("I live with HIV or hepatitis")),
]


class ParticularsForm(forms.Form):
    """All of it optional, but for the language of her pages."""

    interface_language = forms.ChoiceField(label=_("Language of your account and letters"))
    country = forms.ChoiceField(label=_("Country or territory"), required=False)
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("Or only a region"),
        required=False,
        to_field_name="code",
        empty_label="—",
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, widget=forms.CheckboxSelectMultiple
    )
    interests = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("What interests you"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    lived_experience = forms.MultipleChoiceField(
        label=_("Lived experience"),
        help_text=_(
            "Only you decide what to say here. It is kept encrypted and never shown to anyone, not even to "
            "staff. The site asks it one thing: whether a door is open to you, and whether enough women "
            "with lived experience took part in a decision."
        ),
        choices=KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = _beginning(membership)
        super().__init__(*args, **kwargs)
        tongues = [(code, own_name_of(code)) for code, _label in settings.LANGUAGES]
        choices: dict[str, list[tuple[str, str]]] = {
            "interface_language": tongues,
            "languages": tongues,
            "country": [("", "—"), *names_of_countries(get_language() or "en").items()],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]  # fields of choice
        self.fields["region"].queryset = Region.objects.filter(scheme=Region.Scheme.NETWORK)  # type: ignore[attr-defined]  # of models
        self.fields["interests"].queryset = Topic.objects.filter(broader=None).prefetch_related("labels")  # type: ignore[attr-defined]  # of models

    def particulars(self) -> Particulars:
        """Return what she wrote, after it was found valid."""
        data = self.cleaned_data
        return Particulars(
            interface_language=data["interface_language"],
            country=data["country"],
            region=data["region"].pk if data["region"] else None,
            languages=data["languages"],
            interests=list(data["interests"]),
            lived_experience=data["lived_experience"],
        )


def _beginning(membership: Membership) -> dict[str, Any]:
    return {
        "interface_language": membership.interface_language,
        "country": membership.country_id or "",
        "region": membership.region and membership.region.code,
        "languages": membership.languages,
        "interests": [topic.slug for topic in membership.interests.all()],
        "lived_experience": declared(membership),
    }


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Kept encrypted. We send a letter there: open the link in it to confirm the address."),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )


class CodeForm(forms.Form):
    """A code that another person told her."""

    code = forms.CharField(
        label=_("Code"), max_length=60, widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"})
    )


class WordsForm(forms.Form):
    """Some words of hers. Pages say in their label what about."""

    words = forms.CharField(max_length=3000, widget=forms.Textarea({"rows": 5, "dir": "auto"}))

    def __init__(self, *args: Any, label: str, is_needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].required = is_needed

    def clean_words(self) -> str:
        """In one normal form."""
        return clean_text(self.cleaned_data["words"])


class PassphraseForm(forms.Form):
    passphrase = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password", "dir": "auto"}),
    )


class LeavingWords(forms.Form):
    """What becomes of her words when she is gone."""

    stays = forms.ChoiceField(
        label=_("What becomes of what you wrote?"),
        choices=[("no", _("My words go with me")), ("yes", _("My words stay, without my name"))],
        initial="no",
        widget=forms.RadioSelect,
    )

    @property
    def keeps_words(self) -> bool:
        """Say what she chose."""
        return bool(self.cleaned_data["stays"] == "yes")


class DeleteForm(LeavingWords, PassphraseForm):
    field_order = ("stays", "passphrase")


class DeleteByCodeForm(LeavingWords, CodeForm):
    field_order = ("stays", "code")
