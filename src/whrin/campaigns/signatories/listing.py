"""The list of those who signed: opened for her alone, a page at a time. What waits for a look is decided."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.looking import let_go_and_ask
from whrin.campaigns.actions.sorting import confirm_authority, refuse
from whrin.campaigns.delivering.opening import opened_lines
from whrin.campaigns.enums import Authority, SignState
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.signatories.doors import with_keys
from whrin.campaigns.signatories.forms import FilterForm
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person
from whrin.places.queries import names_of_countries
from whrin.vault.opened import NotGranted
from whrin.vault.sessions import Opened

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@with_keys
def signatures_list(
    request: HttpRequest, person: Person, opened: Opened, on: OnPaper, call: Call
) -> HttpResponse:
    """Show who signed, with what each gave; a POST decides on those that wait for a look."""
    if request.method == "POST":
        _decide(request, person, opened, call)
        return redirect(request.get_full_path())
    found = call.signatures.order_by("day", "pk")
    codes = {code for code in found.order_by().values_list("country_id", flat=True).distinct() if code}
    form = FilterForm(request.GET or None, codes)
    found = found.filter(**form.asked())
    total = found.count()
    last = last_page(total, PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    context = {"on": on, "tab": "delivery", "form": form, "total": total, "page": page, "last": last}
    try:
        pair = opened.pair_of(call.key) if call.key else None
    except NotGranted:
        pair = None
    names = names_of_countries(get_language() or "en")
    shown = found[(page - 1) * PAGE : page * PAGE] if pair else found.none()
    lines = [
        {
            "line": line,
            "country": names.get(line.signature.country_id or "", "–"),
            "is_claimed": line.signature.authority == Authority.CLAIMED,
            # Of one that was refused or taken back, nothing is kept that could be shown.
            "is_empty": not line.signature.sealed,
            "waits": _waits(line.signature),
        }
        for line in (opened_lines(shown, pair) if pair else ())
    ]
    context |= {"has_waiting": any(row["waits"] for row in lines)}
    context |= {"lines": lines, "is_granted": pair is not None, "is_erased": call.erased_on is not None}
    return render(request, "campaigns/signatories/list.html", context)


def _waits(signature: Signature) -> bool:
    is_claimed = signature.authority == Authority.CLAIMED and signature.state == SignState.CONFIRMED
    return is_claimed or signature.state == SignState.HELD


def _decide(request: HttpRequest, person: Person, opened: Opened, call: Call) -> None:
    """Do what was pressed for those that were ticked. Raises `Http404`: nonsense was sent."""
    try:
        uids = [UUID(written) for written in request.POST.getlist("uid")[:PAGE]]
    except ValueError:
        raise Http404 from None
    go = request.POST.get("go")
    try:
        if go == "count":
            let_go_and_ask(call=call, uids=uids, opened=opened, by=person)
        elif go == "may_sign":
            confirm_authority(call=call, uids=uids, by=person)
        elif go == "refuse":
            refuse(call=call, uids=uids, by=person)
        else:
            raise Http404
    except NotGranted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
