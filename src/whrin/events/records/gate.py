"""Which session or occasion stands at an address, for visitors: shown, gone or never there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from whrin.design.errors import error_page
from whrin.events.enums import State
from whrin.events.models import Occasion, Session
from whrin.kit.numbers import number_in


def gone(request: HttpRequest, model: type[Session] | type[Occasion], slug: str) -> HttpResponse:
    """Say that what stood there was withdrawn; raises Http404 where nothing ever stood."""
    if not model._default_manager.filter(slug=slug, state=State.WITHDRAWN).exists():  # noqa: SLF001 -- Django's documented name
        raise Http404
    return error_page(request, 410, heading=_("This entry was withdrawn"))


def page_number(request: HttpRequest) -> int:
    """Return the page asked for, from 1; 0 for what is no number."""
    return number_in(request.GET.get("page", "1"))
