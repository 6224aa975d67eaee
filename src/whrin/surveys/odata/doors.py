"""Who may read: a programme that brings a feed's password (HTTP Basic; the name says nothing)."""

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from whrin.people.sealing import CannotOpenError, fingerprint
from whrin.surveys.models import Feed, Form
from whrin.surveys.odata.errors import Closed, NotAllowed, ODataError, TooOften, WrongPassword

#: Takes the request, the form whose answers may be read, and what stands behind the address of the service.
View = Callable[[HttpRequest, Form, str], HttpResponse]
_VERSION = "4.0"
#: Newest version that a client says it understands, before 4.0.
_OLD = ("1.", "2.", "3.")


def for_feeds(view: View) -> Callable[..., HttpResponse]:
    """Return a view behind a door: it gets the form, and what it raises is told as OData wants it."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, form_id: str = "", rest: str = "") -> HttpResponse:
        try:
            response = view(request, _form_at(request, form_id), rest)
        except ODataError as error:
            response = _told(request, error)
        except CannotOpenError:
            response = _told(request, Closed())
        response["OData-Version"] = _VERSION
        return response

    return answer


def _form_at(request: HttpRequest, form_id: str) -> Form:
    if request.method not in {"GET", "HEAD"}:
        raise NotAllowed
    feed = _feed_at(request, form_id)
    if feed.form.is_sensitive:
        raise Closed
    if request.headers.get("OData-MaxVersion", _VERSION).startswith(_OLD):
        raise ODataError("OData-MaxVersion")
    return feed.form


def _feed_at(request: HttpRequest, form_id: str) -> Feed:
    """Return the feed whose password was brought. Raises `WrongPassword`, `TooOften`."""
    secret = _password_in(request)
    if not secret:
        raise WrongPassword
    going = Feed.objects.filter(fingerprint=fingerprint(secret), revoked_on=None, form__form_id=form_id)
    feed = going.select_related("form").first()
    if feed is None:
        # Nobody guesses 256 bits; this keeps those who try from keeping us busy.
        is_let = consume(request, app="allauth.account", action="feed_failed", limit_get=True)
        raise WrongPassword if is_let else TooOften
    return feed


def _password_in(request: HttpRequest) -> str:
    # Without https whoever listens could read it; where the site has none, an onion or the machine itself
    # is the way.
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return ""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    try:
        told = base64.b64decode(given, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return told.partition(":")[2]


def _told(request: HttpRequest, error: ODataError) -> HttpResponse:
    # Elsewhere a 404 leads on to the page of the same name in her language.
    request.urlconf = "whrin.surveys.odata.urls"  # Django reads it if it is there
    body = {"error": {"code": error.code, "message": str(error)}}
    response = JsonResponse(body, status=error.status)
    if error.status == WrongPassword.status:
        response["WWW-Authenticate"] = 'Basic realm="forms", charset="UTF-8"'
    if error.status == NotAllowed.status:
        response["Allow"] = "GET, HEAD"
    # What a programme asks for and does not get is no fault of the site, though 501 is counted among them.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's own mark
    return response
