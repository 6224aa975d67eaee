"""Background: index services anew after something that they are found by has changed its name."""

from typing import Any

from django.db.models import QuerySet
from django_tasks import task

from whrin.organisations.signals import organisation_renamed
from whrin.places.signals import countries_changed, regions_changed
from whrin.services.actions import show_anew
from whrin.services.models import Service
from whrin.services.queries import public_services

_BATCH = 200


@task()
def reindex_in_countries(codes: list[str]) -> None:
    """Index anew the services in these countries, after their names changed."""
    _reindex(public_services().filter(country__in=codes))


@task()
def reindex_all() -> None:
    """Index every service anew, after regions or words of the map changed: a country that left a region is
    in none of them any more.
    """
    _reindex(public_services())


@task()
def reindex_of_organisation(organisation: int) -> None:
    """Index anew the services of an organisation, after its name changed."""
    _reindex(public_services().filter(organisation=organisation))


def _reindex(services: QuerySet[Service]) -> None:
    found = list(services.order_by("pk"))
    for start in range(0, len(found), _BATCH):
        show_anew(found[start : start + _BATCH])


def _follow_countries(codes: list[str], **_signal: Any) -> None:
    # In the background: a country may have thousands of services.
    if public_services().filter(country__in=codes).exists():
        reindex_in_countries.enqueue(list(codes))


def _follow_regions(**_signal: Any) -> None:
    if public_services().exists():
        reindex_all.enqueue()


def _follow_organisation(organisation: int, **_signal: Any) -> None:
    if public_services().filter(organisation=organisation).exists():
        reindex_of_organisation.enqueue(organisation)


def follow() -> None:
    """Listen to what changes names; listening twice is the same as once."""
    countries_changed.connect(_follow_countries, dispatch_uid="services")
    regions_changed.connect(_follow_regions, dispatch_uid="services")
    organisation_renamed.connect(_follow_organisation, dispatch_uid="services")
