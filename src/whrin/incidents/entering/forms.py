"""What is asked about the way, beside the questions themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.incidents.actions import Incoming
from whrin.incidents.entering.ways import HEARD, RISKS
from whrin.incidents.enums import Channel
from whrin.incidents.returning.forms import FilesForm
from whrin.kit.languages import own_name_of


class WayForm(forms.Form):
    """How she told it, and in which language she is to be answered."""

    channel = forms.ChoiceField(
        label=_("How did she tell it?"),
        choices=[(way.value, RISKS[way]) for way in HEARD],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Her language, as far as we have it"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language() or "en"}, label_suffix="")
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- it is written above
        field.choices = [(tag, own_name_of(tag)) for tag, _name in settings.LANGUAGES]

    def channel_given(self) -> Channel:
        """Return the way."""
        return Channel(self.cleaned_data["channel"])


class LastForm(FilesForm):
    """What she allows is hers to say; the code is hers to want."""

    said_so = forms.BooleanField(
        label=_("What is ticked under “What do you allow?”, she said or wrote to me herself."),
        required=False,
    )
    wants_code = forms.BooleanField(
        label=_("She wants a code, to come back and read the answer. Without one nobody can write to her."),
        required=False,
        initial=True,
    )
    field_order = ("said_so", "chosen", "wants_code")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.fields["chosen"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask whose word it is, where something is allowed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if getattr(self.data, "getlist", lambda _name: [])("uses") and not cleaned.get("said_so"):
            self.add_error(
                "said_so",
                _("Please say that she allowed it, or take the ticks away."),
            )
        return cleaned

    def incoming(self) -> list[Incoming]:
        """Return the files, to be sealed as they are."""
        return [
            Incoming(file.name or "", file.content_type or "", file.size or 0, file.chunks())
            for file in self.cleaned_data.get("chosen") or []
        ]
