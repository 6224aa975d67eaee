"""The form of a library to harvest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from whrin.library.actions.sources import save_source
from whrin.library.harvesting.crosswalk import PREFIXES
from whrin.library.models import Source
from whrin.library.rules import may_publish


class SourceForm(WagtailAdminModelForm):
    """Where to harvest, in which format, how often."""

    address = forms.URLField(
        label=_("address for OAI-PMH"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Such as https://repository.example/oai"),
    )
    every_days = forms.IntegerField(label=_("every how many days"), min_value=1, max_value=365, initial=7)

    class Meta:
        model = Source
        fields = ["name", "address", "prefix", "set_spec", "every_days", "publish", "is_active"]
        help_texts = {"set_spec": _("Leave empty to harvest everything.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each, each) for each in PREFIXES]
        self.fields["prefix"] = forms.ChoiceField(label=_("format"), choices=choices)
        if self.for_user and not may_publish(self.for_user):
            self.fields["publish"].disabled = True

    def save(self, commit: bool = True) -> Source:  # noqa: ARG002 - Django's own signature
        """Save by the action; there is no unsaved form of it."""
        return save_source(source=self.instance, by=self.for_user)
