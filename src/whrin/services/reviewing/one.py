"""One suggestion: what it says, who said what of it, and the reviewer's own word."""

import hashlib
import json
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.kit.languages import direction_of
from whrin.people.models import Person
from whrin.places.queries import names_of_countries
from whrin.services.actions.deciding import (
    LONGEST_REASON,
    EditedMeanwhile,
    HerOwn,
    NeedsReason,
    NeedsService,
    Overtaken,
    country_of,
    decide,
    is_her_own,
    overtaken_fields,
    version_of,
)
from whrin.services.actions.proposals import OPEN, AlreadyEnded
from whrin.services.actions.records import WrongContent
from whrin.services.enums import ProposalState
from whrin.services.models import Proposal
from whrin.services.reviewing.doors import for_one
from whrin.services.reviewing.words import (
    answer_address,
    likely_doubles,
    needs_of,
    rows_of,
    said_of,
    title_of,
    warnings_of,
)
from whrin.services.saying import label_of

_LATE = (AlreadyEnded, EditedMeanwhile, Overtaken, HerOwn)


@require_http_methods(["GET", "HEAD", "POST"])
@for_one
def one(request: HttpRequest, person: Person, proposal: Proposal) -> HttpResponse:
    """Show a suggestion; a POST writes down what she decides."""
    if request.method != "POST":
        return _show(request, person, proposal)
    try:
        done = _decide(request, person, proposal)
    except _LATE as refusal:
        proposal.refresh_from_db()
        return _show(request, person, proposal, refusals=[str(refusal)], status=HTTPStatus.CONFLICT)
    except (NeedsReason, NeedsService) as refusal:
        return _show(
            request, person, proposal, refusals=[str(refusal)], status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    except WrongContent as refusal:
        language = get_language() or "en"
        words = [f"{label_of(field, language)}: {fault}" for field, fault in refusal.faults.items()]
        return _show(request, person, proposal, refusals=words, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _done_in_words(done))
    return redirect("services:review")


def _decide(request: HttpRequest, person: Person, proposal: Proposal) -> Proposal:
    sent = request.POST
    # What she confirms is what the page had shown her; if the record moved on since, she is shown it anew.
    has_seen = sent.get("now") == _mark(overtaken_fields(proposal))
    return decide(
        proposal=proposal,
        person=person,
        accepts=sent.get("act") == "accept",
        note=sent.get("note", ""),
        chosen_fields=sent.getlist("field") if proposal.changes else None,
        confirmed_fields=list(overtaken_fields(proposal)) if has_seen else [],
        seen=sent.get("seen", "") or "-",
    )


def _faults(refusal: ValueError) -> list[str]:
    """Return what is wrong in sentences, with the name of the field where it is one of a record."""
    if not isinstance(refusal, WrongContent):
        return [str(refusal)]
    language = get_language() or "en"
    named = {field: label_of(field, language) for field in refusal.faults}
    return [
        str(fault) if named[field] == field else f"{named[field]}: {fault}"
        for field, fault in refusal.faults.items()
    ]


def _mark(now: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()[:16]


def _done_in_words(proposal: Proposal) -> str:
    if proposal.state == ProposalState.ACCEPTED:
        return _("Accepted: it is done.")
    if proposal.state == ProposalState.DECLINED:
        return _("Declined.")
    return _("Your word is kept. %(needs)s") % {"needs": needs_of(proposal)}


def _show(
    request: HttpRequest,
    person: Person,
    proposal: Proposal,
    *,
    refusals: list[str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    language = get_language() or "en"
    sent = request.POST
    context = {
        "proposal": proposal,
        "title": title_of(proposal),
        "country": names_of_countries(language).get(country_of(proposal), ""),
        "rows": rows_of(proposal, language),
        "chosen": set(sent.getlist("field")) if sent else set(proposal.changes),
        "warnings": warnings_of(proposal),
        "doubles": likely_doubles(proposal),
        "said": said_of(proposal),
        "needs": needs_of(proposal),
        "answer_address": answer_address(proposal, person),
        "note_direction": direction_of(proposal.language),
        "is_open": proposal.state in OPEN,
        "is_hers": is_her_own(proposal, person),
        "seen": version_of(proposal),
        "now": _mark(overtaken_fields(proposal)),
        "typed": sent.get("note", ""),
        "longest": LONGEST_REASON,
        "refusals": refusals or [],
    }
    return render(request, "services/reviewing/one.html", context, status=status)
