"""A form field for each kind of field of a record."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from whrin.services.enums import Cost, Degree, Status
from whrin.services.fields import Field
from whrin.services.suggesting import offered

_ENUMS: dict[str, type[Status | Degree | Cost]] = {
    "status": Status,
    "led_by_community": Degree,
    "cost": Cost,
}
#: What a choice stands at where nothing is known yet.
UNKNOWN = "unknown"
#: Fields without which there is no record.
_NEEDED = {"name", "organisation", "country"}


def form_field(field: Field, content: Mapping[str, Any], language: str) -> forms.Field:
    """Return the form field for a field of a record, with its present value to begin with."""
    made = _MAKERS[field.kind](field, content, language)
    made.label, made.help_text = str(field.label), str(field.help)
    made.required = field.name in _NEEDED
    made.initial = content.get(field.name, UNKNOWN if field.kind == "choice" else None)
    return made


def _line(field: Field, _content: Mapping[str, Any], _language: str) -> forms.Field:
    return forms.CharField(max_length=field.longest, widget=forms.TextInput({"dir": "auto"}))


def _typed(kind: str) -> Callable[[Field, Mapping[str, Any], str], forms.Field]:
    """Return a maker of fields that are read from left to right; what is wrong with them the record says."""
    widget = {"dir": "ltr", "inputmode": kind, "autocomplete": "off"}
    return lambda field, _content, _language: forms.CharField(
        max_length=field.longest, widget=forms.TextInput(widget)
    )


def _text(field: Field, _content: Mapping[str, Any], _language: str) -> forms.Field:
    return forms.CharField(max_length=field.longest, widget=forms.Textarea({"rows": 4, "dir": "auto"}))


def _choice(field: Field, _content: Mapping[str, Any], _language: str) -> forms.Field:
    labels = _ENUMS[field.name]
    return forms.ChoiceField(choices=[(value, labels(value).label) for value in field.choices])


def _language(_field: Field, content: Mapping[str, Any], language: str) -> forms.Field:
    return forms.ChoiceField(choices=offered.languages(language, [content.get("language") or ""]))


def _languages(_field: Field, content: Mapping[str, Any], language: str) -> forms.Field:
    choices = offered.languages(language, content.get("languages") or [])
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


def _country(_field: Field, _content: Mapping[str, Any], language: str) -> forms.Field:
    return forms.ChoiceField(choices=[("", "–"), *offered.countries(language)])


def _types(_field: Field, _content: Mapping[str, Any], language: str) -> forms.Field:
    return forms.MultipleChoiceField(choices=offered.types(language), widget=forms.CheckboxSelectMultiple)


def _part(_field: Field, content: Mapping[str, Any], language: str) -> forms.Field:
    parts = offered.parts(str(content.get("country") or ""), language)
    return forms.ChoiceField(choices=[("", "–"), *parts])


def _zone(_field: Field, content: Mapping[str, Any], _language: str) -> forms.Field:
    present = content.get("time_zone") or ""
    zones = sorted({*offered.zones(str(content.get("country") or "")), *filter(None, [present])})
    return forms.ChoiceField(choices=[("", "–"), *((zone, zone.replace("_", " ")) for zone in zones)])


def _switch(_field: Field, _content: Mapping[str, Any], _language: str) -> forms.Field:
    return forms.BooleanField()


_MAKERS: dict[str, Callable[[Field, Mapping[str, Any], str], forms.Field]] = {
    "line": _line,
    "text": _text,
    "choice": _choice,
    "language": _language,
    "languages": _languages,
    "country": _country,
    "part": _part,
    "types": _types,
    "zone": _zone,
    "switch": _switch,
    "web": _typed("url"),
    "email": _typed("email"),
}
