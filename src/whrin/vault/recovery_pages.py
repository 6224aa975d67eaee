"""The recovery key: proposed, seconded, and used by somebody who lost her words."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.vault.actions import (
    CannotSecond,
    NotAnAnswer,
    propose_recovery_key,
    recovery_request,
    second_recovery_key,
    take_recovery,
)
from whrin.vault.doors import for_holder, with_open_vault
from whrin.vault.forms import AnswerForm, PublicForm
from whrin.vault.holders import may_confirm
from whrin.vault.models import PersonalKey
from whrin.vault.opened import Opened
from whrin.vault.queries import has_lost_anything, key_in_use, recovery_keys


@require_GET
@for_holder
def recovery(request: HttpRequest, person: Person) -> HttpResponse:
    """Show whether there is one, what was proposed, and the way back for what her old key held."""
    return _page(request, person)


@require_POST
@for_holder
def propose(request: HttpRequest, person: Person) -> HttpResponse:
    """Propose another recovery key."""
    if not may_confirm(person):
        raise Http404
    form = PublicForm(request.POST)
    if not form.is_valid():
        return _page(request, person, public=form)
    propose_recovery_key(public=form.cleaned_data["public"], by=person)
    return redirect("vault:recovery")


@require_POST
@for_holder
def second(request: HttpRequest, person: Person) -> HttpResponse:
    """Put the proposed key into use; another person than the one who proposed it."""
    proposed = recovery_keys().get("proposed")
    if not may_confirm(person) or proposed is None or str(proposed.pk) != request.POST.get("key"):
        raise Http404
    try:
        second_recovery_key(recovery=proposed, by=person)
    except CannotSecond as refusal:
        messages.error(request, str(refusal))
    return redirect("vault:recovery")


@require_POST
@with_open_vault
def ask(request: HttpRequest, person: Person, opened: Opened) -> HttpResponse:  # noqa: ARG001 -- a page's signature
    """Give her the file for those who keep the shares."""
    if not has_lost_anything(person):
        raise Http404
    content, _many = recovery_request(personal=opened.personal)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="request.json"'
    return response


@require_POST
@with_open_vault
def take(request: HttpRequest, person: Person, opened: Opened) -> HttpResponse:
    """Take in the file that they gave her."""
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            many = take_recovery(opened=opened, content=form.cleaned_data["answer"])
        except NotAnAnswer as refusal:
            form.add_error("answer", str(refusal))
        else:
            said = ngettext("%(many)d key is yours again.", "%(many)d keys are yours again.", many)
            messages.success(request, said % {"many": many})
            return redirect("vault:recovery")
    return _page(request, person, answer=form)


def _page(
    request: HttpRequest,
    person: Person,
    *,
    public: PublicForm | None = None,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    found = recovery_keys()
    proposed = found.get("proposed")
    proposer = proposed.set_by if proposed else None
    personal = key_in_use(person)
    context = {
        "in_use": found.get("in_use"),
        "proposed": proposed,
        "proposer": name_of(proposer) if proposer else "",
        "is_hers": proposer == person,
        "may_set": may_confirm(person),
        "is_confirmed": personal is not None and personal.state == PersonalKey.State.CONFIRMED,
        "has_lost": has_lost_anything(person),
        "public": public or PublicForm(),
        "answer": answer or AnswerForm(),
    }
    refused = (public and public.errors) or (answer and answer.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "vault/recovery.html", context, status=status)
