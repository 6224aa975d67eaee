"""The form for one part of a record, or for a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.services.checking import NO_HOURS, Fault, faults_in
from whrin.services.content import Content
from whrin.services.enums import Degree, ProposalKind, TermKind
from whrin.services.fields import BY_NAME, CLAIM, PLACE
from whrin.services.models import Term
from whrin.services.queries import terms_of
from whrin.services.saying import weekday_name
from whrin.services.suggesting.hours import NoHours, read_hours, written_hours
from whrin.services.suggesting.offered import parts
from whrin.services.suggesting.parts import Part
from whrin.services.suggesting.places import NEW, place_fields, places_said, without_hidden
from whrin.services.suggesting.record_fields import UNKNOWN, form_field
from whrin.services.suggesting.telling_form import TELLING, TellingForm
from whrin.services.zones import only_zone_of

#: What the groups of the checklist are called; the slugs are of `data/terms.json`.
_GROUPS = {
    "access": _("Getting in"),
    "srh": _("Sexual and reproductive health"),
    "drugs": _("Drug use"),
    "quality": _("Quality"),
}


@dataclass(frozen=True)
class Section:
    """Fields that stand together. `is_folded`: shown when opened; `is_rows`: label and choice in a row."""

    label: str | Promise
    fields: list[forms.BoundField]
    is_folded: bool = False
    is_rows: bool = False


class PartForm(TellingForm):
    """`content`: the record as it is now; empty for a new one. `language`: of the interface."""

    def __init__(
        self, part: Part, content: Mapping[str, Any], language: str, data: QueryDict | None = None
    ) -> None:
        super().__init__(without_hidden(data))
        self.part, self.now, self.interface = part, content, language
        self.is_too_often = False
        self._names = list(part.fields)
        if part.has_hours and not content.get("time_zone") and only_zone_of(str(content["country"])):
            self._names.remove("time_zone")
        self._places = self._keys_of_places()
        if part.has_places and content and parts(str(content["country"]), language):
            self._names.append("part")
        self._terms: list[Term] = terms_of(TermKind.ATTRIBUTE) if part.has_claims else []
        self._add_fields()
        if part.needs_note:
            self.fields["note"].required = True
            self.fields["note"].label = _("What should the reviewers know?")
        # What is wrong is listed in the order in which the page shows it.
        self.order_fields([name for name in self.fields if name not in TELLING] + list(TELLING))

    def _keys_of_places(self) -> list[str]:
        if not self.part.has_places:
            return []
        return [*dict.fromkeys([*(name for name in self.now if name.startswith(PLACE)), NEW])]

    def _add_fields(self) -> None:
        for name in self._names:
            self.fields[name] = form_field(BY_NAME[name], self.now, self.interface)
        if self.part.has_hours:
            self._add_hours()
        for key in self._places:
            self.fields.update(place_fields(key, self.now.get(key)))
        for term in self._terms:
            self.fields[CLAIM + term.slug] = self._claim_field(term)

    def _add_hours(self) -> None:
        rows = self.now.get("openings") or []
        for for_women in (False, True):
            for day in range(1, 8):
                own = [(row[1], row[2]) for row in rows if row[0] == day and row[3] == for_women]
                self.fields[_day(day, for_women)] = forms.CharField(
                    label=weekday_name(day, self.interface),
                    max_length=100,
                    required=False,
                    initial=written_hours(own),
                    widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
                )

    def _claim_field(self, term: Term) -> forms.ChoiceField:
        now = self.now.get(CLAIM + term.slug)
        choices = [(value, Degree(value).label) for value in Degree.values]
        return forms.ChoiceField(
            label=term.label_in(self.interface),
            choices=choices if now else [("", "–"), *choices],
            initial=now["value"] if now else "",
            required=False,
        )

    def sections(self) -> list[Section]:
        """Return the fields as the page shows them, without those of telling."""
        found = [Section("", [self[name] for name in self._names])] if self._names else []
        if self.part.has_hours:
            found.append(Section(BY_NAME["openings"].label, self._days(for_women=False), is_rows=True))
            women = self._days(for_women=True)
            is_empty = not any(field.value() for field in women)
            found.append(Section(_("Hours for women alone"), women, is_folded=is_empty, is_rows=True))
        for key in self._places:
            is_other = key == NEW and len(self._places) > 1
            label = _("Another place") if is_other else _("Place")
            fields = [self[name] for name in self.fields if name.startswith(f"{key}:")]
            found.append(Section(label, fields, is_folded=is_other and not any(f.errors for f in fields)))
        return found + self._groups()

    def _days(self, *, for_women: bool) -> list[forms.BoundField]:
        return [self[_day(day, for_women)] for day in range(1, 8)]

    def _groups(self) -> list[Section]:
        return [
            Section(
                label,
                [self[CLAIM + term.slug] for term in self._terms if term.group == group],
                is_folded=True,
                is_rows=True,
            )
            for group, label in _GROUPS.items()
            if any(term.group == group for term in self._terms)
        ]

    def clean(self) -> dict[str, Any]:
        """Hours that can be read; values that a record can hold."""
        data = super().clean()
        if self.part.has_hours:
            for name in [_day(day, for_women) for for_women in (False, True) for day in range(1, 8)]:
                try:
                    read_hours(data.get(name, ""))
                except NoHours:
                    self.add_error(name, NO_HOURS)
        said = {name: data[name] for name in self._names if name in data}
        self.add_faults(faults_in(said | places_said(data, self._places, self.now)))
        return data

    def content(self) -> Content:
        """Return what she says, in the shape of `content.content_of`, after it was found valid."""
        data = self.cleaned_data
        found: Content = {name: data[name] for name in self._names}
        if self.part.kind == ProposalKind.ADD:
            found = {name: value for name, value in found.items() if value not in ("", [], UNKNOWN)}
        if self.part.has_hours:
            found["openings"] = self._openings()
        found.update(places_said(data, self._places, self.now))
        for term in self._terms:
            name = CLAIM + term.slug
            now = self.now.get(name) or {"value": ""}
            if data[name] and data[name] != now["value"]:
                found[name] = self.claim(data[name])
        return found

    def _openings(self) -> list[list[Any]]:
        return sorted(
            [day, opens, closes, for_women]
            for for_women in (False, True)
            for day in range(1, 8)
            for opens, closes in read_hours(self.cleaned_data[_day(day, for_women)])
        )

    def add_faults(self, faults: Mapping[str, Fault]) -> None:
        """Show what is wrong with values beside their fields."""
        for name, fault in faults.items():
            place = self._shown_at(name)
            if place is None or place not in self.errors:
                self.add_error(place, str(fault))

    def _shown_at(self, name: str) -> str | None:
        if name.startswith(PLACE):
            return f"{name}:position" if f"{name}:position" in self.fields else None
        if name == "openings" and self.part.has_hours:
            return _day(1, for_women=False)
        return name if name in self.fields else None


def _day(day: int, for_women: bool) -> str:
    return f"{'women' if for_women else 'day'}:{day}"
