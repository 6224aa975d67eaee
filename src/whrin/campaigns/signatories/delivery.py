"""The page of the delivery: to whom and when, thanks, what came of it, and what is erased when."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.delivering import (
    CannotDeliver,
    NotNow,
    deliver_call,
    tell_outcome,
    thank,
)
from whrin.campaigns.actions.erasing import counted_of
from whrin.campaigns.delivering.clock import erased_on
from whrin.campaigns.delivering.keys import FEWEST, keys_left
from whrin.campaigns.models import Call
from whrin.campaigns.queries import OnPaper, languages_of, paragraphs_of
from whrin.campaigns.signatories.doors import with_keys
from whrin.campaigns.signatories.forms import DeliverForm, OutcomeForm
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.opened import NotGranted
from whrin.vault.sessions import Opened

#: Days before erasure from which on the page warns: what came of it can be told only before it.
_WARNED = 14


@require_http_methods(["GET", "HEAD", "POST"])
@with_keys
def delivery(request: HttpRequest, person: Person, opened: Opened, on: OnPaper, call: Call) -> HttpResponse:
    """Show how the delivery stands; a POST delivers, thanks, or tells what came of it."""
    data = request.POST if request.method == "POST" else None
    go = data.get("go", "") if data is not None else ""
    deliver = DeliverForm(data if go == "deliver" else None)
    tongues = list(languages_of(on.paper, paragraphs_of(on.paper)))
    # Once the first are told, the words stay: the next ones are told the same.
    outcome = OutcomeForm(data if go == "tell" and not call.outcome else None, tongues, call.outcome)
    refusal, status = "", HTTPStatus.OK
    if data is not None:
        try:
            if _act(request, person, opened, call, go, deliver, outcome):
                return redirect("campaigns:delivery", on.paper.pk)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        except (CannotDeliver, NotNow, NotGranted) as trouble:
            refusal, status = str(trouble), HTTPStatus.CONFLICT
    context = {"on": on, "tab": "delivery", "deliver": deliver, "outcome": outcome, "refusal": refusal}
    return render(
        request, "campaigns/signatories/delivery.html", {**context, **_standing(call)}, status=status
    )


def _act(
    request: HttpRequest,
    person: Person,
    opened: Opened,
    call: Call,
    go: str,
    deliver: DeliverForm,
    outcome: OutcomeForm,
) -> bool:
    """Do what was pressed; say whether it was done."""
    if go == "deliver" and deliver.is_valid():
        deliver_call(call=call, by=person, **deliver.cleaned_data)
        messages.success(request, _("Saved."))
        return True
    if go == "thank":
        _say_how_many_are_left(request, thank(call=call, opened=opened, by=person))
        return True
    if go == "tell" and (call.outcome or outcome.is_valid()):
        said = call.outcome or outcome.outcome()
        _say_how_many_are_left(request, tell_outcome(call=call, outcome=said, opened=opened, by=person))
        return True
    return False


def _say_how_many_are_left(request: HttpRequest, left: int) -> None:
    if left:
        words = ngettext(
            "%(n)s letter is left. Press the button again.",
            "%(n)s letters are left. Press the button again.",
            left,
        )
        messages.info(request, words % {"n": left})
    else:
        messages.success(request, _("All letters are on their way."))


def _standing(call: Call) -> dict[str, Any]:
    ends = erased_on(call)
    keys = keys_left(call)
    return {
        "call": call,
        "counted": counted_of(call).count(),
        "ends": ends,
        "ends_soon": bool(
            ends
            and call.delivered_on
            and call.erased_on is None
            and call.outcome_told_on is None
            and (ends - today()).days <= _WARNED
        ),
        "takes_kiosks": call.is_open() and call.takes_people,
        "few_keys": call.erased_on is None and keys < FEWEST,
    }
