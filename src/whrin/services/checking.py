"""What is wrong with values that somebody proposes, told by field, each in words for whoever wrote it."""

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.kit.languages import locale_of
from whrin.places.models import Country, Part
from whrin.services.content import no_finer
from whrin.services.enums import Degree, Informant, Precision, Sureness, TermKind
from whrin.services.fields import BY_NAME, CLAIM, PLACE, PLACE_PARTS, Field
from whrin.services.models import Term

Fault = str | Promise
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_PLACE_NAME = re.compile(rf"{PLACE}(new[\w-]*|[0-9a-f]{{32}})")
_HALF = re.compile(r"[\ud800-\udfff]")
#: Kinds of which every value is text.
_OF_TEXT = {"line", "text", "choice", "language", "country", "part", "zone", "web", "email"}
#: Characters of a degree.
_LONGEST_DEGREE = 24
_MOST = 50
_MINUTES = 1440

UNKNOWN = _("This is no part of a record.")
TOO_LONG = _("This is too long. Shorten it.")
CHOOSE = _("Choose one of the list.")
NO_NAME = _("Give it a name.")
NO_ORGANISATION = _("Name the organisation that runs it.")
NO_COUNTRY = _("Choose a country or territory of the list.")
NOT_ITS_PART = _("This is no part of the country. Choose one of the list, or none.")
NO_ADDRESS = _("This is no web address. It begins with https:// and has no spaces.")
NO_EMAIL = _("This is no e-mail address.")
NO_YEAR = _("Write the year with four digits.")
NO_HOURS = _("Write hours such as 09:00–17:00; the end comes after the beginning.")
TOO_FINE = _("An address is kept only where it may be told. Empty it, or say that it may be told.")
NO_POSITION = _("A position has a latitude from -90 to 90 and a longitude from -180 to 180, both or none.")
NO_CITY = _("Write the town or district, or choose a coarser place.")


def faults_in(content: Mapping[str, Any]) -> dict[str, Fault]:
    """Return what is wrong, by field; nothing where all is right. Only fields that are given are looked
    at.
    """
    slugs = _slugs(content)
    found = {name: fault for name, value in content.items() if (fault := _fault(name, value, slugs))}
    if "part" in content and "part" not in found and not _fits(content):
        found["part"] = NOT_ITS_PART
    return found


def faults_in_new(content: Mapping[str, Any]) -> dict[str, Fault]:
    """Return what is wrong with a record that is not there yet: name, organisation and country are needed."""
    found = faults_in(content)
    for name, fault in (("name", NO_NAME), ("organisation", NO_ORGANISATION), ("country", NO_COUNTRY)):
        if not content.get(name):
            found[name] = fault
    return found


def _slugs(content: Mapping[str, Any]) -> dict[str, set[str]]:
    if not any(name == "types" or name.startswith(CLAIM) for name in content):
        return {}
    found: dict[str, set[str]] = {kind: set() for kind in TermKind.values}
    for kind, slug in Term.objects.values_list("kind", "slug"):
        found[kind].add(slug)
    return found


def _fault(name: str, value: Any, slugs: Mapping[str, set[str]]) -> Fault | None:
    if name.startswith(CLAIM):
        known = name.removeprefix(CLAIM) in slugs.get(TermKind.ATTRIBUTE, ())
        return _claim_fault(value) if known else UNKNOWN
    if name.startswith(PLACE):
        return _place_fault(value) if _PLACE_NAME.fullmatch(name) else UNKNOWN
    field = BY_NAME.get(name)
    if field is None:
        return UNKNOWN
    if field.kind in _OF_TEXT and not _is_text(value):
        return UNKNOWN
    if field.kind == "types":
        return None if _all_in(value, slugs[TermKind.TYPE]) else CHOOSE
    if field.kind == "country" and not value:
        return NO_COUNTRY
    if name == "name" and not value:
        return NO_NAME
    return _CHECKS[field.kind](field, value) if value not in ("", None) else None


def _is_text(value: Any) -> bool:
    """Say whether a value is text that can be kept, or empty: half of a pair of code units cannot."""
    return value is None or (isinstance(value, str) and not _HALF.search(value))


def _line_fault(field: Field, value: Any) -> Fault | None:
    return TOO_LONG if len(value) > field.longest else None


def _choice_fault(field: Field, value: Any) -> Fault | None:
    return None if value in field.choices else CHOOSE


def _language_fault(_field: Field, value: Any) -> Fault | None:
    return None if is_tag(value) else CHOOSE


