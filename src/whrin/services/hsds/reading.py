"""Reads of records for telling: each page in the same number of questions, however many records it shows."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet

from whrin.kit.edition import kept_for_an_edition
from whrin.kit.paging import last_page
from whrin.organisations.models import Organisation
from whrin.places.models import Country
from whrin.services.hsds.asked import Asked
from whrin.services.hsds.telling.rows import fill, lists
from whrin.services.hsds.telling.things import Thing, Told
from whrin.services.hsds.vocabulary import vocabulary, words
from whrin.services.models import Place, Service
from whrin.services.queries import public_services

#: Records that are read at once where all are asked for.
CHUNK = 500
Row = TypeVar("Row", bound=Model)
#: The services that are told whole within a row.
Within = Callable[[Row], Iterable[Service]]


def told_now() -> Told:
    """Return what a page is told with, today."""
    return Told(
        vocabulary=vocabulary(),
        words=words(),
        countries=_country_names(),
        site=settings.WHRIN_ADDRESS,
    )


@kept_for_an_edition
def _country_names() -> dict[str, str]:
    return {country.code: country.name_in("en") for country in Country.objects.all()}


def with_lists(services: QuerySet[Service]) -> QuerySet[Service]:
    """Return services with what `fill` does not bring; of their history nothing."""
    return services.prefetch_related(*lists())


def with_services(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return organisations with their public services as `shown`, whole."""
    return organisations.prefetch_related(
        Prefetch("services", with_lists(public_services().order_by("pk")), to_attr="shown")
    )


def with_service(places: QuerySet[Place], *, whole: bool) -> QuerySet[Place]:
    """Return places with their service, whole where asked."""
    one_by_one = places.select_related("service__organisation", "service__part")
    return one_by_one.prefetch_related(*lists("service__")) if whole else one_by_one


def page_of(rows: QuerySet[Row], asked: Asked, tell: Callable[[Row], Thing], within: Within[Row]) -> Thing:
    """Return a page of the standard. A page beyond the last is empty and says so."""
    total = rows.count()
    first = (asked.page - 1) * asked.per_page
    # Only keys are sorted and passed over: far down a long list whole rows would take longer than the page.
    wanted = list(rows.values_list("pk", flat=True)[first : first + asked.per_page]) if first < total else []
    found = list(rows.filter(pk__in=wanted)) if wanted else []
    fill([service for row in found for service in within(row)])
    return envelope([tell(row) for row in found], total, asked)


def envelope(contents: list[Thing], total: int, asked: Asked) -> dict[str, Any]:
    """Return the frame of a page around its contents."""
    pages = last_page(total, asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def all_of(rows: QuerySet[Row], tell: Callable[[Row], Thing], within: Within[Row]) -> Iterator[Thing]:
    """Tell everything, a chunk at a time."""
    found = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        fill([service for row in chunk for service in within(row)])
        yield from map(tell, chunk)
