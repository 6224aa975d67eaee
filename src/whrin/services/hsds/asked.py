"""What a programme asks of a list: the parameters of the standard, read strictly; others are left aside."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from whrin.services.hsds.faults import WrongValue

#: Things on a page: unless asked, and at most.
USUAL, MOST = 50, 100
#: Beyond it no page is looked for.
LAST_PAGE = 1_000_000
_SWITCHES = {"true": True, "1": True, "false": False, "0": False, "": False}
#: Metres: half of the way around the earth.
_FARTHEST = 20_100_000
Value = TypeVar("Value")


@dataclass(frozen=True)
class Asked:
    """What was asked. Ids that were not given are None, texts empty."""

    page: int = 1
    per_page: int = USUAL
    search: str = ""
    is_full: bool = False
    is_minimal: bool = False
    with_full_services: bool = False
    by_line: bool = False
    term: UUID | None = None
    taxonomy: UUID | None = None
    organisation: UUID | None = None
    parent: UUID | None = None
    top_only: bool = False
    modified_after: datetime.date | None = None
    postcode: str = ""
    proximity: float | None = None


def read(request: HttpRequest) -> Asked:
    """Return what was asked. Raises `WrongValue`."""
    given = request.GET
    return Asked(
        page=_one(given, "page", _number, 1),
        per_page=min(_one(given, "per_page", _number, USUAL), MOST),
        search=given.get("search", "").strip(),
        is_full=_switch(given, "full"),
        is_minimal=_switch(given, "minimal"),
        with_full_services=_switch(given, "full_service"),
        by_line=_one(given, "format", {"json": False, "ndjson": True}.__getitem__, otherwise=False),
        term=_one(given, "taxonomy_term_id", UUID, None),
        taxonomy=_one(given, "taxonomy_id", UUID, None),
        organisation=_one(given, "organization_id", UUID, None),
        parent=_one(given, "parent_id", UUID, None),
        top_only=_switch(given, "top_only"),
        modified_after=_one(given, "modified_after", _day, None),
        postcode="".join(given.get("postcode", "").upper().split()),
        proximity=_one(given, "proximity", _metres, None),
    )


def _one(given: QueryDict, name: str, reading: Callable[[str], Value], otherwise: Value) -> Value:
    text = given.get(name, "").strip()
    if not text:
        return otherwise
    try:
        return reading(text)
    except (ValueError, KeyError, OverflowError):
        raise WrongValue(name=name, value=text) from None


def _switch(given: QueryDict, name: str) -> bool:
    return _one(given, name, lambda text: _SWITCHES[text.lower()], otherwise=False)


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 1 <= number <= LAST_PAGE:
        raise ValueError
    return number


def _metres(text: str) -> float:
    metres = float(text)
    # "nan" is a number to Python.
    if not 0 < metres <= _FARTHEST:
        raise ValueError
    return metres


def _day(text: str) -> datetime.date:
    """Return the day of a time: changes are known by their day, so that none of that day is missed."""
    moment = parse_datetime(text.replace(" ", "+")) if "T" in text else None
    if moment is not None:
        return moment.astimezone(datetime.UTC).date() if moment.tzinfo else moment.date()
    day = parse_date(text)
    if day is None:
        raise ValueError
    return day
