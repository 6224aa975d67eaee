"""Reads, through gates. Visitors, feeds, exports, interfaces and the search see `public_services` alone."""

from uuid import UUID

from django.db.models import Q, QuerySet

from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.places.queries import countries_in, regions_of
from whrin.services.content import RELATED
from whrin.services.enums import ProposalState, State, TermKind
from whrin.services.models import Proposal, Reviewer, Service, Term


def public_services() -> QuerySet[Service]:
    """Return every record that may be shown, by name. Closed ones are among them and say so."""
    return Service.objects.filter(state=State.PUBLIC).select_related("organisation", "part")


def with_everything(services: QuerySet[Service]) -> QuerySet[Service]:
    """Return the same with what `content_of` and pages read, in a fixed number of questions."""
    return services.prefetch_related(*RELATED)


def service_at(slug: str) -> Service | None:
    """Return the record at a public address, whatever its state: the caller tells merged (lead on to
    `merged_into`), withdrawn (gone: 410, and nothing of it) and drafts (not there) apart. None: never was.
    """
    return Service.objects.select_related("merged_into", "organisation", "part").filter(slug=slug).first()


def service_with_uid(uid: UUID) -> Service | None:
    """Return a record by its id in open data, in the same way as `service_at`."""
    return Service.objects.select_related("merged_into").filter(uid=uid).first()


def terms_of(kind: TermKind) -> list[Term]:
    """Return the kinds of service, or the attributes, in their order."""
    return list(Term.objects.filter(kind=kind))


def was_withdrawn(country: str, name: str) -> bool:
    """Say whether a record of this name in this country was taken off the map: reviewers are told so."""
    mark = mark_of(f"{country} {name.casefold()}", purpose="withdrawn service")
    return Service.objects.filter(mark=mark, state=State.WITHDRAWN).exists()


def is_reviewer(person: Person) -> bool:
    """Say whether she checks services: named for a region, or a coordinator."""
    return person.is_active and (person.is_superuser or Reviewer.objects.filter(person=person).exists())


def is_from_region(person: Person, country: str) -> bool:
    """Say whether she reviews for a region that the country lies in."""
    codes = regions_of([country])[country]
    return person.is_active and Reviewer.objects.filter(person=person, region__code__in=codes).exists()


def reviewable_for(person: Person) -> QuerySet[Proposal]:
    """Return every proposal, if she checks services; none otherwise. Newest first."""
    if not is_reviewer(person):
        return Proposal.objects.none()
    return Proposal.objects.select_related("service__organisation").prefetch_related("verdicts")


def waiting_for(person: Person) -> QuerySet[Proposal]:
    """Return what waits and she has not decided on yet."""
    waits = reviewable_for(person).filter(state__in=[ProposalState.WAITING, ProposalState.HELD])
    return waits.exclude(verdicts__person=person)


def waiting_near(person: Person) -> QuerySet[Proposal]:
    """Return of what waits for her what is about a country of a region that she is named for."""
    named = Reviewer.objects.filter(person=person).values_list("region__code", flat=True)
    countries = sorted({country for region in named for country in countries_in(region)})
    new = Q(service=None, changes__country__new__in=countries)
    return waiting_for(person).filter(Q(service__country__in=countries) | new)
