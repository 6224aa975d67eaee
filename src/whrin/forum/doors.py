"""What every page of the forum does at its door."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from whrin.kit.numbers import number_in
from whrin.people.rules import keep_membership

Words = ParamSpec("Words")
View = Callable[Concatenate[HttpRequest, Words], HttpResponse]


def for_readers(view: View[Words]) -> View[Words]:
    """Let a page be kept for visitors, who all see the same; never what a signed-in person sees."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: Words.args, **kwargs: Words.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            keep_membership(request.user)
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown


def asked_page(request: HttpRequest) -> int:
    """Return the page of a list that was asked for, 1 for anything odd."""
    return number_in(request.GET.get("page", "1"), 1)
