"""What is asked when a paper is corrected or withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    note = forms.CharField(
        label=_("What was corrected"), max_length=500, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=300, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
