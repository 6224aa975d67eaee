"""What a coordinator fills in about an old list."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from whrin.forum.archives.subscribers import may_be_asked
from whrin.forum.models import Move, Space

_MEGABYTE = 1_000_000


class SendForm(forms.Form):
    """A file of an old list, and the space it is for."""

    space = forms.ModelChoiceField(Space.objects.all(), label=_("Space"))
    kind = forms.ChoiceField(
        label=_("What is in the file"),
        choices=[
            (Move.Kind.ARCHIVE, _("Letters: mbox, also gzipped, or a ZIP of them")),
            (Move.Kind.ROSTER, _("Members' addresses: text or CSV")),
        ],
        widget=forms.RadioSelect,
        initial=Move.Kind.ARCHIVE,
    )
    file = forms.FileField(label=_("File"))

    def clean_file(self) -> Any:
        """Not larger than a request can be."""
        file = self.cleaned_data["file"]
        if file.size > settings.WHRIN_REQUEST_LIMIT_MB * _MEGABYTE:
            raise ValidationError(
                _("This file is too large to be sent. Whoever keeps the server can bring it in.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Only where those who answer can come in."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        space = data.get("space")
        if space is not None and data.get("kind") == Move.Kind.ROSTER and not may_be_asked(space):
            self.add_error(
                "space",
                _(
                    "Nobody can be asked into this space by letter: it has no address for mail, or it is for "
                    "women with lived experience, who say so themselves."
                ),
            )
        return data


class LetInForm(forms.Form):
    """How the letters of an archive come in."""

    was_public = forms.BooleanField(label=_("Anybody could read the old archive"), required=False)
    is_shown = forms.BooleanField(
        label=_("Visitors may read these letters here, too"),
        help_text=_("Only if anybody could read them before, and the space is open to read."),
        required=False,
    )
    leaves_exposing = forms.BooleanField(
        label=_("Leave out letters in which something could lead to somebody"), required=False, initial=True
    )
