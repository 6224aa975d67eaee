"""Forms on the pages of keys."""

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.vault.labels import NotAKey, read_printed

#: Bytes of an answer to a request; twenty thousand keys take half of it.
_LARGEST = 10 * 1024 * 1024


class WordsForm(forms.Form):
    """The words of her key. No browser keeps them or sends them to a spelling service."""

    phrase = forms.CharField(
        label=_("The seven words of your key"),
        max_length=300,
        widget=forms.Textarea(
            {"rows": 2, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        ),
    )


class LostForm(forms.Form):
    """She knows what a new key means for what the old one held."""

    gone = forms.BooleanField(label=_("I understand that my old key is gone for good"))


class PublicForm(forms.Form):
    """The public half of a recovery key, from the sheet that `whrin recovery make` prints."""

    public = forms.CharField(
        label=_("The public half of a new recovery key"),
        help_text=_("56 signs. “whrin recovery make” prints them, on a computer that is not the server."),
        max_length=200,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )

    def clean_public(self) -> bytes:
        """Return the 32 bytes."""
        try:
            return read_printed(self.cleaned_data["public"])
        except NotAKey:
            raise forms.ValidationError(_("One of these signs is wrong. Look at each again.")) from None


class AnswerForm(forms.Form):
    """The file that comes back from those who keep the shares."""

    answer = forms.FileField(label=_("The file they gave you"), max_length=200)

    def clean_answer(self) -> bytes:
        """Return its content; a file that is too large is cut, and is no answer then."""
        content: bytes = self.cleaned_data["answer"].read(_LARGEST)
        return content
