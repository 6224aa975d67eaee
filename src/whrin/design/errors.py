"""Pages for what went wrong: the right status code, in her language, with what to do next; never a trace.

Django's handlers in `whrin.urls` name these. `ErrorPages` dresses bare refusals (a method not allowed, a
body too large) the same way.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _

from whrin.design.frame import default_frame, exit_address_of, language_of, tongues
from whrin.kit.languages import direction_of

logger = logging.getLogger(__name__)

#: What Django refuses as if it were nonsense.
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
#: Status code to what happened and what to do.
WORDS = {
    400: (_("We could not understand that"), _("Check the address, or go back and try the form again.")),
    403: (
        _("This page is not open to you"),
        _("If you have an account, sign in and try again. A form left open for long must be loaded anew."),
    ),
    404: (
        _("There is no page here"),
        _("The address may be mistyped, or the page may have moved. Search the library, or start from home."),
    ),
    405: (_("This address cannot be used that way"), _("Go back and follow the link or use the form again.")),
    410: (
        _("This was taken down"),
        _("It was here once and has been withdrawn. Search for something newer."),
    ),
    413: (_("That is too large"), _("Send a smaller file, or split it, and try again.")),
    416: (_("That part of the file does not exist"), _("Download the whole file again.")),
    429: (_("That was too often"), _("Wait a few minutes and try again. Nothing was lost on our side.")),
    500: (
        _("Something broke on our side"),
        _("It is not your fault. Try again in a few minutes; what you sent may not have been kept."),
    ),
    503: (_("We are busy or being mended"), _("Try again in a few minutes.")),
}


def error_page(
    request: HttpRequest, status: int, *, heading: str = "", advice: str = "", detail: str = ""
) -> HttpResponse:
    """Answer with `status` and its page.

    `heading`, `advice`: instead of the usual words. `detail`: one more sentence.

    A fault of the server, or of a request nobody may trust, is shown in the plain frame, which asks no
    database.
    """
    usual = WORDS.get(status, WORDS[500])
    request.LANGUAGE_CODE = get_language_from_request(request, check_path=True)
    with override(request.LANGUAGE_CODE):
        context = {
            "status": status,
            "heading": heading or usual[0],
            "advice": advice or usual[1],
            "detail": detail,
        }
        page = _page(request, context, is_plain=status in {400, 500, 503})
    response = HttpResponse(page, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, context: dict[str, Any], *, is_plain: bool) -> str:
    if not is_plain:
        try:
            return render_to_string("design/error.html", context, request=request)
        except Exception:  # noqa: BLE001 - whatever the frame needed is broken too; the reader still gets a page
            logger.warning("An error page fell back to the plain frame")
    return render_to_string("design/error.html", {**_plain_context(request), **context})


def _plain_context(request: HttpRequest) -> dict[str, Any]:
    language = language_of(request)
    frame = default_frame(request)
    return {
        "frame": frame,
        "brand": frame.brand,
        "menu": frame.menu,
        "languages": tongues(request, {}),
        "exit_address": exit_address_of(frame),
        "page_language": language,
        "direction": direction_of(language),
    }


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refuse what cannot be understood; where it is only too much, say so."""
    is_too_much = isinstance(exception, _TOO_MUCH)
    return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_too_much else HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's call
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's call
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's call
    return error_page(request, HTTPStatus.FORBIDDEN)


class ErrorPages:
    """Middleware: a refusal without a body gets the page of its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_bare = isinstance(response, HttpResponse) and not response.content
        if response.status_code not in WORDS or not is_bare or settings.DEBUG:
            return response
        page = error_page(request, response.status_code)
        for name, value in response.items():
            if name not in {"Content-Type", "Content-Length"}:
                page[name] = value
        return page
