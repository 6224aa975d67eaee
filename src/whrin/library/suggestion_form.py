"""What a reader writes to suggest a resource, or to ask for another format of one."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from whrin.kit.form_tokens import TooOld, TooQuick, check_token, new_token
from whrin.kit.text import clean_line, clean_text
from whrin.library import likeness
from whrin.library.actions.suggestions import Wished
from whrin.library.addresses import is_address
from whrin.library.models import Suggestion, Work

#: Bytes. A form without a session may bring 1 MB in all.
FILE_LIMIT = 900_000
NAME = "suggest"
_NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


class SuggestionForm(forms.Form):
    """Without an account, a cookie or a script. `website` is a trap: people do not see it, programmes fill
    it in.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)
    where = forms.CharField(
        label=_("Web address or DOI"),
        max_length=1000,
        required=False,
        widget=forms.TextInput({"dir": "auto", "inputmode": "url", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Title"), max_length=600, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("PDF, EPUB, a picture or plain text, at most 900 kB.")
    )
    format = forms.ChoiceField(
        label=_("What do you need?"), choices=Suggestion.Format.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What we should know"),
        help_text=_("Why it matters, or which language. Please write nothing that tells who you are."),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("E-mail address for the answer"),
        help_text=_("Only if you want an answer. We erase it as soon as the answer is sent."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, work: Work | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.work = work
        for name in ("where", "title", "file") if work else ("format",):
            del self.fields[name]
        if settings.EMAIL_BACKEND == _NO_MAIL:
            del self.fields["email"]
        self.fields["token"].initial = new_token(NAME)

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the trap."""
        return [field for field in super().visible_fields() if field.name != "website"]

    def clean_where(self) -> str:
        """A DOI or a web address; `https://` is added where it is left out."""
        written = clean_line(self.cleaned_data["where"])
        if not written or likeness.bare_doi(written):
            return written
        address = written if "://" in written else f"https://{written}"
        host = address.partition("://")[2].partition("/")[0]
        if not is_address(address) or "." not in host:
            raise ValidationError(
                _("Write a whole web address, such as https://whrin.site/, or a DOI, such as 10.1000/182.")
            )
        return address

    def clean_file(self) -> Any:
        """Small enough."""
        sent = self.cleaned_data["file"]
        if sent and sent.size > FILE_LIMIT:
            raise ValidationError(
                _("The file has %(size)s; at most 900 kB can be sent here. Send its web address instead.")
                % {"size": filesizeformat(sent.size)}
            )
        return sent

    def clean(self) -> dict[str, Any]:
        """Something must be suggested, by a person."""
        data = super().clean() or self.cleaned_data
        self._let_people_pass(data)
        named = [data.get(name) for name in ("where", "title", "file")]
        if self.work is None and not self.errors and not any(named):
            raise ValidationError(_("Give a web address, a DOI, a file, or at least a title."))
        return data

    def _let_people_pass(self, data: dict[str, Any]) -> None:
        again: dict[str, Any] = {**self.data, "website": ""}
        try:
            check_token(NAME, data.get("token", ""))
        except TooQuick:
            self.add_error(None, _("That was very quick. Please look it over and send it once more."))
        except TooOld:
            self.data = {**again, "token": new_token(NAME)}
            self.add_error(None, _("The form was open for long. Please wait a moment and send it once more."))
        else:
            if data.get("website"):
                self.data = again
                self.add_error(None, _("Please send it once more."))

    def wished(self, language: str) -> Wished:
        """Return what she wrote, after it was found valid. `language`: of the interface."""
        data = self.cleaned_data
        where = data.get("where", "")
        doi = likeness.bare_doi(where)
        return Wished(
            address="" if doi else where,
            doi=doi,
            title=clean_line(data.get("title", "")),
            note=clean_text(data["note"]),
            format=data.get("format", ""),
            work=self.work,
            email=data.get("email", ""),
            language=language,
        )
