"""Her key: made, opened, locked, given other words."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.people.unsent import give_back
from whrin.vault.actions import CannotConfirm, change_phrase, confirm_key, make_personal_key
from whrin.vault.doors import for_holder, with_open_vault
from whrin.vault.forms import LostForm, WordsForm
from whrin.vault.holders import has_business, may_confirm_key_of, may_hold
from whrin.vault.models import PersonalKey
from whrin.vault.queries import key_in_use, keys_waiting
from whrin.vault.sessions import (
    Opened,
    TooManyPhrases,
    WrongPhrase,
    close_vault,
    give,
    open_vault,
    opened_by,
)
from whrin.vault.slowly import TooBusy
from whrin.vault.unsent import waiting_for


@require_GET
@for_holder
def keys(request: HttpRequest, person: Person) -> HttpResponse:
    """Show her key, and keys of others that she may confirm."""
    return _keys(request, person)


@require_POST
@for_holder
@sensitive_variables()
def make(request: HttpRequest, person: Person) -> HttpResponse:
    """Make her a key, and show its words once. Another one only if she says that the old one is gone."""
    if not may_hold(person):
        raise Http404
    form = LostForm(request.POST)
    if key_in_use(person) and not form.is_valid():
        return _keys(request, person, lost=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        _personal, phrase = make_personal_key(person=person, language=get_language() or "en")
    except TooBusy as refusal:
        return _keys(request, person, refusal=str(refusal), status=HTTPStatus.SERVICE_UNAVAILABLE)
    return _once(request, phrase)


@require_POST
@with_open_vault
@sensitive_variables()
def change(request: HttpRequest, person: Person, opened: Opened) -> HttpResponse:
    """Give her key other words, and show them once."""
    try:
        return _once(request, change_phrase(opened=opened, language=get_language() or "en"))
    except TooBusy as refusal:
        return _keys(request, person, refusal=str(refusal), status=HTTPStatus.SERVICE_UNAVAILABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
@sensitive_variables()
def unlock(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the words of her key, and lead on to where she wanted to go."""
    if key_in_use(person) is None:
        return redirect("vault:keys")
    form, status = WordsForm(request.POST or None), HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            _opened, content = open_vault(request, person, form.cleaned_data["phrase"])
        except (WrongPhrase, TooManyPhrases, TooBusy) as refusal:
            form.add_error("phrase", str(refusal))
        else:
            response = redirect(_where_to(request))
            give(response, content)
            return response
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "vault/unlock.html", {"form": form, "next": _where_to(request)}, status=status)


@require_POST
@for_person
def lock(request: HttpRequest, person: Person) -> HttpResponse:  # noqa: ARG001 -- a page's signature
    """Close her vault."""
    response = redirect("account_home")
    close_vault(request, response)
    return response


@require_GET
@with_open_vault
def unsent(request: HttpRequest, person: Person, opened: Opened) -> HttpResponse:  # noqa: ARG001 -- a page's signature
    """Give back what she had typed when her vault was closed."""
    found = waiting_for(request, opened)
    return give_back(request, found) if found else redirect("vault:keys")


@require_POST
@for_holder
def confirm(request: HttpRequest, person: Person) -> HttpResponse:
    """Confirm somebody's key, whose numbers she compared with her."""
    waiting = {str(key.pk): key for key in _confirmable(person)}
    personal = waiting.get(request.POST.get("key", ""))
    if personal is None:
        raise Http404
    try:
        confirm_key(personal=personal, by=person)
    except CannotConfirm as refusal:
        return _keys(request, person, refusal=str(refusal), status=HTTPStatus.CONFLICT)
    return redirect("vault:keys")


def _keys(
    request: HttpRequest,
    person: Person,
    *,
    lost: LostForm | None = None,
    refusal: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "personal": key_in_use(person),
        "may_hold": may_hold(person),
        "opened": opened_by(request),
        "waiting": [(key, name_of(key.person)) for key in _confirmable(person)],
        "lost": lost or LostForm(),
        "refusal": refusal,
    }
    return render(request, "vault/keys.html", context, status=status)


def _confirmable(person: Person) -> list[PersonalKey]:
    """Return keys that wait for somebody such as her: of people who may hold one."""
    if not has_business(person):
        return []
    return [key for key in keys_waiting(besides=person) if may_confirm_key_of(person, key.person)]


def _once(request: HttpRequest, phrase: str) -> HttpResponse:
    return render(request, "vault/words_once.html", {"words": phrase.split()})


def _where_to(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("vault:keys")
