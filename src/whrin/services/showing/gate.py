"""Which record stands at an address, for visitors: shown, moved, gone or never there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.services.enums import State
from whrin.services.models import Service
from whrin.services.queries import public_services, service_at, with_everything

Page = Callable[Concatenate[HttpRequest, Service, ...], HttpResponse]


def of_one_service(name: str) -> Callable[[Page], Callable[..., HttpResponse]]:
    """Give a page the public service at the slug of its address; `name`: of the page's address.

    A merged record leads for good to the one that stands for both; of a withdrawn one nothing is told but
    that it is gone; a draft was never there.
    """

    def dress(page: Page) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(page)
        def answer(request: HttpRequest, slug: str, **more: Any) -> HttpResponse:
            found = with_everything(public_services()).filter(slug=slug).first()
            if found is not None:
                return page(request, found, **more)
            return _elsewhere(request, slug, name, more)

        return answer

    return dress


def _elsewhere(request: HttpRequest, slug: str, name: str, more: dict[str, Any]) -> HttpResponse:
    known = service_at(slug)
    if known is not None and known.state == State.MERGED and known.merged_into is not None:
        address = {"slug": known.merged_into.slug, **more}
        return redirect(reverse(f"services:{name}", kwargs=address), permanent=True)
    if known is not None and known.state == State.WITHDRAWN:
        return error_page(
            request,
            410,
            heading=_("This service is no longer on the map"),
            advice=_("It was taken off, and nothing of it is kept here. Other services may be near."),
        )
    raise Http404
