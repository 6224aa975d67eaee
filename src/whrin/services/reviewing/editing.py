"""Saying a suggestion better before anybody accepts it, in the same parts as the public form."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.people.models import Person
from whrin.services.actions.deciding import EditedMeanwhile, HerOwn, edit_proposal, is_her_own, version_of
from whrin.services.actions.proposals import OPEN, AlreadyEnded
from whrin.services.actions.records import WrongContent
from whrin.services.content import content_of
from whrin.services.enums import ProposalKind
from whrin.services.models import Proposal
from whrin.services.queries import public_services
from whrin.services.reviewing.doors import for_one
from whrin.services.reviewing.words import title_of
from whrin.services.suggesting.by_mail import service_named_in
from whrin.services.suggesting.part_form import PartForm
from whrin.services.suggesting.parts import BY_NAME, PARTS

#: Kinds that say something of fields.
_SAYING = {ProposalKind.ADD, ProposalKind.CORRECT}


@require_http_methods(["GET", "HEAD", "POST"])
@for_one
def edit(request: HttpRequest, person: Person, proposal: Proposal) -> HttpResponse:
    """Show one part of what is proposed (`?part=`), or the choice of parts; a POST keeps it."""
    parts = [part for part in PARTS if part.kind == ProposalKind.CORRECT and not part.needs_note]
    if proposal.kind not in _SAYING or proposal.state not in OPEN or is_her_own(proposal, person):
        raise Http404
    context: dict[str, Any] = {"proposal": proposal, "title": title_of(proposal), "parts": parts}
    if proposal.service is None and proposal.kind == ProposalKind.CORRECT:
        return _ask_which(request, person, proposal, context)
    part = BY_NAME.get(request.GET.get("part", ""))
    if part not in parts or part is None:
        if request.method == "POST":
            raise Http404
        return render(request, "services/reviewing/edit.html", context)
    proposed = {field: pair["new"] for field, pair in proposal.changes.items()}
    present = content_of(proposal.service) if proposal.service else {"country": "", "time_zone": ""}
    content = {name: value for name, value in {**present, **proposed}.items() if value is not None}
    form = PartForm(part, content, get_language() or "en", request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        said = {**proposed, **form.content()} if form.is_valid() else {}
        if said and _kept(form, proposal, person, said, request.POST.get("seen", "")):
            messages.success(request, _("Changed. What others had decided of it counts no more."))
            return redirect("services:review_one", uid=proposal.uid)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context |= {"form": form, "part": part, "seen": request.POST.get("seen") or version_of(proposal)}
    return render(request, "services/reviewing/edit.html", context, status=status)


def _ask_which(
    request: HttpRequest, person: Person, proposal: Proposal, context: dict[str, Any]
) -> HttpResponse:
    """Ask which record a letter is about; a POST keeps it."""
    typed = request.POST.get("address", "").strip()
    found = service_named_in(typed) or public_services().filter(slug=typed).first()
    if found is not None:
        edit_proposal(proposal=proposal, person=person, content={}, service=found)
        return redirect("services:review_edit", uid=proposal.uid)
    is_sent = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    context |= {"asks_which": True, "typed": typed, "is_unknown": is_sent}
    return render(request, "services/reviewing/edit.html", context, status=status)


def _kept(form: PartForm, proposal: Proposal, person: Person, said: dict[str, Any], seen: str) -> bool:
    try:
        edit_proposal(proposal=proposal, person=person, content=said, seen=seen or "-")
    except WrongContent as refusal:
        form.add_faults(refusal.faults)
    except (AlreadyEnded, EditedMeanwhile, HerOwn) as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False
