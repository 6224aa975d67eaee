"""Services that fit a need, the best first."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import get_language

from whrin.kit.languages import direction_of
from whrin.places.queries import names_of_countries
from whrin.services.enums import Cost, Degree, Status, TermKind
from whrin.services.freshness import Age, Freshness, age_of, is_of_age
from whrin.services.models import Claim, Service
from whrin.services.needing.needs import Need
from whrin.services.queries import public_services, with_everything
from whrin.services.saying import term_label
from whrin.services.showing.times import Now, now_of

_GIVEN = (Degree.YES, Degree.PARTLY)


@dataclass(frozen=True)
class Fit:
    """`where`: towns that may be told, and the country. `reasons`: what of it fits, in words."""

    service: Service
    direction: str
    where: str
    reasons: Sequence[str]
    now: Now
    age: Age


def fitting(need: Need, countries: Collection[str]) -> QuerySet[Service]:
    """Return public services of some countries that fit, the best first, then the freshest.

    Those that have closed for good do not fit; those that are paused come last, after those that only have
    another of the kinds than the first.
    """
    offers = Claim.objects.filter(service=OuterRef("pk"), term__slug__in=need.offers, value__in=_GIVEN)
    of_kind = Service.types.through.objects.filter(service=OuterRef("pk"), term__slug__in=need.types)
    mainly = Service.types.through.objects.filter(service=OuterRef("pk"), term__slug=need.types[0])
    better = Q(claims__term__slug__in=need.better, claims__value__in=_GIVEN)
    freshness = [
        When(is_of_age(level), then=Value(rank))
        for rank, level in enumerate((Freshness.FRESH, Freshness.AGEING))
    ]
    return (
        public_services()
        .filter(Exists(of_kind) | Exists(offers), country__in=countries)
        .exclude(status=Status.CLOSED)
        .annotate(
            is_paused=Case(When(status=Status.PAUSED, then=Value(1)), default=Value(0)),
            is_beside=Case(When(Exists(mainly) | Exists(offers), then=Value(0)), default=Value(1)),
            fit=Count("claims", filter=better),
            staleness=Case(*freshness, default=Value(2), output_field=IntegerField()),
        )
        .order_by("is_paused", "is_beside", "-fit", "staleness", "name", "pk")
    )


def fits_of(services: QuerySet[Service], need: Need, at: datetime.datetime) -> list[Fit]:
    """Return what the page says of some of them."""
    language = get_language() or "en"
    names = names_of_countries(language)
    return [_fit(service, need, at, names, language) for service in with_everything(services)]


def _fit(service: Service, need: Need, at: datetime.datetime, names: dict[str, str], language: str) -> Fit:
    towns = [place.city for place in service.places.all() if place.city]
    return Fit(
        service=service,
        direction=direction_of(service.language),
        where=", ".join([*dict.fromkeys(towns), names.get(service.country_id, service.country_id)]),
        reasons=_reasons(service, need, language),
        now=now_of(service, at),
        age=age_of(service),
    )


def _reasons(service: Service, need: Need, language: str) -> list[str]:
    kinds = [term.label_in(language) for term in service.types.all() if term.slug in need.types]
    wanted = {*need.offers, *need.better}
    given = [
        _said(claim.value, term_label(TermKind.ATTRIBUTE, claim.term.slug, language))
        for claim in service.claims.all()
        if claim.value in _GIVEN and claim.term.slug in wanted
    ]
    free = [str(Cost.FREE.label)] if service.cost == Cost.FREE else []
    # An attribute may say the same as the cost.
    return list(dict.fromkeys([*kinds, *given, *free]))


def _said(value: str, name: str) -> str:
    """Return an attribute, and that it holds only partly where it does."""
    return f"{name}: {Degree.PARTLY.label}" if value == Degree.PARTLY else name
