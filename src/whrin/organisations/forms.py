"""The filter of the list, and the forms of the desk."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from whrin.organisations import actions
from whrin.organisations.models import JointWork, Organisation, Representative
from whrin.organisations.queries import countries_of_organisations, country_choices, member_named
from whrin.organisations.rules import RESERVED_SLUGS
from whrin.topics.models import Topic
from whrin.topics.rules import is_language

_ANY = ("", _("any"))


class FilterForm(forms.Form):
    """What a reader narrows the list by. Its answers are read from the address (`listing.parse`)."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[_ANY, *Organisation.Kind.choices])
    country = forms.ChoiceField(label=_("country"), required=False)
    relation = forms.ChoiceField(
        label=_("relation to the network"), required=False, choices=[_ANY, *Organisation.Relation.choices]
    )
    led = forms.ChoiceField(
        label=_("led by the community it serves"),
        required=False,
        choices=[_ANY, ("yes", _("yes")), ("no", _("no")), ("unknown", _("not known"))],
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("country"), required=False, choices=[_ANY, *countries_of_organisations(language)]
        )
        for field in self.fields.values():
            field.label = capfirst(field.label)


def _known_language(tag: str) -> str:
    if not is_language(tag):
        raise ValidationError(_("This is no language we know."))
    return tag


class OrganisationForm(WagtailAdminModelForm):
    """An organisation as the register holds it."""

    class Meta:
        model = Organisation
        fields = [
            "slug",
            "name",
            "language",
            "country",
            "kind",
            "relation",
            "website",
            "focus",
            "is_community_led",
            "source",
            "is_public",
        ]
        widgets = {"focus": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].widget.choices = country_choices(get_language() or "en")
        # Each topic would ask for its labels anew.
        focus = cast("forms.ModelMultipleChoiceField[Topic]", self.fields["focus"])
        focus.queryset = Topic.objects.prefetch_related("labels")
        self.fields["website"] = forms.URLField(
            label=capfirst(_("website")), max_length=500, required=False, assume_scheme="https"
        )

    def clean_slug(self) -> str:
        """A short name that no page of this room has."""
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED_SLUGS:
            raise ValidationError(actions.NameTaken.message)
        return slug

    def clean_language(self) -> str:
        """A language that CLDR knows."""
        return _known_language(str(self.cleaned_data["language"]))

    def save(self, commit: bool = True) -> Organisation:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        focus = self.cleaned_data["focus"]
        return actions.save_organisation(organisation=self.instance, focus=focus, by=self.for_user)


class JointWorkForm(WagtailAdminModelForm):
    """What was done together."""

    class Meta:
        model = JointWork
        fields = ["organisation", "title", "language", "year", "address"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"] = forms.URLField(
            label=capfirst(_("web address")), max_length=500, required=False, assume_scheme="https"
        )

    def clean_language(self) -> str:
        """A language that CLDR knows."""
        return _known_language(str(self.cleaned_data["language"]))

    def save(self, commit: bool = True) -> JointWork:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        return actions.save_joint_work(work=self.instance, by=self.for_user)


class RepresentativeForm(WagtailAdminModelForm):
    """Who speaks for an organisation: a member, by her account's name, which she told the coordinator."""

    name = forms.CharField(label=_("Name of her account"), max_length=60)

    class Meta:
        model = Representative
        fields = ["organisation"]

    def clean_name(self) -> str:
        """A name that somebody's account has."""
        name = str(self.cleaned_data["name"])
        if member_named(name) is None:
            raise ValidationError(actions.NoSuchMember.message)
        return name

    def save(self, commit: bool = True) -> Representative:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        return actions.choose_representative(
            organisation=self.cleaned_data["organisation"], name=self.cleaned_data["name"], by=self.for_user
        )
