"""The history of a service as visitors read it: by roles, in words, and of places nothing finer than is told
now.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from whrin.kit.paging import last_page
from whrin.services.content import no_finer
from whrin.services.enums import Informant, Precision, RoundState, Source
from whrin.services.fields import PLACE
from whrin.services.models import Change, Round, Service
from whrin.services.saying import NOTHING, STRUCK, label_of, words_of
from whrin.surveys.enums import Audience
from whrin.surveys.models import Form
from whrin.surveys.queries import open_today

#: Acts on a page.
PER_PAGE = 20
#: Fields of an act that stand open.
MOST_OPEN = 8
#: From the coarsest.
_FINENESS = (Precision.NONE, Precision.COUNTRY, Precision.CITY, Precision.EXACT)


@dataclass(frozen=True)
class Line:
    """One field. `old`, `new`: in words, cut where something was struck out; `old` is empty where there was
    nothing.
    """

    label: str
    old: Sequence[str]
    new: Sequence[str]

    @property
    def is_struck(self) -> bool:
        """Say whether something was struck out of it."""
        return len(self.old) > 1 or len(self.new) > 1


@dataclass(frozen=True)
class Act:
    """What was changed together. `by`: from where whoever said it knows, or empty; `address`: of its source,
    where that is public.
    """

    number: int
    day: datetime.date
    source: str
    by: str
    address: str
    lines: Sequence[Line]

    @property
    def is_long(self) -> bool:
        """Say whether it is so long that it is folded."""
        return len(self.lines) > MOST_OPEN


def history_of(service: Service, page: int) -> tuple[list[Act], int] | None:
    """Return the acts of a page (from 1), newest first, and the last page; None where there is no such
    page.
    """
    numbers = service.changes.order_by("-number").values_list("number", flat=True).distinct()
    last = last_page(numbers.count(), PER_PAGE)
    if not 1 <= page <= last:
        return None
    return acts_of(service, numbers[(page - 1) * PER_PAGE : page * PER_PAGE]), last


def acts_of(service: Service, numbers: "QuerySet[Change, int]") -> list[Act]:
    """Return acts by their numbers, newest first."""
    rows = list(service.changes.filter(number__in=list(numbers)))
    told = {PLACE + place.uid.hex: place.precision for place in service.places.all()}
    forms = _forms({row.reference.partition("/")[0] for row in rows if row.source == Source.SURVEY})
    return [_act(list(group), told, forms) for _number, group in groupby(rows, lambda row: row.number)]


def _act(rows: Sequence[Change], told: Mapping[str, str], forms: Mapping[str, str]) -> Act:
    first = rows[0]
    return Act(
        number=first.number,
        day=first.day,
        source=str(Source(first.source).label),
        by="" if first.said_by == Informant.NOT_SAID else str(Informant(first.said_by).label),
        address=_address(first, forms),
        lines=[_line(row, told) for row in rows],
    )


def _address(row: Change, forms: Mapping[str, str]) -> str:
    """Return where its source can be read: a page, or the survey as a whole; never a single answer."""
    if row.source == Source.SURVEY:
        return forms.get(row.reference.partition("/")[0], "")
    return row.reference if row.reference.startswith(("https://", "http://")) else ""


def _forms(names: set[str]) -> dict[str, str]:
    """Return where surveys can be read of: those that anyone may open today, else the round that asked."""
    if not names:
        return {}
    rounds = Round.objects.filter(form__form_id__in=names).exclude(state=RoundState.PLANNED)
    found = {
        form: reverse("services:round", args=[slug])
        for form, slug in rounds.values_list("form__form_id", "slug")
    }
    open_ones = open_today(Form.objects.filter(form_id__in=names, audience=Audience.ANYONE))
    return found | {form.form_id: reverse("filling:form", args=[form.form_id]) for form in open_ones}


def _line(row: Change, told: Mapping[str, str]) -> Line:
    language = get_language() or "en"
    old, new = (_said(row.field, value, told, language) for value in (row.old, row.new))
    return Line(label_of(row.field, language), [] if old == NOTHING else old.split(STRUCK), new.split(STRUCK))


def _said(field: str, value: Any, told: Mapping[str, str], language: str) -> str:
    if field.startswith(PLACE) and isinstance(value, dict):
        value = _no_finer_than_told(value, told.get(field, Precision.COUNTRY))
    return words_of(field, value, language)


def _no_finer_than_told(place: dict[str, str], precision: str) -> dict[str, str]:
    """Return a place of earlier days without what is finer than is told of it today; of one that is there no
    more, the country alone.
    """
    was = place.get("precision", "")
    coarser = min(was, precision, key=_fineness)
    return {**(no_finer({**place, "precision": coarser}) or {}), "precision": was}


def _fineness(precision: str) -> int:
    return _FINENESS.index(Precision(precision)) if precision in Precision.values else 0
