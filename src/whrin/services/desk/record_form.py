"""One record as a form: every field of `fields.py`, what is said of attributes, and the places.

What she sends becomes content (`content.py`), and the one check of the room says what is wrong with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.languages import direction_of
from whrin.places.models import Part
from whrin.places.queries import names_of_countries
from whrin.services.checking import NO_HOURS, Fault
from whrin.services.content import Content, no_finer
from whrin.services.enums import Cost, Degree, Informant, Precision, Status, Sureness, TermKind
from whrin.services.fields import CLAIM, FIELDS, FINE_PARTS, PLACE, PLACE_PARTS, Field
from whrin.services.imports.cells import cell_of, span_text, spans_in, value_in
from whrin.services.models import Term
from whrin.services.queries import terms_of
from whrin.services.saying import weekday_name

_CHOICES: dict[str, list[tuple[str, Any]]] = {
    "status": Status.choices,
    "led_by_community": Degree.choices,
    "cost": Cost.choices,
}
_PART_LABELS = {
    "precision": _("how exactly it may be told"),
    "city": _("town or district"),
    "address": _("street and number"),
    "postal_code": _("postal code"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
}
_NEW = f"{PLACE}new1"
TEXTS = ("description", "expect", "conditions")
_CLAIM_PARTS = ("value", "said_by", "said_on", "sureness")
_HELP: dict[str, str | Promise] = {
    "language": _("A tag such as “en”, “pt-BR” or “sr-Latn”."),
    "languages": _("Tags with commas between, such as “en, sw”."),
    "time_zone": _("A name such as “Africa/Nairobi”."),
}


@dataclass(frozen=True)
class Row:
    """Inputs of one line of a table, and what is wrong there. `key`: names the line for screen readers."""

    label: str
    cells: list[BoundField]
    fault: Fault = ""
    key: str = ""


class RecordForm(forms.Form):
    """`content`: the record as it is, or {} for a new one; `faults`: by field of content."""

    def __init__(self, content: Content, data: Any = None) -> None:
        super().__init__(data)
        self.was, self.faults = content, dict[str, Fault]()
        self._terms = terms_of(TermKind.ATTRIBUTE)
        self._places = [name for name in content if name.startswith(PLACE)] + [_NEW]
        for field in FIELDS:
            if field.kind != "openings":
                self.fields[field.name] = _field(field, content.get(field.name))
        for name, text in _hours_of(content.get("openings") or []).items():
            self.fields[name] = _line("", text)
            kind, day = name.split("-")
            self.fields[name].widget.attrs["aria-labelledby"] = f"day-{day} all-{kind}"
        for term in self._terms:
            self._add_claim(term, content.get(f"{CLAIM}{term.slug}") or {})
        for name in self._places:
            self._add_place(name, content.get(name) or {})

    def _add_claim(self, term: Term, claim: Mapping[str, str]) -> None:
        choices = (
            [("", "–"), *Degree.choices],
            Informant.choices,
            None,
            Sureness.choices,
        )
        for part, listed in zip(_CLAIM_PARTS, choices, strict=True):
            name = f"{CLAIM}{term.slug}-{part}"
            if listed is None:
                widget = forms.TextInput({"dir": "ltr", "placeholder": "2026-10", "size": 8})
                self.fields[name] = forms.CharField(required=False, widget=widget, initial=claim.get(part))
            else:
                fallback = {"said_by": Informant.NOT_SAID, "sureness": Sureness.NOT_SAID}.get(part, "")
                self.fields[name] = _choice("", listed, claim.get(part, fallback))
            self.fields[name].widget.attrs["aria-labelledby"] = f"claim-{term.slug} claims-{part}"

    def _add_place(self, name: str, place: Mapping[str, str]) -> None:
        for part in PLACE_PARTS:
            label = _PART_LABELS[part]
            if part == "precision":
                choices = Precision.choices if place else [("", "–"), *Precision.choices]
                self.fields[f"{name}-{part}"] = _choice(label, choices, place.get(part, ""))
            else:
                self.fields[f"{name}-{part}"] = _line(label, place.get(part, ""))
        if place:
            self.fields[f"{name}-gone"] = forms.BooleanField(label=_("Remove this place"), required=False)

    def content(self) -> Content:
        """Return what was sent, as content; only of a form that was sent."""
        found: Content = {}
        for field in FIELDS:
            if field.kind == "switch":
                found[field.name] = field.name in self.data
            elif field.kind == "types":
                found[field.name] = sorted(_several(self.data, field.name))
            elif field.kind != "openings":
                found[field.name] = value_in(field.name, self._sent(field.name))
        found["openings"] = self._openings()
        for term in self._terms:
            found[f"{CLAIM}{term.slug}"] = self._claim(f"{CLAIM}{term.slug}")
        for name in self._places:
            # A new one only where she began one; one that somebody else has added meanwhile is not hers.
            if self._sent(f"{name}-precision"):
                found[name] = self._place(name)
        return found

    def hides(self, content: Content) -> bool:
        """Say whether saving would strike addresses or positions out, of the record and of its history."""
        return any(
            (content.get(name) or {"precision": Precision.EXACT})["precision"] != Precision.EXACT
            and any(self.was[name][part] for part in FINE_PARTS)
            for name in self._places
            if name in self.was
        )

    def _sent(self, name: str) -> str:
        # No database of ours takes a NUL.
        return str(self.data.get(name, "")).replace("\x00", "").strip()

    def _openings(self) -> list[Any]:
        found: list[Any] = []
        for name in _hours_of([]):
            kind, day = name.split("-")
            spans = spans_in(self._sent(name))
            found += (
                [name]
                if spans is None
                else [[int(day), first, last, kind == "women"] for first, last in spans]
            )
        return found

    def _claim(self, name: str) -> dict[str, str] | None:
        said = {part: self._sent(f"{name}-{part}") for part in _CLAIM_PARTS}
        return said if said["value"] else None

    def _place(self, name: str) -> dict[str, str] | None:
        if f"{name}-gone" in self.data:
            return None
        return no_finer({part: self._sent(f"{name}-{part}") for part in PLACE_PARTS})

    def scalars(self, *names: str) -> list[BoundField]:
        """Return inputs of plain fields, with their faults at them."""
        return [self[name] for name in names]

    def say(self, faults: Mapping[str, Fault]) -> None:
        """Put what is wrong where it is wrong."""
        self.full_clean()
        self.faults = dict(faults)
        for name, fault in faults.items():
            if name in self.fields:
                self.errors.pop(name, None)
                self.add_error(name, str(fault))

    @property
    def what(self) -> list[BoundField]:
        """What it is."""
        return self.scalars("organisation", "name", "language", *TEXTS, "types", "led_by_community")

    @property
    def where(self) -> list[BoundField]:
        """The country, and whether it works."""
        return self.scalars("country", "part", "status")

    @property
    def reach(self) -> list[BoundField]:
        """How it is reached, and what it costs."""
        return self.scalars("website", "contact_email", "contact_role", "cost", "cost_note", "languages")

    @property
    def clock(self) -> list[BoundField]:
        """What there is of hours beside the days."""
        return self.scalars("is_always_open", "time_zone", "hours_note")

    @property
    def found(self) -> list[BoundField]:
        """Where it was first seen."""
        return self.scalars("source", "source_year")

    @property
    def places(self) -> list[Row]:
        """The places, the last line for a new one."""
        return [
            Row(
                "",
                [self[each] for each in self.fields if each.startswith(f"{name}-")],
                self.faults.get(name, ""),
            )
            for name in self._places
        ]

    @property
    def hours(self) -> list[Row]:
        """The days of the week."""
        language = get_language() or "en"
        return [
            Row(weekday_name(day, language), [self[f"hours-{day}"], self[f"women-{day}"]], key=f"day-{day}")
            for day in range(1, 8)
        ]

    @property
    def claims(self) -> list[Row]:
        """The attributes."""
        return [
            Row(
                str(term),
                [self[f"{CLAIM}{term.slug}-{part}"] for part in _CLAIM_PARTS],
                self.faults.get(f"{CLAIM}{term.slug}", ""),
                f"claim-{term.slug}",
            )
            for term in self._terms
        ]


def _several(data: Any, name: str) -> list[str]:
    """Return what was ticked: what comes from a browser is a `QueryDict`."""
    return [str(each) for each in data.getlist(name)]


def _hours_of(openings: Iterable[list[Any]]) -> dict[str, str]:
    found = {f"{kind}-{day}": list[str]() for kind in ("hours", "women") for day in range(1, 8)}
    for row in openings:
        found[f"{'women' if row[3] else 'hours'}-{row[0]}"].append(span_text(row))
    return {name: ", ".join(spans) for name, spans in found.items()}


def _choice(label: Any, choices: Any, initial: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)


def _line(label: Any, initial: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput({"dir": "auto", "autocomplete": "off"})
    return forms.CharField(
        label=label, required=False, initial=initial, help_text=help_text, strip=False, widget=widget
    )


def _field(field: Field, value: Any) -> forms.Field:
    help_text, label = field.help or _HELP.get(field.name, ""), str(field.label)
    if field.kind in {"choice", "country", "part"}:
        return _choice(field.label, _listed(field), value or "")
    if field.kind == "types":
        kinds = [(term.slug, str(term)) for term in terms_of(TermKind.TYPE)]
        return forms.MultipleChoiceField(
            label=label,
            choices=kinds,
            initial=value,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if field.kind == "switch":
        return forms.BooleanField(label=label, initial=value, required=False)
    made = _line(field.label, cell_of(field.name, value) if value else "", help_text)
    if field.kind == "text":
        made.initial = value
        made.widget = forms.Textarea({"rows": 4, "dir": "auto"})
    elif field.kind != "line":
        made.widget.attrs["dir"] = direction_of("en")
    return made


def _listed(field: Field) -> list[tuple[str, Any]]:
    language = get_language() or "en"
    if field.kind == "country":
        return [("", "–"), *names_of_countries(language).items()]
    if field.kind == "part":
        return [
            ("", "–"),
            *((part.code, f"{part.country_id}: {part.name_in(language)}") for part in _parts()),
        ]
    return _CHOICES[field.name]


def _parts() -> Iterable[Part]:
    return Part.objects.order_by("country", "code")


def hours_fault(faults: Mapping[str, Fault]) -> Fault:
    """Return what is wrong with the hours, which have no single field."""
    return NO_HOURS if "openings" in faults else ""
