"""Who is named for what, and the teams."""

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Role
from whrin.incidents.models import Team
from whrin.places.models import Region


class ProposeForm(forms.Form):
    """Whom, for what; a caseworker for which team."""

    name = forms.CharField(
        label=_("Name she signs in with"),
        help_text=_("Exactly as she writes it. Ask her: nobody can look names up here."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    team = forms.ModelChoiceField(
        label=_("Team"),
        help_text=_("For caseworkers: whose reports she reads."),
        queryset=Team.objects.all(),
        required=False,
    )


class TeamForm(forms.Form):
    """A team, and whose reports it takes."""

    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput({"dir": "auto"}))
    region = forms.ModelChoiceField(
        label=_("Takes reports from"),
        queryset=Region.objects.filter(scheme=Region.Scheme.NETWORK),
        required=False,
        empty_label=_("where no other team does"),
    )
