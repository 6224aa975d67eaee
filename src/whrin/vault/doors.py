"""Who may open a page of keys, and pages that need an open vault."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.unsent import give_back, typed_in, whose_session
from whrin.vault.holders import has_business
from whrin.vault.queries import key_in_use
from whrin.vault.sessions import Opened, opened_by, renew
from whrin.vault.unsent import keep

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Opened, Rest], HttpResponse]
HolderPage = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponse]
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def for_holder(page: HolderPage[Rest]) -> View[Rest]:
    """Open a page to those who have something to do with keys; for others it is not there."""

    @for_person
    @wraps(page)
    def open_page(
        request: HttpRequest, person: Person, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        if not has_business(person):
            raise Http404
        response = page(request, person, *args, **kwargs)
        renew(request, response)
        return response

    return open_page


def with_open_vault(page: Page[Rest]) -> View[Rest]:
    """Hand a page the person and her open vault; whoever has none is led to where she opens it, and back.

    What she had typed is kept meanwhile, sealed to her own key: nothing else on this machine opens it.
    """

    @sensitive_variables()
    @sensitive_post_parameters()
    @never_cache
    @wraps(page)
    def open_page(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return _lead_away(request, whose_session(request))
        opened = opened_by(request)
        if opened is None:
            return _lead_away(request, request.user)
        response = page(request, request.user, opened, *args, **kwargs)
        renew(request, response)
        return response

    return open_page


def _lead_away(request: HttpRequest, person: Person | None) -> HttpResponse:
    """Lead to the door, or to the lock; give back at once what nobody could be given later."""
    typed = typed_in(request)
    personal = key_in_use(person) if person else None
    if typed and personal is None:
        return give_back(request, typed, status=403)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("vault:keys")
    if typed and personal:
        keep(request, personal, typed)
        back = reverse("vault:unsent")
    if not isinstance(request.user, Person):
        return redirect_to_login(back)
    return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}")
