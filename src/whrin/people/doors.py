"""Who may open a page of the account."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from whrin.people.models import Person
from whrin.people.rules import is_active_member, keep_membership
from whrin.people.unsent import ask_to_sign_in

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponse]
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def for_person(page: Page[Rest]) -> View[Rest]:
    """Open a page to whoever is signed in, and hand it the person. Nothing of it is kept by a browser."""

    @sensitive_post_parameters()
    @never_cache
    @wraps(page)
    def open_page(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return ask_to_sign_in(request)
        return page(request, request.user, *args, **kwargs)

    return open_page


def for_member(page: Page[Rest]) -> View[Rest]:
    """Open a page to active members alone."""

    @for_person
    @wraps(page)
    def open_page(
        request: HttpRequest, person: Person, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        keep_membership(person)
        if not is_active_member(person):
            raise PermissionDenied
        return page(request, person, *args, **kwargs)

    return open_page


def is_her_passphrase(request: HttpRequest, person: Person, typed: str) -> bool:
    """Say whether this is her passphrase; attempts are counted as those at the door are (429)."""
    return bool(get_adapter(request).reauthenticate(person, typed))
