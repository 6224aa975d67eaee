"""The queue of suggestions: what waits, and what waits apart. Oldest first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person
from whrin.places.queries import names_of_countries
from whrin.services.actions.deciding import country_of, is_her_own
from whrin.services.enums import ProposalKind, ProposalState, Source
from whrin.services.models import Proposal
from whrin.services.queries import reviewable_for
from whrin.services.reviewing.doors import for_reviewer
from whrin.services.reviewing.words import needs_of, title_of

SIZE = 20


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    proposal: Proposal
    title: str
    country: str
    needs: str
    is_hers: bool
    is_decided: bool


@require_safe
@for_reviewer
def queue(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what waits."""
    language = get_language() or "en"
    asked = request.GET
    state = ProposalState.HELD if asked.get("state") == ProposalState.HELD else ProposalState.WAITING
    every = reviewable_for(person).filter(state=state)
    chosen = _narrowed(every, asked).order_by("received_on", "pk")
    total = chosen.count()
    last = last_page(total, SIZE)
    page = page_within(asked.get("page", "1"), last)
    names, waiting_in = names_of_countries(language), _countries(every)
    context = {
        "waiting": [_line(each, person, names) for each in chosen[(page - 1) * SIZE : page * SIZE]],
        "total": total,
        "page": page,
        "last": last,
        "state": state,
        "countries": [(code, name) for code, name in names.items() if code in waiting_in],
        "kinds": ProposalKind.choices,
        "sources": Source.choices,
        "asked": {name: asked.get(name, "") for name in ("country", "kind", "source")},
    }
    return render(request, "services/reviewing/queue.html", context)


def _narrowed(every: QuerySet[Proposal], asked: Any) -> QuerySet[Proposal]:
    if asked.get("kind") in ProposalKind.values:
        every = every.filter(kind=asked["kind"])
    if asked.get("source") in Source.values:
        every = every.filter(source=asked["source"])
    if country := asked.get("country", "")[:2]:
        every = every.filter(Q(service__country=country) | Q(changes__country__new=country, service=None))
    return every


def _countries(every: QuerySet[Proposal]) -> set[str]:
    rows = every.values_list("service__country_id", "changes__country__new").distinct()
    return {code for pair in rows.order_by() for code in pair if code}


def _line(proposal: Proposal, person: Person, names: dict[str, str]) -> Waiting:
    code = country_of(proposal)
    return Waiting(
        proposal,
        title_of(proposal),
        names.get(code, ""),
        needs_of(proposal),
        is_her_own(proposal, person),
        any(each.person_id == person.pk for each in proposal.verdicts.all()),
    )
