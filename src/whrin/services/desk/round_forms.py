"""What a coordinator says of a round: its plan, its days, its texts."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.kit.languages import direction_of
from whrin.places.models import Region
from whrin.places.queries import countries_in, names_of_countries
from whrin.services.models import Round
from whrin.services.rounds.planning import CHANGEABLE, TEXTS, may_be_asked
from whrin.surveys.models import Form

_DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_LABELS = {
    "title": _("Title"),
    "key_findings": _("Key findings"),
    "background": _("Background"),
    "method": _("Method"),
}


class PlanForm(forms.Form):
    """A new round, with all countries of its region; they can be left out afterwards."""

    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.filter(scheme=Region.Scheme.NETWORK)
    )
    year = forms.IntegerField(label=_("Year"), min_value=2020, max_value=2100)
    opens_on = forms.DateField(label=_("Opens on"), widget=_DATE)
    closes_on = forms.DateField(label=_("Closes on"), widget=_DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year


class ChangeForm(forms.Form):
    """What may still change of a round, but for its texts."""

    form = forms.ModelChoiceField(
        label=_("Form"),
        queryset=Form.objects.none(),
        required=False,
        help_text=_("Choose a form that asks for services, is not open, and has no answers yet."),
    )
    opens_on = forms.DateField(label=_("Opens on"), widget=_DATE)
    closes_on = forms.DateField(label=_("Closes on"), widget=_DATE)
    countries = forms.MultipleChoiceField(
        label=_("Countries and territories"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, one: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - CHANGEABLE[one.state]:  # type: ignore[index]  # a plain word is one, too
            del self.fields[name]
        if "countries" in self.fields:
            names, wanted = names_of_countries(get_language() or "en"), countries_in(one.region.code)
            told = [(code, name) for code, name in names.items() if code in wanted]
            self.fields["countries"].choices = told  # type: ignore[attr-defined]  # it has them
        if "form" in self.fields:
            self.fields["form"].queryset = Form.objects.filter(pk__in=_free(one))  # type: ignore[attr-defined]


class TextsForm(forms.Form):
    """What is written of a round in one language."""

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"lang": language, "dir": direction_of(language)}
        for name, most in TEXTS.items():
            widget = forms.TextInput(told) if name == "title" else forms.Textarea({**told, "rows": 8})
            self.fields[name] = forms.CharField(
                label=_LABELS[name], max_length=most, required=False, widget=widget
            )


class CorrectionForm(forms.Form):
    """A note on results that are public, in one language."""

    words = forms.CharField(label=_("What was wrong, and what is right"), max_length=5000)

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget = forms.Textarea(
            {
                "lang": language,
                "dir": direction_of(language),
                "rows": 5,
            }
        )


def _free(one: Round) -> list[int]:
    taken = Round.objects.exclude(pk=one.pk).exclude(form=None).values("form")
    found = Form.objects.exclude(versions=None).exclude(pk__in=taken).distinct()
    return [form.pk for form in found if form.pk == one.form_id or may_be_asked(form)]
