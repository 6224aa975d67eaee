"""The places of a service in a form. What may not be told is taken out of what was sent before all else."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from whrin.services.content import no_finer
from whrin.services.enums import Precision
from whrin.services.fields import PLACE, PLACE_PARTS

#: The key of a place that is not there yet.
NEW = f"{PLACE}new-1"
_TYPED = ("precision", "city", "address", "postal_code", "position")
_EMPTY = dict.fromkeys(PLACE_PARTS, "")


def without_hidden(data: QueryDict | None) -> QueryDict | None:
    """Return what was sent without addresses that may not be published, in whatever place they stand."""
    if data is None:
        return None
    kept = data.copy()
    for name in data:
        key, _colon, part = name.rpartition(":")
        if not name.startswith(PLACE):
            continue
        precision = data.get(f"{key}:precision")
        is_hidden = part in {"address", "postal_code", "position"} and precision != Precision.EXACT
        is_far = part == "city" and precision not in {Precision.EXACT, Precision.CITY}
        if is_hidden or is_far:
            kept[name] = ""
    return kept


def place_fields(key: str, place: Mapping[str, str] | None) -> dict[str, forms.Field]:
    """Return the form fields of one place by name; `place` as it is now, None for one that is not there."""
    now = place or {**_EMPTY, "precision": Precision.CITY}
    coarse = Precision.COUNTRY if now["precision"] == Precision.NONE else now["precision"]
    left_to_right = {"dir": "ltr", "autocomplete": "off"}
    fields: dict[str, forms.Field] = {
        "precision": forms.ChoiceField(
            label=_("May its street address be published?"),
            help_text=_("Say yes only if the service publishes it itself. Otherwise we do not ask for it."),
            choices=[
                (Precision.EXACT, _("Yes")),
                (Precision.CITY, _("No, only its town or district")),
                (Precision.COUNTRY, _("No, and not its town either")),
            ],
            widget=forms.RadioSelect,
            initial=coarse,
        ),
        "city": _line(_("Town or district"), 120, now["city"]),
        "address": _line(_("Street and number, only if you said yes"), 300, now["address"]),
        "postal_code": _line(_("Postal code"), 20, now["postal_code"]),
        "position": forms.CharField(
            label=_("Position"),
            help_text=_("Latitude and longitude, such as -1.28333, 36.81667."),
            max_length=60,
            required=False,
            initial=", ".join(filter(None, [now["latitude"], now["longitude"]])),
            widget=forms.TextInput(left_to_right),
        ),
    }
    if place is not None:
        fields["gone"] = forms.BooleanField(label=_("It is not at this place any more"), required=False)
    return {f"{key}:{name}": field for name, field in fields.items()}


def places_said(
    data: Mapping[str, Any], keys: Iterable[str], content: Mapping[str, Any]
) -> dict[str, dict[str, str] | None]:
    """Return the places that she speaks of, in the shape of `content.place_content`; None: gone.

    `content`: as the record is now.
    """
    said = {key: _place(data, key) for key in keys}
    hides = data.get(f"{NEW}:precision") == Precision.COUNTRY
    found = {key: place for key, place in said.items() if key != NEW or hides or _says_something(place)}
    for key, place in found.items():
        now = content.get(key)
        # Both hide the place; the form does not ask which of them.
        if place and now and place["precision"] == Precision.COUNTRY and now["precision"] == Precision.NONE:
            place["precision"] = Precision.NONE
    return found


def _place(data: Mapping[str, Any], key: str) -> dict[str, str] | None:
    if data.get(f"{key}:gone"):
        return None
    typed = {name: str(data.get(f"{key}:{name}") or "").strip() for name in _TYPED}
    latitude, longitude = _split(typed["position"])
    wanted = {part: typed.get(part, "") for part in PLACE_PARTS}
    wanted.update(latitude=latitude, longitude=longitude)
    if wanted["precision"] == Precision.CITY and not wanted["city"]:
        wanted["precision"] = Precision.COUNTRY
    return no_finer(wanted)


def _split(position: str) -> tuple[str, str]:
    """Return latitude and longitude as typed; what is no pair stays together, and is found wrong."""
    parts = position.replace(";", ",").replace("°", "").split(",")
    if len(parts) == 4:  # decimal commas: -1,28333, 36,81667
        parts = [f"{parts[0]}.{parts[1].strip()}", f"{parts[2]}.{parts[3].strip()}"]
    if len(parts) == 1:
        parts = position.split()
    if len(parts) != 2:
        return (position, "") if position else ("", "")
    return parts[0].strip(), parts[1].strip()


def _says_something(place: Mapping[str, str] | None) -> bool:
    return place is not None and any(value for part, value in place.items() if part != "precision")


def _line(label: Any, longest: int, now: str) -> forms.CharField:
    widget = forms.TextInput({"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, initial=now, widget=widget)
