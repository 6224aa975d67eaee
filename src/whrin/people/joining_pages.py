"""The pages at the door: coming in, the words that are shown once, coming back without a passphrase."""

from http import HTTPStatus
from typing import TypedDict

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import respond_429
from allauth.core.ratelimit import consume
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from whrin.people.actions import apply, join_by_invitation, recover
from whrin.people.actions.joining import ChooseAnotherName, InvitationNotGood
from whrin.people.backends import person_called
from whrin.people.budget import take_a_place
from whrin.people.choosing_names import is_to_be_had, offered_names
from whrin.people.joining_forms import JoinForm, RecoverForm
from whrin.people.marks import stand_in_for
from whrin.people.models import Person

#: Applications, and names refused, from everyone together, in one hour.
AN_HOUR = 60


class Given(TypedDict):
    """What every way of coming in asks for."""

    name: str
    was_offered: bool
    passphrase: str
    language: str


class _Full(Exception):
    """This hour's places are taken."""


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Show the form; a POST makes the account, signs her in and shows her twelve words."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_home"))
    form = JoinForm(request.POST or None, offered=offered_names())
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        made = _make(form) if form.is_valid() else None
        if made is not None:
            get_adapter(request).login(request, made[0])
            return _words_once(request, made[1])
        if form.has_error(NON_FIELD_ERRORS, "full"):
            status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "people/join.html", {"form": form}, status=status)


def _make(form: JoinForm) -> tuple[Person, str] | None:
    data, language = form.cleaned_data, get_language() or "en"
    given = Given(
        name=data["name"],
        was_offered=data["was_offered"],
        passphrase=data["passphrase"],
        language=language,
    )
    try:
        if data["code"]:
            return _by_code(data["code"], given)
        if not take_a_place("join", AN_HOUR):
            raise _Full
        return apply(words=data["words"], kind=data["kind"], **given)
    except ChooseAnotherName as refusal:
        form.offer(offered_names())
        form.add_error("name", str(refusal))
    except InvitationNotGood as refusal:
        form.add_error("code", str(refusal))
    except _Full:
        full = _("Many people came in this hour. Please try again in an hour.")
        form.add_error(None, ValidationError(full, code="full"))
    return None


def _by_code(code: str, given: Given) -> tuple[Person, str]:
    # Someone with a code may not go through all names with it either.
    if not is_to_be_had(given["name"], was_offered=given["was_offered"]) and not take_a_place(
        "join", AN_HOUR
    ):
        raise _Full
    return join_by_invitation(code=code, **given)


def _words_once(request: HttpRequest, phrase: str) -> HttpResponse:
    return render(request, "people/phrase_once.html", {"words": phrase.split()})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Ask for name and twelve words; a POST sets the new passphrase and shows the next twelve words."""
    form = RecoverForm(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            name = form.cleaned_data["name"]
            if not consume(request, action="recover", key=stand_in_for(name)):
                return respond_429(request)
            phrase = _recovered(form, name)
            if phrase is not None:
                return _words_once(request, phrase)
            form.add_error(None, _("The name or the words are not right. Check both and try again."))
    return render(request, "people/recover.html", {"form": form}, status=status)


def _recovered(form: RecoverForm, name: str) -> str | None:
    # For a name that nobody has, the same look-up is made, for a person who is not there.
    person = person_called(name) or Person(pk=0)
    return recover(
        person=person,
        typed=form.cleaned_data["phrase"],
        passphrase=form.cleaned_data["passphrase"],
        language=get_language() or "en",
    )
