"""Reads of the register. Visitors see public organisations alone, and representatives nobody."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from whrin.organisations.models import Organisation
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.places.models import Country, Region
from whrin.places.queries import names_of_countries

#: The region that says which countries count as Global South.
SOUTH = "bloc-global-south"


@dataclass(frozen=True)
class Bar:
    """One part of a whole. `percent` is of all, rounded; `kept_free` what is left of 100."""

    label: str
    count: int
    percent: int

    @property
    def kept_free(self) -> int:
        return 100 - self.percent


@dataclass(frozen=True)
class Balance:
    """How the public organisations are spread: `total` of them, on `day`; `source`: of the grouping."""

    total: int
    day: datetime.date
    source: str
    bars: Sequence[Bar]


def public_organisations() -> QuerySet[Organisation]:
    """Return what visitors may see, by name."""
    return Organisation.objects.filter(is_public=True).select_related("country")


def public_organisation(slug: str) -> Organisation | None:
    """Return one that visitors may see, with its topics and joint work, or None."""
    found = public_organisations().prefetch_related("focus__labels", "joint_work")
    return found.filter(slug=slug).first()


def countries_of_organisations(language: str) -> list[tuple[str, str]]:
    """Return code and name of every country that a public organisation is in, by name."""
    codes = set(public_organisations().order_by().values_list("country_id", flat=True))
    return [(code, name) for code, name in names_of_countries(language).items() if code in codes]


def balance() -> Balance:
    """Return how many public organisations are in the Global South, elsewhere, and where nobody knows."""
    south = Region.objects.filter(code=SOUTH).first()
    within = set(south.countries.values_list("pk", flat=True)) if south else set()
    rows = public_organisations().order_by().values_list("country_id").annotate(n=Count("pk"))
    counts = {"south": 0, "elsewhere": 0, "unknown": 0}
    for country, n in rows:
        counts["unknown" if country is None else "south" if country in within else "elsewhere"] += n
    total = sum(counts.values())
    labels = {"south": _("Global South"), "elsewhere": _("Elsewhere"), "unknown": _("Country not known")}
    bars = [
        Bar(labels[part], count, round(100 * count / total) if total else 0) for part, count in counts.items()
    ]
    return Balance(total, timezone.now().date(), south.source if south else "", bars)


def represented_by(person: Person) -> list[str]:
    """Return the names of the organisations a person speaks for: for her own export."""
    return list(Organisation.objects.filter(representatives__person=person).values_list("name", flat=True))


def country_choices(language: str) -> list[tuple[str, str]]:
    """Return every country for a form, by name."""
    return [("", "---------"), *names_of_countries(language).items()]


def country_of(code: str) -> Country | None:
    """Return the country of an ISO code; None for an empty one."""
    return Country.objects.get(pk=code) if code else None


def member_named(name: str) -> Person | None:
    """Return the member whose account has this name, or None. For coordinators alone."""
    return Person.objects.filter(username=stand_in_for(name), is_active=True).first()
