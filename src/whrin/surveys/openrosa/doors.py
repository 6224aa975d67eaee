"""Who is at the door: a phone with a secret in its address, or with name and password."""

import base64
import binascii
import hmac
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from whrin.people.sealing import CannotOpenError, fingerprint, key_for
from whrin.surveys.accounts import REALM, ha1_of, open_ha1
from whrin.surveys.models import Collector
from whrin.surveys.openrosa import digest
from whrin.surveys.openrosa.answering import told

#: Takes the request, the collector that asks, and what stands in the address.
View = Callable[..., HttpResponse]
#: Addresses under which name and password are asked for.
DOMAIN = "/openrosa/"


class NotAdmitted(Exception):
    """Nobody we know. `is_stale`: she knows the password, and must only ask again."""

    def __init__(self, *, is_stale: bool = False) -> None:
        super().__init__()
        self.is_stale = is_stale


def for_phones(*methods: str) -> Callable[[View], View]:
    """Return what wraps a view for phones that takes these methods."""

    def wrap(view: View) -> View:
        return _wrapped(view, methods)

    return wrap


def _wrapped(view: View, methods: tuple[str, ...]) -> View:
    """Return the view behind a door: it gets the collector that asks, and answers in the language of her
    phone. `token` is what stands in the address; without one, name and password are asked for. No session
    and no cookie is looked at.
    """

    @csrf_exempt  # a phone has no cookie whose power could be borrowed
    @wraps(view)
    def answer(request: HttpRequest, token: str = "", **named: str) -> HttpResponse:
        if request.headers.get("X-OpenRosa-Version") != "1.0":
            return told(request, _("This address is for ODK Collect and programmes like it."), status=400)
        if request.method not in methods:
            return told(request, _("This address cannot be used that way"), status=405)
        collector = _by_address(token) if token else None
        if token and collector is None:
            return told(request, _no_entry(), status=403)
        try:
            collector = collector or _by_name(request)
        except NotAdmitted as refusal:
            return _ask_for_name(request, is_stale=refusal.is_stale)
        with translation.override(collector.language):
            response = view(request, collector, **named)
            response["Content-Language"] = collector.language
            return response

    return answer


def _no_entry() -> str:
    return _("Name, password or address is not right, or was ended. Ask those who gave it to you.")


def _by_address(token: str) -> Collector | None:
    found = Collector.objects.filter(fingerprint=fingerprint(token), revoked_on=None)
    return next(iter(found.order_by()), None)


def _by_name(request: HttpRequest) -> Collector:
    """Return who proves her name. Raises `NotAdmitted`."""
    header = request.headers.get("Authorization", "")
    if said := digest.parameters_of(header):
        return _by_digest(request, said)
    if header.lower().startswith("basic ") and request.is_secure():
        return _by_password(header)
    raise NotAdmitted


def _by_digest(request: HttpRequest, said: dict[str, str]) -> Collector:
    collector, ha1 = _known(said["username"])
    query = request.META.get("QUERY_STRING", "")
    method = request.method or "GET"
    try:
        is_right = digest.is_right(
            said, ha1=ha1, method=method, path=request.path, query=query, key=_nonce_key()
        )
    except digest.StaleNonce:
        raise NotAdmitted(is_stale=True) from None
    if collector is None or not is_right:
        raise NotAdmitted
    return collector


def _by_password(header: str) -> Collector:
    try:
        given = base64.b64decode(header.partition(" ")[2], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise NotAdmitted from None
    name, _colon, password = given.partition(":")
    collector, ha1 = _known(name)
    if collector is None or not hmac.compare_digest(ha1_of(name, password), ha1):
        raise NotAdmitted
    return collector


def _known(name: str) -> tuple[Collector | None, str]:
    """Return a collector and what her password is compared with; for a name that nobody has, what no password
    fits.
    """
    collector = Collector.objects.filter(name=name, revoked_on=None).first()
    if collector is None:
        return None, "0" * 32
    try:
        return collector, open_ha1(collector)
    except CannotOpenError:
        return None, "0" * 32


def _ask_for_name(request: HttpRequest, *, is_stale: bool) -> HttpResponse:
    response = told(request, _no_entry(), status=401)
    asked = digest.challenge(realm=REALM, domain=DOMAIN, key=_nonce_key(), is_stale=is_stale)
    # A bare password goes over https alone; phones insist on it, too.
    basic = f', Basic realm="{REALM}", charset="UTF-8"' if request.is_secure() else ""
    response["WWW-Authenticate"] = asked + basic
    return response


def _nonce_key() -> bytes:
    return key_for("nonce of phones", settings.SECRET_KEY)
