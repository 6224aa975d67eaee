"""When a service is open, in words of the reader: on each day of the week, and now."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.services.hours import is_open, open_until, opens_next
from whrin.services.models import Service
from whrin.services.saying import clock, weekday_name


@dataclass(frozen=True)
class Day:
    """A day of the week; `hours`: of everyone; `for_women`: of women alone; both empty where it is closed."""

    name: str
    hours: Sequence[str]
    for_women: Sequence[str]


@dataclass(frozen=True)
class Now:
    """Whether it is open: `is_open` None where nobody knows; `sentence`: says so and until when, or is
    empty.
    """

    is_open: bool | None
    sentence: str


def days_of(service: Service) -> list[Day]:
    """Return all seven days, Monday first; none where no hours are known."""
    openings = list(service.openings.all())
    language = get_language() or "en"
    return [
        Day(
            weekday_name(number, language),
            *(
                [
                    f"{clock(each.opens)}–{clock(each.closes)}"
                    for each in openings
                    if each.weekday == number and each.for_women is for_women
                ]
                for for_women in (False, True)
            ),
        )
        for number in range(1, 8)
        if openings
    ]


def now_of(service: Service, at: datetime.datetime) -> Now:
    """Return whether it is open at `at`."""
    known = is_open(service, at)
    if known is None:
        return Now(None, "")
    return Now(known, _open(open_until(service, at)) if known else _closed(opens_next(service, at)))


def _open(until: datetime.datetime | None) -> str:
    return _("Open now, until %(hour)s.") % {"hour": f"{until:%H:%M}"} if until else _("Open now.")


def _closed(again: datetime.datetime | None) -> str:
    if again is None:
        return _("Closed now.")
    when = {"day": weekday_name(again.isoweekday(), get_language() or "en"), "hour": f"{again:%H:%M}"}
    return _("Closed now. It opens again on %(day)s at %(hour)s.") % when
