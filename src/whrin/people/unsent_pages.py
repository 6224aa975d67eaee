"""Pages that give back what could not be taken in."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from whrin.design.errors import csrf_failed as refused
from whrin.design.errors import error_page
from whrin.kit.database_trouble import is_passing
from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.unsent import give_back, typed_in, waiting_for

logger = logging.getLogger(__name__)
#: How Django's reasons begin when another site may have sent the form: its words are not hers.
_FROM_ELSEWHERE = tuple(
    reason.split("%")[0] for reason in (REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER)
)


@require_safe
@for_person
def unsent(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what she sent when her session had ended, ready to be sent once more."""
    found = waiting_for(request, person)
    return give_back(request, found) if found else redirect("account_home")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that is out of date, and give back what stood in it, in a fresh one."""
    found = None if reason.startswith(_FROM_ELSEWHERE) else typed_in(request)
    if found is None:
        return refused(request, reason)
    return give_back(request, found, status=HTTPStatus.FORBIDDEN)


class WordsAreKept:
    """Middleware: when the database cannot write (its disk is full, say), she gets her words back."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 instead of 500: the fault passes."""
        if not is_passing(exception):
            return None
        name = getattr(exception.__cause__, "sqlite_errorname", type(exception.__cause__).__name__)
        logger.error("The database does not answer or cannot write (%s)", name)
        found = typed_in(request)
        if found is None:
            return error_page(request, HTTPStatus.SERVICE_UNAVAILABLE)
        return give_back(request, found, status=HTTPStatus.SERVICE_UNAVAILABLE, is_broken=True)
