"""A service as its page shows it. Nothing of it is finer than the record, and that is no finer than told."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from whrin.kit.languages import direction_of, name_of
from whrin.places.figures import country_pages
from whrin.places.queries import names_of_countries
from whrin.services.actions.keepers import has_not_answered
from whrin.services.enums import Precision, Status
from whrin.services.freshness import Age, Freshness, age_of
from whrin.services.models import Place, Service
from whrin.services.queries import public_services
from whrin.services.saying import joined
from whrin.services.showing.said import Side, sides_of
from whrin.services.showing.times import Day, Now, days_of, now_of

#: Other services that a page names.
MOST_NEAR = 6


@dataclass(frozen=True)
class Shown:
    """`direction`: of the texts. `languages`, `country`, `part`: in words. `country_address`: of the
    country's page, or empty. `is_silent`: the organisation was asked and has not answered. `near`: others in
    its `town`, or, where it tells none or has none beside it, in its country.
    """

    service: Service
    direction: str
    country: str
    country_address: str
    part: str
    kinds: Sequence[tuple[str, str]]
    languages: str
    places: Sequence[Place]
    is_somewhere_hidden: bool
    days: Sequence[Day]
    now: Now
    age: Age
    is_faded: bool
    is_silent: bool
    sides: Sequence[Side]
    town: str
    near: Sequence[Service]


def shown(service: Service, at: datetime.datetime) -> Shown:
    """Return the page's content. `service`: a public one, with everything prefetched."""
    language = get_language() or "en"
    places = list(service.places.all())
    age = age_of(service)
    town, near = _near(service, places)
    return Shown(
        service=service,
        direction=direction_of(service.language),
        country=names_of_countries(language).get(service.country_id, service.country_id),
        country_address=country_pages()(service.country_id),
        part=service.part.name_in(language) if service.part else "",
        kinds=[(term.slug, term.label_in(language)) for term in service.types.all()],
        languages=joined([name_of(tag, language) for tag in service.languages], language),
        places=places,
        is_somewhere_hidden=any(place.precision != Precision.EXACT for place in places),
        days=days_of(service),
        now=now_of(service, at),
        age=age,
        is_faded=age.level == Freshness.STALE or service.status == Status.CLOSED,
        is_silent=has_not_answered(service),
        sides=sides_of(service),
        town=town,
        near=near,
    )


def _near(service: Service, places: Sequence[Place]) -> tuple[str, list[Service]]:
    others = public_services().exclude(pk=service.pk).exclude(status=Status.CLOSED)
    others = others.filter(country=service.country_id)
    town = next((place.city for place in places if place.city), "")
    beside = list(others.filter(places__city=town).distinct()[:MOST_NEAR]) if town else []
    return (town, beside) if beside else ("", list(others[:MOST_NEAR]))
