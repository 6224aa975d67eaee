from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from whrin.audit.models import Event


class EventFilter(forms.Form):
    """What a coordinator looks for; every field may stay empty."""

    by = forms.CharField(label=_("By whom"), required=False, max_length=150)
    verb = forms.CharField(label=_("What was done"), required=False, max_length=60)
    about = forms.CharField(label=_("To which record"), required=False, max_length=150)

    def narrow(self, events: "QuerySet[Event]") -> "QuerySet[Event]":
        """Return the events that match all that was written; all of them when nothing was."""
        if not self.is_valid():
            return events
        wanted = {f"{name}__icontains": text for name, text in self.cleaned_data.items() if text}
        return events.filter(**wanted)
