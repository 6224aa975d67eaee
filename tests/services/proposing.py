"""Proposals and reviewers for tests."""

from typing import Any

from tests import cast
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.actions.proposals import propose
from whrin.services.enums import Informant, ProposalKind, Source
from whrin.services.models import Proposal, Reviewer, Service


def reviewer(name: str, country: str = "KE") -> Person:
    """Make a member who checks services of a region that `country` lies in."""
    person = cast.member(name)
    region = Region.objects.filter(countries=country).order_by("pk")[0]
    Reviewer.objects.create(person=person, region=region)
    return person


def proposal(service: Service | None, **content: Any) -> Proposal:
    """Propose a correction, or a new service."""
    kind = ProposalKind.CORRECT if service else ProposalKind.ADD
    said = {"source": Source.PAGE, "said_by": Informant.WOMAN}
    return propose(kind=kind, service=service, content=content, **said)[0]
