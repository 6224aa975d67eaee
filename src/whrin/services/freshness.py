"""How old what is known of a service is, in one place: pages, lists, figures and letters read it here.

The newest of both counts: the day when a peer checked it, and the day when the organisation confirmed it.
Where there is neither, the first day of the year of its source; where there is none either, it is stale.
"""

import datetime
from dataclasses import dataclass

from babel.dates import format_date
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from whrin.design.measures import reader_locale
from whrin.kit.days import today
from whrin.services.models import Service

#: Days up to which something is fresh, and beyond which it is stale.
FRESH_DAYS, STALE_DAYS = 365, 730


class Freshness(models.TextChoices):
    """By how old what is known is; in order."""

    FRESH = "fresh", gettext_lazy("Less than a year old")
    AGEING = "ageing", gettext_lazy("More than a year old")
    STALE = "stale", gettext_lazy("More than two years old")


class Basis(models.TextChoices):
    """From where the day is."""

    PEER = "peer", pgettext_lazy("who checked", "A peer")
    ORGANISATION = "organisation", pgettext_lazy("who checked", "The organisation")
    SOURCE = "source", pgettext_lazy("who checked", "A public source")
    NOTHING = "nothing", pgettext_lazy("who checked", "Nobody")


_WARNINGS = {
    Freshness.AGEING: gettext_lazy("This is more than a year old. Ask before you go."),
    Freshness.STALE: gettext_lazy("This is old. The service may have moved or closed. Ask before you go."),
}


@dataclass(frozen=True)
class Age:
    """`day`: of which what is known is; None: nothing says. Of a source it is the first day of its year."""

    level: Freshness
    day: datetime.date | None
    basis: Basis

    @property
    def sentence(self) -> str:
        """Say in a sentence who checked it and when, in the active language."""
        if self.day is None:
            return _("Nobody has checked this yet.")
        if self.basis == Basis.SOURCE:
            return _("From a source of %(year)s. Nobody has checked it yet.") % {"year": self.day.year}
        day = {"day": format_date(self.day, format="long", locale=reader_locale())}
        if self.basis == Basis.ORGANISATION:
            return _("Confirmed by the organisation: %(day)s.") % day
        return _("Last checked by a peer: %(day)s.") % day

    @property
    def warning(self) -> str:
        """Say what to do about its age; empty where it is fresh."""
        return str(_WARNINGS.get(self.level, ""))


def age_of(service: Service, on: datetime.date | None = None) -> Age:
    """Return how old what is known of a service is on a day; today where none is given. Asks nothing."""
    day, basis = _newest(service)
    return Age(level_on(day, on or today()), day, basis)


def is_of_age(level: Freshness, on: datetime.date | None = None) -> Q:
    """Return the condition on services that are fresh, ageing or stale: for filters and counts."""
    day = on or today()
    newer_than_fresh, newer_than_stale = (
        _since(day - datetime.timedelta(days=days)) for days in (FRESH_DAYS, STALE_DAYS)
    )
    if level == Freshness.FRESH:
        return newer_than_fresh
    return ~newer_than_fresh & newer_than_stale if level == Freshness.AGEING else ~newer_than_stale


def _newest(service: Service) -> tuple[datetime.date | None, Basis]:
    days = [(service.checked_on, Basis.PEER), (service.confirmed_on, Basis.ORGANISATION)]
    known = [(day, basis) for day, basis in days if day is not None]
    if known:
        return max(known, key=lambda pair: pair[0])
    if service.source_year:
        return datetime.date(service.source_year, 1, 1), Basis.SOURCE
    return None, Basis.NOTHING


def level_on(day: datetime.date | None, on: datetime.date) -> Freshness:
    """Return how old something of `day` is on another; None: nothing says of which day it is."""
    days = (on - day).days if day else STALE_DAYS + 1
    if days <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.AGEING if days <= STALE_DAYS else Freshness.STALE


def _since(day: datetime.date) -> Q:
    """Return the condition that what is known is of this day or later; never NULL, so that `~` is its
    opposite.
    """
    first_year = day.year if (day.month, day.day) == (1, 1) else day.year + 1
    said = Q(checked_on__isnull=False, checked_on__gte=day)
    confirmed = Q(confirmed_on__isnull=False, confirmed_on__gte=day)
    seen = Q(
        checked_on__isnull=True,
        confirmed_on__isnull=True,
        source_year__isnull=False,
        source_year__gte=first_year,
    )
    return said | confirmed | seen
