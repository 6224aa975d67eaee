"""What the forms of the desk have in common: labels, texts in one language at a time, checks."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from whrin.kit.languages import direction_of, locale_of
from whrin.kit.text import clean_line, clean_text

#: Labels of fields, by column.
LABELS: dict[str, Any] = {
    "address": lazy("Web address"),
    "answers_ask": lazy("We asked for this"),
    "begins_at": lazy("Begins (there)"),
    "body": lazy("Who decides"),
    "checked_on": lazy("Last checked"),
    "country": lazy("Country or territory"),
    "decision": lazy("What they decided"),
    "ends": lazy("Last day"),
    "ends_at": lazy("Ends (there)"),
    "form": lazy("Form"),
    "is_online": lazy("On the web"),
    "kind": lazy("Kind"),
    "language": lazy("Language"),
    "months": lazy("Usual months, such as 3 or 6-7"),
    "note": lazy("Note"),
    "number": lazy("Number"),
    "on": lazy("Day"),
    "organiser": lazy("Organiser"),
    "page": lazy("Page about it"),
    "place": lazy("Place"),
    "region": lazy("Region"),
    "rhythm": lazy("How often"),
    "session": lazy("Session"),
    "short": lazy("Abbreviation"),
    "source": lazy("Source"),
    "starts": lazy("First day"),
    "state": lazy("Shown"),
    "takes_registrations": lazy("Registration"),
    "text": lazy("Text"),
    "weeks_before": lazy("Counted back from the session"),
    "yearly": lazy("Every year on, such as 06-26"),
    "yearly_to": lazy("Last day"),
    "zone": lazy("Time zone"),
}


class RecordForm(forms.ModelForm[Any]):
    """A record and one language of its texts (`?tongue=`); the other languages stay as they are.

    `written`: form field to the column of texts by language, and whether it is one line. The name is asked
    for first; the slug is made of it.
    """

    written: dict[str, tuple[str, bool]] = {}

    def __init__(self, data: QueryDict | None = None, *, instance: Model, tongue: str = "") -> None:
        self.writes_in = tongue if tongue and locale_of(tongue) else (get_language() or "en")
        if data is not None and (posted := data.get("tongue", "").strip()[:20]) and locale_of(posted):
            self.writes_in = posted
        super().__init__(data, instance=instance)
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            if name in self.written:
                self._speak(name, field)
        # The language stands first, then what is written in it.
        self.order_fields(["tongue", *self.written])

    def _speak(self, name: str, field: forms.Field) -> None:
        field.widget.attrs.update({"lang": self.writes_in, "dir": direction_of(self.writes_in)})
        column = self.written[name][0]
        self.initial[name] = (getattr(self.instance, column) or {}).get(self.writes_in, "")

    def _post_clean(self) -> None:
        for name, (column, is_line) in self.written.items():
            text = self.cleaned_data.get(name, "")
            text = clean_line(text) if is_line else clean_text(text)
            others = {**(getattr(self.instance, column) or {})}
            others.pop(self.writes_in, None)
            setattr(self.instance, column, {**others, self.writes_in: text} if text else others)
        self.settle()
        super()._post_clean()  # type: ignore[misc]  # Django's own hook of model forms; the stubs leave it out

    def settle(self) -> None:
        """Check and set what no field does alone."""

    def keep_slug(self, names: dict[str, str], most: int = 60) -> None:
        """Give a new record a short name that nobody has."""
        if self.instance.slug:
            return
        base = slugify(names.get("en", "") or next(iter(names.values()), ""))[:most].strip("-") or "entry"
        there = set(type(self.instance).objects.filter(slug__startswith=base).values_list("slug", flat=True))
        free = (base if number == 1 else f"{base}-{number}" for number in range(1, len(there) + 2))
        self.instance.slug = next(slug for slug in free if slug not in there)

    def refuse(self, name: str) -> None:
        """Say that a value cannot be meant."""
        if name not in self.errors:
            self.add_error(name, _("Some of it cannot be kept."))


def tongue_field() -> forms.CharField:
    """Return the field that says in which language the texts are."""
    return forms.CharField(label=lazy("Language of these texts"), max_length=20, initial="en")


def line(label: Any, *, required: bool = False, most: int = 300) -> forms.CharField:
    """Return a field of one line."""
    return forms.CharField(label=label, required=required, max_length=most)


def paragraphs(label: Any) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(label=label, required=False, max_length=8000, widget=forms.Textarea({"rows": 4}))
