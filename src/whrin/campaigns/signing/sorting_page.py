"""Signatures that wait for a look, in batches. Names that are not shown are read with an open vault alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.sorting import WAITS, confirm_authority, let_go, refuse
from whrin.campaigns.delivering.opening import Signed, opened_one
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.signatories.doors import at_call
from whrin.campaigns.taking.floods import REASONS
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person
from whrin.places.queries import names_of_countries
from whrin.vault.envelopes import Pair
from whrin.vault.sessions import opened_by

#: Signatures on a page: a batch.
PAGE = 50
_ACTS = {"let_go": let_go, "may": confirm_authority, "refuse": refuse}


@require_http_methods(["GET", "HEAD", "POST"])
@at_call
def held(request: HttpRequest, person: Person, on: OnPaper, call: Call) -> HttpResponse:
    """Show what waits; a POST does with those that were chosen what was pressed."""
    act = _ACTS.get(request.POST.get("act", ""))
    if request.method == "POST":
        many = act(call=call, uids=_chosen(request), by=person) if act else 0
        words = ngettext("%(n)s signature was changed.", "%(n)s signatures were changed.", many)
        messages.success(request, words % {"n": many})
        return redirect("campaigns:signatures_held", on.paper.pk)
    found = call.signatures.filter(WAITS).select_related("organisation").order_by("day", "pk")
    total = found.count()
    last = last_page(total, PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    pair = _pair(request, call)
    names = names_of_countries(get_language() or "en")
    rows = [
        {
            "row": row,
            "signed": _signed(row, pair),
            "country": names.get(row.country_id or "", "–"),
            "because": REASONS.get(row.held_because, ""),
            "is_answered": row.waits_until is None,
        }
        for row in found[(page - 1) * PAGE : page * PAGE]
    ]
    context = {"on": on, "tab": "signatures", "rows": rows, "total": total, "page": page, "last": last}
    return render(request, "campaigns/signing/held.html", {**context, "is_open": pair is not None})


def _pair(request: HttpRequest, call: Call) -> Pair | None:
    """Return the key of the call where her vault is open and holds it."""
    opened = opened_by(request)
    if opened is None or call.key is None:
        return None
    return opened.pairs_of([call.key]).get(call.key.pk)


def _signed(row: Signature, pair: Pair | None) -> Signed | None:
    return opened_one(row, pair) if pair is not None else None


def _chosen(request: HttpRequest) -> list[UUID]:
    found = []
    for written in request.POST.getlist("signature")[:PAGE]:
        try:
            found.append(UUID(written))
        except ValueError:
            continue
    return found
