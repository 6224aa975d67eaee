"""Which measure stands at an address, for visitors: shown, gone or never there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.policy_index.enums import State
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import public_measures, with_everything

Page = Callable[Concatenate[HttpRequest, Measure, ...], HttpResponse]


def of_one_measure(page: Page) -> Callable[..., HttpResponse]:
    """Give a page the public measure at the slug of its address; of a withdrawn one only that it is gone."""

    @require_safe
    @wraps(page)
    def answer(request: HttpRequest, slug: str) -> HttpResponse:
        found = with_everything(public_measures()).filter(slug=slug).first()
        return page(request, found) if found is not None else gone(request, slug)

    return answer


def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that what stood there was withdrawn; raises Http404 where nothing ever stood."""
    if not Measure.objects.filter(slug=slug, state=State.WITHDRAWN).exists():
        raise Http404
    return error_page(request, 410, heading=_("This entry was withdrawn"))
