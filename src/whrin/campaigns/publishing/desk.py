"""The page on which a paper is published, corrected and withdrawn: what is missing, and who may do it."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.publishing import (
    CannotPublish,
    LacksWords,
    MayNotPublish,
    NotPublic,
    begin_correction,
    correct_paper,
    missing_for,
    publish_paper,
    withdraw_paper,
)
from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import State
from whrin.campaigns.models import Paper
from whrin.campaigns.publishing.forms import CorrectionForm, WithdrawalForm
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_publish, may_steer
from whrin.people.models import Person

_REFUSED = (CannotPublish, LacksWords, NotPublic)


@require_http_methods(["GET", "HEAD", "POST"])
@at_paper
def publishing(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Show how far a paper is on its way out; a POST takes a step."""
    if request.method != "POST":
        return _answer(request, person, on)
    name = request.POST.get("do", "")
    if name not in _STEPS:
        return _answer(request, person, on, status=HTTPStatus.BAD_REQUEST)
    try:
        form = _STEPS[name](request, person, on.paper)
    except MayNotPublish:
        raise PermissionDenied from None
    except _REFUSED as refusal:
        messages.error(request, str(refusal))
        return _answer(request, person, on, status=HTTPStatus.CONFLICT)
    if form is not None:
        return _answer(request, person, on, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(request.path)


def _publish(request: HttpRequest, person: Person, paper: Paper) -> None:
    publish_paper(paper=paper, by=person)
    messages.success(request, _("It is published."))


def _begin(request: HttpRequest, person: Person, paper: Paper) -> None:
    begin_correction(paper=paper, by=person)
    messages.success(request, _("It can be written on again. What was published stays until then."))


def _correct(request: HttpRequest, person: Person, paper: Paper) -> forms.Form | None:
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return form
    correct_paper(paper=paper, note=form.cleaned_data["note"], by=person)
    messages.success(request, _("It is published."))
    return None


def _withdraw(request: HttpRequest, person: Person, paper: Paper) -> forms.Form | None:
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return form
    withdraw_paper(paper=paper, reason=form.cleaned_data["reason"], by=person)
    messages.success(request, _("It is withdrawn. Its address says so."))
    return None


_STEPS: dict[str, Callable[[HttpRequest, Person, Paper], forms.Form | None]] = {
    "publish": _publish,
    "begin": _begin,
    "correct": _correct,
    "withdraw": _withdraw,
}


def _answer(
    request: HttpRequest,
    person: Person,
    on: OnPaper,
    *,
    form: forms.Form | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    paper, publishes = on.paper, may_publish(person)
    is_out = paper.state in {State.PUBLISHED, State.WITHDRAWN}
    was_out = paper.editions.exists()
    is_public = paper.state == State.OPEN or (was_out and paper.state != State.WITHDRAWN)
    context = {
        "on": on,
        "tab": "publishing",
        "missing": [] if is_out else missing_for(paper),
        "is_out": is_out,
        "was_out": was_out,
        "publishes": publishes,
        "may_begin": paper.state == State.PUBLISHED and (publishes or may_steer(on.roles)),
        "correction": form if isinstance(form, CorrectionForm) else CorrectionForm(_typed(request, "note")),
        "withdrawal": _withdrawal(request, form) if publishes and is_public else None,
        "editions": paper.editions.all(),
    }
    return render(request, "campaigns/publishing/desk.html", context, status=status)


def _withdrawal(request: HttpRequest, form: forms.Form | None) -> forms.Form:
    return form if isinstance(form, WithdrawalForm) else WithdrawalForm(_typed(request, "reason"))


def _typed(request: HttpRequest, field: str) -> dict[str, str] | None:
    """Return what she typed into a form that was refused for another reason; nothing of it is lost."""
    return {field: request.POST[field]} if field in request.POST else None
