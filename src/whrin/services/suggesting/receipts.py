"""With the code of a receipt: what became of a suggestion, and taking it back."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from whrin.people.budget import take_a_place
from whrin.people.recovery import canonical
from whrin.services.actions.proposals import (
    OPEN,
    AlreadyEnded,
    NoSuchProposal,
    proposal_with_code,
    take_back,
)
from whrin.services.enums import State
from whrin.surveys.filling.doors import discreet

#: Codes that are not right, from everyone together, in one hour, before they are called too many.
AN_HOUR = 200


@discreet("GET", "HEAD", "POST")
def told(request: HttpRequest) -> HttpResponse:
    """Ask for a code; a POST leads to what it opens."""
    code = request.POST.get("code", "")[:100]
    if request.method != "POST" or not code.strip():
        return render(request, "services/suggesting/told.html", {"typed": ""})
    try:
        proposal_with_code(code)
    except NoSuchProposal as refusal:
        return _unknown(request, code, refusal)
    # As it was typed, with spaces or full stops, it would be no address.
    return redirect(reverse("services:receipt", args=[canonical(code)]))


@discreet("GET", "HEAD", "POST")
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of a suggestion; a POST takes it back."""
    refusal, status = "", HTTPStatus.OK
    try:
        if request.method == "POST" and request.POST.get("act") == "take-back":
            take_back(code=code)
            return redirect(reverse("services:receipt", args=[code]))
        proposal = proposal_with_code(code)
    except NoSuchProposal as unknown:
        return _unknown(request, code, unknown)
    except AlreadyEnded as late:
        refusal, status, proposal = str(late), HTTPStatus.CONFLICT, proposal_with_code(code)
    service = proposal.service
    context = {
        "code": code,
        "proposal": proposal,
        "service": service if service is not None and service.state == State.PUBLIC else None,
        "is_open": proposal.state in OPEN,
        "is_new": "new" in request.GET,
        "refusal": refusal,
    }
    return render(request, "services/suggesting/receipt.html", context, status=status)


def _unknown(request: HttpRequest, code: str, refusal: NoSuchProposal) -> HttpResponse:
    is_few = take_a_place("service-receipts", AN_HOUR)
    status = HTTPStatus.NOT_FOUND if is_few else HTTPStatus.TOO_MANY_REQUESTS
    context = {"typed": code, "refusal": str(refusal)}
    return render(request, "services/suggesting/told.html", context, status=status)
