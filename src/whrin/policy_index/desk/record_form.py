"""The form of a measure: what it is, its dates, one language of its texts, its sources."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.languages import direction_of
from whrin.places.models import Part
from whrin.places.queries import names_of_countries
from whrin.policy_index.checking import Fault
from whrin.policy_index.content import SOURCE_PARTS, TEXT, TEXT_PARTS, Content
from whrin.policy_index.enums import Event, Kind, Status
from whrin.topics.models import Topic

_NONE = [("", "—")]
#: Rows for sources beyond those there are.
_MORE = 2
_LABELS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "effect": _("What it does to women"),
    "what_to_do": _("What to do"),
}


class SourceForm(forms.Form):
    """A row for one source."""

    work = forms.CharField(label=_("Stable name of a work in the library"), required=False, max_length=120)
    title = forms.CharField(label=_("or its title"), required=False, max_length=400)
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=300)
    address = forms.URLField(label=_("Web address"), required=False, max_length=500, assume_scheme="https")
    published = forms.CharField(label=_("Date"), required=False, max_length=10)


_Sources = forms.formset_factory(SourceForm, extra=_MORE)


class RecordForm(forms.Form):
    """`language`: of the text that is written now; the other languages stay as they are."""

    language = forms.CharField(label=_("Language"), max_length=20)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    country = forms.ChoiceField(label=_("Country or territory"))
    part = forms.ChoiceField(label=_("State, province or territory"), required=False)
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, was: Content, language: str, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={**was, "language": language, **was.get(TEXT + language, {})})
        self.was = was
        spoken = get_language() or "en"
        choices = {
            "country": [*_NONE, *names_of_countries(spoken).items()],
            "part": [*_NONE, *((part.code, f"{part.code} {part}") for part in Part.objects.all())],
            "topics": [
                (topic.slug, topic.label_in(spoken)) for topic in Topic.objects.prefetch_related("labels")
            ],
        }
        for name, among in choices.items():
            self.fields[name].choices = among  # type: ignore[attr-defined]  # it has them
        told = {"lang": language, "dir": direction_of(language)}
        for name in TEXT_PARTS:
            widget = forms.TextInput(told) if name == "title" else forms.Textarea({**told, "rows": 4})
            self.fields[name] = forms.CharField(
                label=_LABELS[name],
                required=False,
                max_length=300 if name == "title" else 5000,
                widget=widget,
            )
        for event in Event:
            self.fields[f"date_{event.value}"] = forms.CharField(
                label=event.label,
                required=False,
                max_length=10,
                initial=was.get("dates", {}).get(event.value, ""),
                widget=forms.TextInput({"dir": "ltr", "placeholder": "2024-05-31"}),
            )
        self.sources = _Sources(data, initial=was.get("sources", []), prefix="sources")

    def is_valid(self) -> bool:
        """Both the form and its rows."""
        return all([super().is_valid(), self.sources.is_valid()])

    def _some(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def what(self) -> list[forms.BoundField]:
        """Return what it is and where."""
        return self._some("kind", "status", "country", "part", "topics")

    def dates(self) -> list[forms.BoundField]:
        """Return when what happened."""
        return self._some(*(f"date_{event.value}" for event in Event))

    def text(self) -> list[forms.BoundField]:
        """Return the text and its language."""
        return self._some("language", *TEXT_PARTS)

    def content(self) -> Content:
        """Return what she wrote, of a valid form, in the shape of `content.py`."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("kind", "status", "country", "part", "topics")},
            "dates": {event.value: given[f"date_{event.value}"] for event in Event},
            "sources": [
                {name: row.get(name, "") for name in SOURCE_PARTS} for row in self.sources.cleaned_data
            ],
            TEXT + given["language"].strip(): {name: given[name] for name in TEXT_PARTS},
        }

    def say(self, faults: Mapping[str, Fault]) -> None:
        """Put what cannot be kept at its field."""
        for field, fault in faults.items():
            self.add_error(field if field in self.fields else None, str(fault))
