"""Refusals of the front door, in the reader's language and in the site's frame."""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from whrin.design.errors import WORDS, error_page
from whrin.server.bridge import Answer, Application, Environ, FileBlocks, Scope, call
from whrin.server.page_cache import Headers
from whrin.surveys.openrosa.answering import told

#: How addresses begin at which phones leave answers.
PHONES = "/openrosa/"
#: The key under which the front door tells Django that a request was refused, and with which status.
REFUSAL = "whrin.refusal"
#: Seconds after which to come back when we are busy.
COME_BACK = 5
#: Refusals that must not wait for a thread; made once, in each language.
AT_ONCE = (400, 405, 503)


def refusal_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page for a request that the front door refused; for a phone, the sentence that it shows."""
    if request.path_info.startswith(PHONES) and status in WORDS:
        return told(request, str(WORDS[status][1]), status=status)
    if status == HTTPStatus.REQUEST_TIMEOUT:
        return error_page(
            request,
            status,
            heading=_("The connection was too slow"),
            advice=_("What you sent did not arrive whole, and nothing of it was kept. Please try again."),
        )
    response = error_page(request, status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(COME_BACK)
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - being busy is no error in the programme
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET, HEAD, POST, OPTIONS"
    return response


def language_for(path: str, accept: str) -> str:
    """Return the interface language: the address's, else the first of Accept-Language that we speak."""
    known = dict(settings.LANGUAGES)
    first = path[1:].partition("/")[0]
    if first in known:
        return first
    for tag, _weight in parse_accept_lang_header(accept[:200]):
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


class Refusals:
    """Ready-made pages by status and language, and a last resort that needs nothing."""

    def __init__(self, application: Application, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self._made: dict[tuple[int, str], Answer] = {}

    def prepare(self) -> None:
        """Make the pages that must not wait. Called before the first request."""
        for language, _name in settings.LANGUAGES:
            for status in AT_ONCE:
                self._made[status, language] = call(
                    self._application, _environ(language, status), self._folder
                )

    def ready(self, status: int, scope: Scope) -> tuple[int, Headers, bytes]:
        """Return status, headers and body of a ready-made page."""
        language = language_for(scope.path, scope.headers.get("accept-language") or "")
        answer = self._made.get((status, language)) or self.plain(status)
        return answer.status, answer.headers, answer.body

    def plain(self, status: int) -> Answer:
        """Return an answer that needs neither Django nor a template."""
        words = f"{status} {HTTPStatus(status).phrase}\n".encode()
        headers = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]
        return Answer(status, headers, words)


def _environ(language: str, status: int) -> Environ:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": f"/{language}/",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": _any_host(),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
        "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
        "wsgi.input": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBlocks,
        "REMOTE_ADDR": "127.0.0.1",
        REFUSAL: status,
    }
    return environ


def _any_host() -> str:
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return host.removeprefix(".")
