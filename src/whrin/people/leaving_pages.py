"""Deleting the account: on one screen, or with a code when she cannot sign in."""

from allauth.core.internal.ratelimit import respond_429
from allauth.core.ratelimit import consume
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from whrin.people.account_forms import DeleteByCodeForm, DeleteForm, PassphraseForm
from whrin.people.actions import delete_account, make_deletion_code
from whrin.people.actions.deletion import person_to_delete
from whrin.people.doors import for_person, is_her_passphrase
from whrin.people.models import Person
from whrin.people.one_form import one_form

_BOTH = require_http_methods(["GET", "HEAD", "POST"])


def _warning() -> str:
    return _("This cannot be undone. It happens at once.")


@_BOTH
@for_person
def delete(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for the passphrase once, and delete."""
    form = DeleteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if is_her_passphrase(request, person, form.cleaned_data["passphrase"]):
            logout(request)
            return _deleted(request, person, keeps_words=form.keeps_words)
        form.add_error("passphrase", _("The passphrase is not right."))
    return one_form(request, form, title=_("Delete my account"), button=_("Delete now"), warning=_warning())


@never_cache
@_BOTH
def delete_by_code(request: HttpRequest) -> HttpResponse:
    """Delete without signing in, for the code she made for it."""
    form = DeleteByCodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if not consume(request, action="delete_by_code"):
            return respond_429(request)
        person = person_to_delete(form.cleaned_data["code"])
        if person is not None:
            logout(request)
            return _deleted(request, person, keeps_words=form.keeps_words)
        form.add_error("code", _("This code is not right."))
    return one_form(request, form, title=_("Delete my account"), button=_("Delete now"), warning=_warning())


@_BOTH
@for_person
def deletion_code(request: HttpRequest, person: Person) -> HttpResponse:
    """Make the code, for her passphrase, and show it once."""
    form = PassphraseForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if is_her_passphrase(request, person, form.cleaned_data["passphrase"]):
            context = {"code": make_deletion_code(person=person), "title": _("Deletion code")}
            return render(request, "people/code_once.html", context)
        form.add_error("passphrase", _("The passphrase is not right."))
    words = (
        _("Whoever has this code can delete your account without signing in. Someone you trust can keep it."),
    )
    return one_form(request, form, title=_("Deletion code"), button=_("Make a code"), words=words)


def _deleted(request: HttpRequest, person: Person, *, keeps_words: bool) -> HttpResponse:
    delete_account(person=person, keeps_words=keeps_words)
    response = render(request, "people/deleted.html")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
