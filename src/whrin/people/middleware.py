"""Around every request of a person who is signed in: how long, with what, and what is left behind."""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from whrin.people.opening import LANGUAGE
from whrin.people.rules import may_open_the_desk
from whrin.people.sessions import IDLE, OPENED

Answer = Callable[[HttpRequest], HttpResponse]
_TOUCHED = "touched"
#: Seconds between two writes of a session that is in use; on a shared machine, where it may rest for less.
_STEP, _SHARED_STEP = 5 * 60, 60


def is_signed_in(request: HttpRequest) -> bool:
    """Say so without touching the session of a reader, who has none."""
    # A page about an error may be made before the request has a session.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in getattr(request, "session", {})


class Stay:
    """A session ends with the browser, after an hour without use, or twelve hours after it began; one on a
    shared machine after twenty minutes without use.

    Leaving it, by whatever way, tells the browser to forget what it kept of us.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_in = is_signed_in(request)
        if was_in:
            self.go_on_or_end(request)
        response = self.answer(request)
        if was_in and SESSION_KEY not in request.session and "Clear-Site-Data" not in response:
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    @staticmethod
    def go_on_or_end(request: HttpRequest) -> None:
        now = int(time.time())
        opened = request.session.setdefault(OPENED, now)
        if now - opened > settings.WHRIN_SESSION_HOURS * 3600:
            person = request.user if request.user.is_authenticated else None
            logout(request)
            request.ended_for = person  # type: ignore[attr-defined]  # for what she may just have sent
        elif now - request.session.get(_TOUCHED, 0) >= (_SHARED_STEP if IDLE in request.session else _STEP):
            request.session[_TOUCHED] = now


def leads_to_the_desk(path: str) -> bool:
    """Say whether an address is the desk's, apart from its doors, which lead here or out."""
    desk = reverse("wagtailadmin_home")
    return path.startswith(desk) and path.removeprefix(desk) not in {"login/", "logout/"}


class HerLanguage:
    """The pages of her account speak the language that she chose, whatever the browser asks for."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(reverse("account_home")) and is_signed_in(request):
            language = request.session.get(LANGUAGE)
            if language in dict(settings.LANGUAGES):
                translation.activate(language)
                request.LANGUAGE_CODE = language
        return self.answer(request)


class SecondFactorBeforeTheDesk:
    """The desk is for staff, and opens only to a session that has shown a second factor."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            leads_to_the_desk(request.path_info)
            and is_signed_in(request)
            and request.user.is_authenticated
            and not may_open_the_desk(request)
        ):
            if not request.user.is_staff:
                raise PermissionDenied
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask for the passphrase again without putting the whole request, address included, into the
        session.
        """
        if not isinstance(exception, ReauthenticationRequired):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        where = methods[0]["url"] if methods else reverse("account_login")
        return HttpResponseRedirect(f"{where}?{urlencode({'next': request.path})}")
