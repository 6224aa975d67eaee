"""Members on the desk: applications, appeals, suspensions. There is no list of members."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.kit.text import clean_text
from whrin.people.actions import answer_appeal, answer_application, suspend
from whrin.people.marks import stand_in_for
from whrin.people.models import Membership, Person
from whrin.people.names import name_of
from whrin.people.queries import (
    waiting_appeals,
    waiting_applications,
    words_of_appeal,
    words_of_application,
)
from whrin.people.refusals import PeopleRefusal
from whrin.people.rules import may_answer_members

_PER_PAGE = 50


class SuspendForm(forms.Form):
    """Whom, by her name, and why."""

    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput({"dir": "auto", "autocomplete": "off"})
    )
    reason = forms.CharField(
        label=_("Reason, for her to read"), max_length=3000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )

    def clean_name(self) -> Membership:
        """The active member of this name."""
        active = Membership.objects.filter(state=Membership.State.ACTIVE)
        found = active.filter(person__username=stand_in_for(self.cleaned_data["name"])).first()
        if found is None:
            raise forms.ValidationError(_("No active member has this name."))
        return found


def reviewer(request: HttpRequest) -> Person:
    """Return who is signed in, when she may answer members; else refuse."""
    if not may_answer_members(request.user):
        raise PermissionDenied
    assert isinstance(request.user, Person)  # noqa: S101 -- the rule lets nobody else pass; tells mypy
    return request.user


@never_cache
def members(request: HttpRequest) -> HttpResponse:
    """List what waits; a POST suspends a member."""
    by = reviewer(request)
    form = SuspendForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = clean_text(form.cleaned_data["reason"])
        try:
            suspend(membership=form.cleaned_data["name"], reason=reason, by=by)
        except PeopleRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(_("She is suspended, and can ask for another look.")))
            return redirect("people_desk")
    context = {
        "applications": Paginator(waiting_applications(), _PER_PAGE).get_page(request.GET.get("p")),
        "appeals": waiting_appeals()[:_PER_PAGE],
        "form": form,
    }
    return TemplateResponse(request, "people/desk/members.html", context)


@never_cache
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what she wrote; a POST takes her in or not."""
    by = reviewer(request)
    found = get_object_or_404(waiting_applications(), pk=pk)
    answer = clean_text(request.POST.get("answer", ""))
    if request.method == "POST":
        try:
            answer_application(application=found, accepts="accept" in request.POST, words=answer, by=by)
            messages.success(request, str(_("Answered. She reads it in her account.")))
            return redirect("people_desk")
        except PeopleRefusal as refusal:
            messages.error(request, str(refusal))
    context = {
        "words": words_of_application(found),
        "vouches": found.vouches.count(),
        "yes": _("Accept"),
        "no": _("Do not accept"),
    }
    return _one(request, found.person, str(_("Application")), answer, context)


@never_cache
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why she was suspended and what she says; a POST lifts it, or lets it stand."""
    by = reviewer(request)
    found = get_object_or_404(waiting_appeals(), pk=pk)
    answer = clean_text(request.POST.get("answer", ""))
    if request.method == "POST":
        try:
            answer_appeal(appeal=found, lifts="accept" in request.POST, words=answer, by=by)
            messages.success(request, str(_("Answered. She reads it in her account.")))
            return redirect("people_desk")
        except PeopleRefusal as refusal:
            messages.error(request, str(refusal))
    reason, words = words_of_appeal(found)
    context = {
        "reason": reason,
        "words": words,
        "yes": _("Lift the suspension"),
        "no": _("Let it stand"),
        "is_hers": found.suspended_by == by.get_username(),
    }
    return _one(request, found.membership.person, str(_("Appeal")), answer, context)


def _one(
    request: HttpRequest, person: Person, title: str, answer: str, context: dict[str, Any]
) -> HttpResponse:
    whole = {
        "title": title,
        "name": name_of(person),
        "membership": person.membership,
        "answer": answer,
        "reason": "",
        "vouches": None,
        "is_hers": False,
    }
    return TemplateResponse(request, "people/desk/one.html", {**whole, **context})
