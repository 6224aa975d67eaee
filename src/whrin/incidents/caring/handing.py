"""A report handed to another team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.incidents.actions.handing import NobodyThere, hand_over
from whrin.incidents.models import Team
from whrin.incidents.opening import OpenReport
from whrin.people.models import Person


class HandForm(forms.Form):
    """Which team takes it."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())

    def __init__(self, one: OpenReport, data: Any = None) -> None:
        super().__init__(data, auto_id="hand_%s", label_suffix="")
        field = self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- two lines above
        field.queryset = Team.objects.exclude(pk=one.report.team_id)


def hand(one: OpenReport, by: Person, data: Any) -> HandForm | None:
    """Hand it over; return the form that was refused, or None."""
    form = HandForm(one, data)
    if not form.is_valid():
        return form
    try:
        hand_over(one=one, team=form.cleaned_data["team"], by=by)
    except NobodyThere as refusal:
        form.add_error("team", str(refusal))
        return form
    return None
