"""Wishes to take reports out: asked for by one, agreed to by another, taken by the first."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from whrin.design.errors import error_page
from whrin.incidents.actions.exports import (
    NeedsAnother,
    NotApproved,
    answer_export,
    ask_export,
    take_out,
)
from whrin.incidents.caring.doors import at_report, doors_for, for_role, with_key
from whrin.incidents.caring.leaving import NothingRedacted, as_json, as_text, in_clear
from whrin.incidents.consents import NotAllowed
from whrin.incidents.enums import ExportState, Role, Use
from whrin.incidents.models import Export
from whrin.incidents.opening import OpenReport, open_with_vault
from whrin.incidents.queries import reports_for
from whrin.incidents.rules import has_role
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.vault.sessions import Opened

#: Uses for which words leave; counting goes its own way.
USES = tuple(use for use in Use if use != Use.COUNT)
_MOST = 200
_FORMS = {"txt": "text/plain", "json": "application/json"}


@require_POST
@at_report
def ask(request: HttpRequest, person: Person, one: OpenReport) -> HttpResponse:
    """Ask to take one report out for a use that she allows."""
    use = request.POST.get("use", "")
    if use not in {known.value for known in USES}:
        raise Http404
    try:
        ask_export(reports=[one], use=Use(use), by=person)
    except NotAllowed:
        return _refused(request, _("She does not allow this use. Nothing was taken out."))
    messages.success(request, _("A colleague has to agree now."))
    return redirect("incidents:care_exports")


@for_role(Role.CASEWORKER, Role.COORDINATOR)
def exports(request: HttpRequest, person: Person) -> HttpResponse:
    """List wishes of the last 30 days; a POST agrees to one or refuses it."""
    if request.method == "POST":
        return _answer(request, person)
    found = _wishes_for(person)[:_MOST]
    rows = [
        {
            "wish": wish,
            "asked_by": name_of(wish.asked_by),
            "is_mine": wish.asked_by_id == person.pk,
            "is_open": wish.state == ExportState.ASKED,
            "can_take": wish.state == ExportState.APPROVED and wish.asked_by_id == person.pk,
        }
        for wish in found
    ]
    context = {"rows": rows, "care_doors": doors_for(person)}
    return render(request, "incidents/caring/exports.html", context)


def _wishes_for(person: Person) -> list[Export]:
    """Return the wishes that she may see: all if she coordinates, else her own and those for reports of her
    team.
    """
    found = list(Export.objects.select_related("asked_by"))
    if has_role(person, Role.COORDINATOR):
        return found
    ours = {str(uid) for uid in reports_for(person).values_list("pk", flat=True)}
    return [wish for wish in found if wish.asked_by_id == person.pk or ours & set(wish.reports)]


def _answer(request: HttpRequest, person: Person) -> HttpResponse:
    written = request.POST.get("wish", "")
    try:
        asked = UUID(written)
        wish = next(one for one in _wishes_for(person) if one.pk == asked)
        answer_export(wish=wish, agrees=request.POST.get("go") == "agree", by=person)
    except (ValueError, StopIteration):
        raise Http404 from None
    except NeedsAnother as refusal:
        return _refused(request, str(refusal))
    return redirect("incidents:care_exports")


@require_GET
@with_key(Role.CASEWORKER)
def taken(request: HttpRequest, person: Person, opened: Opened, uid: UUID, form: str) -> HttpResponse:
    """Hand out what was agreed to, as text or JSON; nothing of it is written to a disk."""
    wish = Export.objects.filter(pk=uid, asked_by=person).first()
    if wish is None or form not in _FORMS:
        raise Http404
    found = open_with_vault(opened, reports_for(person).filter(pk__in=wish.reports))
    use = Use(wish.use)
    try:
        take_out(wish=wish, reports=found, by=person)
        contents = [in_clear(one, use) for one in found]
    except NotApproved as refusal:
        return _refused(request, str(refusal))
    except NotAllowed:
        return _refused(request, _("She does not allow this use. Nothing was taken out."))
    except NothingRedacted:
        return _refused(request, _("Write the redacted story first: a quotation is made of it alone."))
    written = as_text(contents, str(use.label)) if form == "txt" else as_json(contents, use)
    headers = {"Content-Disposition": f'attachment; filename="{wish.asked_on:%Y-%m-%d}.{form}"'}
    return HttpResponse(written, content_type=f"{_FORMS[form]}; charset=utf-8", headers=headers)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return error_page(request, HTTPStatus.FORBIDDEN, heading=why)
