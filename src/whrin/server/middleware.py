"""What every answer says about itself to the browser, and the pages for requests that the front door
refused.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from whrin.design.styles import STYLE_HASH
from whrin.server.policies import ACCOUNT, DESK, PERMISSIONS, READERS, chooser_hashes, written
from whrin.server.refusals import REFUSAL, refusal_page

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def policy_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """Return the Content-Security-Policy of the page at this address."""
    path = request.path_info
    styles = [STYLE_HASH, *getattr(request, "style_hashes", ())]
    if is_preview(request):
        return written(READERS, styles=styles, framed=True)
    if path.startswith("/desk/"):
        page = response.content if isinstance(response, HttpResponse) and _is_html(response) else b""
        return written(DESK, scripts=chooser_hashes(page))
    return written(ACCOUNT if path.startswith("/account/") else READERS, styles=styles)


def is_preview(request: HttpRequest) -> bool:
    """Say whether an editor sees this page in a frame of the desk (Wagtail marks the request)."""
    return bool(getattr(request, "is_preview", False))


def _is_html(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def referrer_of(request: HttpRequest) -> str:
    """Return the Referrer-Policy.

    A page with a form must let the browser name its origin, or the form's own protection fails: under
    `no-referrer` it sends `Origin: null`. Then the origin is told to ourselves alone.
    """
    has_form = bool(request.META.get("CSRF_COOKIE")) or request.path_info.startswith(("/desk/", "/account/"))
    return "same-origin" if has_form else "no-referrer"


class SafetyHeaders:
    """Middleware, outermost: sets what is not set, so that a view that knows better keeps its word."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        refused = request.META.get(REFUSAL)
        response = refusal_page(request, refused) if refused else self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy_of(request, response))
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        if is_preview(request):
            headers["X-Frame-Options"] = "SAMEORIGIN"
        headers.setdefault("X-Frame-Options", "DENY")
        headers["Referrer-Policy"] = referrer_of(request)
        _protect_private(request, response)
        _name_onion(request, response)
        return response


def _protect_private(request: HttpRequest, response: HttpResponseBase) -> None:
    # Nothing of the desk or of an account stays in a shared phone's cache.
    if request.path_info.startswith(("/desk/", "/account/")):
        response.headers.setdefault("Cache-Control", "no-store, private")
    elif response.cookies:
        response.headers["Cache-Control"] = "no-store, private"


def _name_onion(request: HttpRequest, response: HttpResponseBase) -> None:
    onion = settings.WHRIN_ONION.rstrip("/")
    if onion and _is_html(response) and not request.META.get("HTTP_HOST", "").endswith(".onion"):
        response.headers["Onion-Location"] = onion + request.get_full_path()