def _languages_fault(_field: Field, value: Any) -> Fault | None:
    fine = isinstance(value, list) and len(value) <= _MOST and all(is_tag(each) for each in value)
    return None if fine else CHOOSE


def _country_fault(_field: Field, value: Any) -> Fault | None:
    return None if isinstance(value, str) and Country.objects.filter(pk=value).exists() else NO_COUNTRY


def _part_fault(_field: Field, value: Any) -> Fault | None:
    return None if isinstance(value, str) and Part.objects.filter(code=value).exists() else NOT_ITS_PART


def _zone_fault(_field: Field, value: Any) -> Fault | None:
    return None if value in available_timezones() else CHOOSE


def _web_fault(field: Field, value: Any) -> Fault | None:
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return NO_ADDRESS
    return _line_fault(field, value)


def _email_fault(field: Field, value: Any) -> Fault | None:
    try:
        validate_email(value)
    except ValidationError:
        return NO_EMAIL
    return _line_fault(field, value)


def _year_fault(_field: Field, value: Any) -> Fault | None:
    fine = isinstance(value, int) and not isinstance(value, bool)
    return None if fine and 1950 <= value <= datetime.date.max.year else NO_YEAR


def _switch_fault(_field: Field, value: Any) -> Fault | None:
    return None if isinstance(value, bool) else CHOOSE


def _openings_fault(_field: Field, value: Any) -> Fault | None:
    fine = isinstance(value, list) and len(value) <= _MOST and all(_is_opening(each) for each in value)
    once = fine and len({(row[0], row[1], row[3]) for row in value}) == len(value)
    return None if once else NO_HOURS


def _is_opening(row: Any) -> bool:
    if not (isinstance(row, list) and len(row) == 4 and isinstance(row[3], bool)):
        return False
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in row[:3]):
        return False
    weekday, opens, closes = row[:3]
    return bool(1 <= weekday <= 7 and 0 <= opens < _MINUTES and opens < closes <= 2 * _MINUTES)


_CHECKS: dict[str, Callable[[Field, Any], Fault | None]] = {
    "line": _line_fault,
    "text": _line_fault,
    "choice": _choice_fault,
    "language": _language_fault,
    "languages": _languages_fault,
    "country": _country_fault,
    "part": _part_fault,
    "zone": _zone_fault,
    "web": _web_fault,
    "email": _email_fault,
    "year": _year_fault,
    "switch": _switch_fault,
    "openings": _openings_fault,
}


def _claim_fault(value: Any) -> Fault | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"value", "said_by", "said_on", "sureness"}:
        return UNKNOWN
    fine = (
        value["value"] in Degree.values
        and value["said_by"] in Informant.values
        and value["sureness"] in Sureness.values
        and isinstance(value["said_on"], str)
        and (not value["said_on"] or _MONTH.fullmatch(value["said_on"]))
    )
    return None if fine else CHOOSE


def _place_fault(value: Any) -> Fault | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != set(PLACE_PARTS):
        return UNKNOWN
    if not all(isinstance(part, str) and _is_text(part) for part in value.values()):
        return UNKNOWN
    if value["precision"] not in Precision.values:
        return CHOOSE
    if no_finer(value) != value:
        return TOO_FINE
    if len(value["city"]) > 120 or len(value["address"]) > 300 or len(value["postal_code"]) > 20:
        return TOO_LONG
    if value["precision"] == Precision.CITY and not value["city"]:
        return NO_CITY
    return _position_fault(value["latitude"], value["longitude"])


def _position_fault(latitude: str, longitude: str) -> Fault | None:
    if not latitude and not longitude:
        return None
    if max(len(latitude), len(longitude)) > _LONGEST_DEGREE:
        return NO_POSITION
    try:
        north, east = Decimal(latitude), Decimal(longitude)
    except InvalidOperation:
        return NO_POSITION
    on_earth = north.is_finite() and east.is_finite() and abs(north) <= 90 and abs(east) <= 180
    return None if on_earth else NO_POSITION


def _all_in(value: Any, known: set[str]) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each in known for each in value)


def _fits(content: Mapping[str, Any]) -> bool:
    """Say whether the part lies in the country; a change that gives one alone is judged where it is
    applied.
    """
    country = content.get("country")
    return not content["part"] or not country or str(content["part"]).startswith(f"{country}-")


def is_tag(value: Any) -> bool:
    """Say whether a value has the form of a language tag (BCP 47) of a language that is known."""
    return isinstance(value, str) and _TAG.fullmatch(value) is not None and locale_of(value) is not None
