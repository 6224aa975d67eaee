"""Values of a record in words of the reader: for history, proposals, exports and figures.

`field` and `value` as `content.content_of` has them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from babel.dates import format_skeleton, get_day_names
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.design.dates import parse_partial
from whrin.kit.edition import kept_for_an_edition
from whrin.kit.languages import locale_of, name_of
from whrin.places.models import Part
from whrin.places.queries import names_of_countries
from whrin.services.enums import Cost, Degree, Informant, Precision, Status, Sureness, TermKind
from whrin.services.fields import BY_NAME, CLAIM, PLACE
from whrin.services.models import Term

#: What stands for a value that is not there, and for one that may be told no more.
NOTHING, STRUCK = "–", "[…]"
_CHOICES: dict[str, type[Status | Degree | Cost]] = {
    "status": Status,
    "led_by_community": Degree,
    "cost": Cost,
}


def label_of(field: str, language: str) -> str:
    """Return what a field is called: of the record, of an attribute, or "Place"; its own name if unknown."""
    if field.startswith(CLAIM):
        return term_label(TermKind.ATTRIBUTE, field.removeprefix(CLAIM), language)
    with override(language):
        if field.startswith(PLACE):
            return _("Place")
        return str(BY_NAME[field].label) if field in BY_NAME else field


def words_of(field: str, value: Any, language: str) -> str:
    """Return a value in words, never with markup; `NOTHING` where there is none.

    A text is returned as it was written. Of a place, what was struck out stands as "[…]".
    """
    with override(language):
        if field.startswith(CLAIM):
            said = _claim(value, language) if isinstance(value, Mapping) else ""
        elif field.startswith(PLACE):
            said = _place(value) if isinstance(value, Mapping) else ""
        else:
            said = _scalar(field, value, language)
    return said or NOTHING


def term_label(kind: str, slug: str, language: str) -> str:
    """Return the label of a kind of service or an attribute; its stable name if it is unknown."""
    return _term_labels(language).get((kind, slug), slug)


def clock(minutes: int) -> str:
    """Return minutes from midnight as the clock shows them, "09:00"; the end of the day is "24:00"."""
    shown = minutes if minutes <= 1440 else minutes - 1440
    return f"{shown // 60:02}:{shown % 60:02}"


def weekday_name(weekday: int, language: str) -> str:
    """Return the name of a day of the week, 1 Monday to 7 Sunday, as it stands alone."""
    names: Mapping[int, str] = get_day_names("wide", "stand-alone", locale=locale_of(language) or "en")
    return names[weekday - 1]


def joined(words: Sequence[str], language: str) -> str:
    """Return words as a list in a sentence, "a, b and c"."""
    return format_list(list(words), locale=locale_of(language) or "en") if words else ""


def month_in_words(month: str, language: str) -> str:
    """Return "2026-10" as the reader writes a month."""
    known = parse_partial(month)
    return format_skeleton("yMMMM", known[0], locale=locale_of(language) or "en") if known else month


@kept_for_an_edition
def _term_labels(language: str) -> Mapping[tuple[str, str], str]:
    return {(term.kind, term.slug): term.label_in(language) for term in Term.objects.all()}


def _claim(value: Mapping[str, str], language: str) -> str:
    parts = [
        _label(Degree, value.get("value")),
        _label(Informant, value.get("said_by")),
        month_in_words(value.get("said_on", ""), language),
        _label(Sureness, value.get("sureness")),
    ]
    return " · ".join(part for part in parts if part)


def _place(value: Mapping[str, str]) -> str:
    precision = value.get("precision", "")
    street = " ".join(filter(None, [value.get("postal_code"), value.get("city")]))
    position = ", ".join(filter(None, [value.get("latitude"), value.get("longitude")]))
    fine = ", ".join(filter(None, [value.get("address"), street]))
    is_struck = not (fine or position) if precision == Precision.CITY else _lacks(value, precision)
    parts = [_label(Precision, precision), fine, position, STRUCK if is_struck else ""]
    return " · ".join(part for part in parts if part)


def _lacks(value: Mapping[str, str], precision: str) -> bool:
    return precision == Precision.EXACT and not (value.get("address") or value.get("latitude"))


def _label(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value in choices.values else str(value or "")


def _scalar(field: str, value: Any, language: str) -> str:
    kind = BY_NAME[field].kind if field in BY_NAME else "line"
    if kind == "switch":
        return _("Yes") if value else _("No")
    if value in (None, "", [], False):
        return ""
    say = _SAYERS.get(kind)
    return say(field, value, language) if say else str(value)


def _openings(_field: str, value: Any, language: str) -> str:
    rows = []
    for day, opens, closes, for_women in value:
        hours = f"{clock(opens)}–{clock(closes)}"
        said = _("%(hours)s (women alone)") % {"hours": hours} if for_women else hours
        rows.append(f"{weekday_name(day, language)} {said}")
    return "; ".join(rows)


def _part(_field: str, value: Any, language: str) -> str:
    part = Part.objects.filter(pk=value).first()
    return part.name_in(language) if part else str(value)


_SAYERS: dict[str, Callable[[str, Any, str], str]] = {
    "choice": lambda field, value, _language: _label(_CHOICES[field], value),
    "language": lambda _field, value, language: name_of(value, language),
    "languages": lambda _field, value, language: joined([name_of(tag, language) for tag in value], language),
    "country": lambda _field, value, language: names_of_countries(language).get(value, value),
    "part": _part,
    "types": lambda _field, value, language: joined(
        [term_label(TermKind.TYPE, slug, language) for slug in value], language
    ),
    "openings": _openings,
}
