"""Forms of the desk. Names are one field a language, never raw JSON."""

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from whrin.kit.languages import direction_of, name_of
from whrin.places import actions
from whrin.places.models import Country, Part, Region, name_among
from whrin.places.queries import names_of_countries

_ISO_3166_2 = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


class NamesForm(WagtailAdminModelForm):
    """A record with `names`: a field for each language of the interface, and each other that has a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        interface = [code for code, _name in settings.LANGUAGES]
        others = [tag for tag in self.instance.names if tag not in interface]
        self.languages = [*interface, *others]
        for tag in self.languages:
            self.fields[f"name_{tag}"] = forms.CharField(
                label=_("Name: %(language)s") % {"language": name_of(tag, get_language() or "en")},
                required=False,
                max_length=120,
                initial=self.instance.names.get(tag, ""),
                help_text=self.given_name(tag),
                widget=forms.TextInput(attrs={"lang": tag, "dir": direction_of(tag)}),
            )

    def given_name(self, language: str) -> str:
        """Return the name that shows while the field is empty."""
        name = name_among({}, self.code_in_cldr(), language)
        return _("Empty: “%(name)s”, from CLDR.") % {"name": name} if name else ""

    def code_in_cldr(self) -> str:
        """Return the code under which CLDR knows the place; empty when it does not."""
        raise NotImplementedError

    def names(self) -> dict[str, str]:
        """Return what was written, by language."""
        return {tag: self.cleaned_data.get(f"name_{tag}", "") for tag in self.languages}


class CountryForm(NamesForm):
    """A country or territory: its names and its place on the tile map."""

    class Meta:
        model = Country
        fields = ["tile_column", "tile_row"]

    def code_in_cldr(self) -> str:
        return str(self.instance.code)

    def save(self, commit: bool = True) -> Country:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        return actions.save_country(country=self.instance, names=self.names(), by=self.for_user)


class NewCountryForm(CountryForm):
    """A country that the starting data does not know, by its new code."""

    class Meta(CountryForm.Meta):
        fields = ["code", *CountryForm.Meta.fields]


class PartForm(NamesForm):
    """A part of a country: its names. Nothing else changes once records name it."""

    class Meta:
        model = Part
        fields: list[str] = []

    def code_in_cldr(self) -> str:
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("name_en"):
            self.add_error("name_en", ValidationError(_("Give at least the English name.")))
        return cleaned

    def save(self, commit: bool = True) -> Part:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        return actions.save_part(part=self.instance, names=self.names(), by=self.for_user)


class NewPartForm(PartForm):
    """A part that the starting data does not know: the country is that of its code."""

    class Meta(PartForm.Meta):
        fields = ["code"]

    def clean_code(self) -> str:
        """Return the code, or refuse one that is not of a country's part."""
        code: str = self.cleaned_data["code"].strip().upper()
        if not (match := _ISO_3166_2.fullmatch(code)) or not Country.objects.filter(pk=match[1]).exists():
            raise ValidationError(_("Write a code of ISO 3166-2, such as US-CA."))
        if Part.objects.filter(pk=code).exists():
            raise ValidationError(_("This part is in the list already."))
        self.instance.country_id = match[1]
        return code


class RegionForm(NamesForm):
    """A region: its names, where it lies, its countries, and who groups them so."""

    class Meta:
        model = Region
        fields = ["code", "scheme", "parent", "source", "countries"]
        widgets = {"countries": forms.CheckboxSelectMultiple, "source": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = cast("forms.ModelMultipleChoiceField[Country]", self.fields.pop("countries"))
        countries.choices = list(names_of_countries(get_language() or "en").items())
        # Last, since it is the longest.
        self.fields["countries"] = countries

    def code_in_cldr(self) -> str:
        return str(self.instance.m49)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (self.instance.m49 or cleaned.get("name_en")):
            self.add_error("name_en", ValidationError(_("Give at least the English name.")))
        parent = cleaned.get("parent")
        if parent and parent.scheme != cleaned.get("scheme"):
            self.add_error("parent", ValidationError(_("Choose a region of the same scheme.")))
        elif self.instance.pk and actions.lies_within(parent, self.instance):
            self.add_error("parent", ValidationError(actions.RegionWithinItself.message))
        return cleaned

    def save(self, commit: bool = True) -> Region:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        return actions.save_region(
            region=self.instance,
            names=self.names(),
            countries=self.cleaned_data["countries"],
            by=self.for_user,
        )
