"""The history of a measure in words, for its page and for the desk."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.kit.languages import name_of
from whrin.kit.paging import last_page
from whrin.policy_index.content import TEXT, TEXT_PARTS
from whrin.policy_index.models import Change, Measure
from whrin.policy_index.watch.words import label

#: Acts on a page.
PER_PAGE = 20


@dataclass(frozen=True)
class Line:
    """One field: its name, what it was and what it became; empty where there was nothing."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Act:
    """What was changed together, and as what somebody did it."""

    number: int
    day: datetime.date
    role: str
    lines: Sequence[Line]


def history_of(measure: Measure, page: int) -> tuple[list[Act], int] | None:
    """Return the acts of a page (from 1), newest first, and the last page; None: there is no such page."""
    numbers = measure.changes.order_by("-number").values_list("number", flat=True).distinct()
    last = last_page(numbers.count(), PER_PAGE)
    if not 1 <= page <= last:
        return None
    wanted = list(numbers[(page - 1) * PER_PAGE : page * PER_PAGE])
    rows = list(measure.changes.filter(number__in=wanted))
    return [_act(list(group)) for _number, group in groupby(rows, lambda row: row.number)], last


def _act(rows: Sequence[Change]) -> Act:
    first, language = rows[0], get_language() or "en"
    lines = [line for row in rows for line in _lines(row, language)]
    return Act(first.number, first.day, first.get_role_display(), lines)


def _lines(row: Change, language: str) -> list[Line]:
    """Return what changed of a field; of a text only the parts that did."""
    if not row.field.startswith(TEXT):
        pair = (_said(row.field, value, language) for value in (row.old, row.new))
        return [] if not row.old and not row.new else [Line(_names()[row.field], *pair)]
    spoken = name_of(row.field.removeprefix(TEXT), language)
    old, new = row.old or {}, row.new or {}
    return [
        Line(f"{_names()[part]} ({spoken})", old.get(part, ""), new.get(part, ""))
        for part in TEXT_PARTS
        if old.get(part, "") != new.get(part, "")
    ]


def _names() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "status": _("Status"),
        "country": _("Country"),
        "part": _("State, province or territory"),
        "dates": _("Timeline"),
        "topics": _("Topics"),
        "sources": _("Sources"),
        "title": _("Title"),
        "summary": _("Summary"),
        "effect": _("What it does to women"),
        "what_to_do": _("What to do"),
    }


def _said(field: str, value: Any, language: str) -> str:
    if field == "dates":
        dates = sorted((value or {}).items(), key=lambda pair: pair[1])
        return "\n".join(f"{day}: {label('event', event, language)}" for event, day in dates)
    if field == "topics":
        return "\n".join(label("topic", slug, language) for slug in value or ())
    if field == "sources":
        return "\n".join(" · ".join(filter(None, source.values())) for source in value or ())
    return label(field, value, language) if value else ""
