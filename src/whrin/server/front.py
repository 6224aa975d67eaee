"""The front door: every request comes in here, on one event loop (RSGI), and most leave without waking
Django.

In this order: a file that never changes; a page that somebody asked for before; else the request is read to
its end, waits for one of a few long-lived threads, goes through Django, and its answer is sent as slowly as
its reader takes it.
"""

import asyncio
import contextlib
import gc
import logging
import os
import re
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, TypeVar

from whrin.kit import edition
from whrin.server.bodies import Body, BodyTooLarge, BodyTooSlow, NoRoomForBody, Room, discard, read_body
from whrin.server.bridge import BLOCK, Answer, Application, Scope, call, environ_of
from whrin.server.encodings import WORTH_IT, accepted, compress, is_text
from whrin.server.openings import Openings, Tell
from whrin.server.page_cache import Form, Headers, Key, Page, PageCache, is_cachable, make_page
from whrin.server.processes import die_with_parent
from whrin.server.refusals import PHONES, REFUSAL, Refusals
from whrin.server.static_files import PublicMedia, StaticFile, StaticFiles

logger = logging.getLogger(__name__)

HEALTH = "/-/health"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
#: Seconds that one block of a download may take to leave; a phone at 1 kB/s needs 64.
SENDING = 180.0
#: Bytes that someone without a session may send; forms are small.
LIMIT_WITHOUT_SESSION = 1024 * 1024
#: … and a mail provider, with one letter of ten megabytes in a form, or a phone, with pictures.
LIMIT_OF_LETTERS = 32 * 1024 * 1024
#: Where answers to a form are sent that was begun on the web: with pictures, too. Whoever has no such address
#: is refused when the request has come in, and nothing of it is kept.
_ANSWERS = re.compile(r"/[a-z-]{2,7}/surveys/[^/]+/(?:a/[^/]+/p/[^/]+/)?$")
#: Requests waiting for each thread before the next is told to come back.
WAITING_EACH = 25
#: Statuses whose answers have no body and no Content-Length (RFC 9110).
_EMPTY = frozenset({204, 304})


Result = TypeVar("Result")


class Transport(Protocol):
    """An answer on its way out, block by block."""

    async def send_bytes(self, data: bytes) -> None: ...


class Exchange(Protocol):
    """The server's side of one request (RSGI)."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def response_empty(self, status: int, headers: Headers) -> None: ...

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_stream(self, status: int, headers: Headers) -> Transport: ...


@dataclass(frozen=True)
class Limits:
    """`threads` of Django; `body` and `cache` in bytes; `folder` for bodies on their way; `letters`: the path
    at which a mail provider hands letters over, which are larger than forms.
    """

    threads: int
    body: int
    cache: int
    folder: Path
    session_cookie: str
    letters: str = ""


@dataclass(frozen=True)
class Readers:
    """What a room gives so that its pages are counted: who does not count, and who takes the figures in."""

    part: str
    is_robot: Callable[[str], bool]
    tell: Tell


class Front:
    """One per process."""

    def __init__(
        self,
        application: Application,
        statics: StaticFiles,
        media: PublicMedia,
        limits: Limits,
        readers: Readers,
    ) -> None:
        self.application = application
        self.statics = statics
        self.media = media
        self.limits = limits
        self.pages = PageCache(limits.cache)
        self.refusals = Refusals(application, limits.folder)
        self.threads = ThreadPoolExecutor(limits.threads, thread_name_prefix="django")
        # Reading and writing blocks of downloads; never waits for anything but the disk.
        self.disk = ThreadPoolExecutor(2, thread_name_prefix="disk")
        self.room = Room()
        self.in_django = 0
        self.edition = edition.watch()
        self.openings = Openings(
            part=readers.part, is_robot=readers.is_robot, tell=readers.tell, thread=self.disk
        )
        self._file_prefixes = ("/static/", media.prefix)
        self._rendering: dict[tuple[Key, int], asyncio.Event] = {}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Make ready what must not wait for a thread: the page that says we are busy."""
        die_with_parent()
        self.refusals.prepare()
        # What is loaded by now stays; the collector need not look through it again and again.
        gc.collect()
        gc.freeze()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Finish what the threads have at hand."""
        self.openings.tell()
        self.threads.shutdown(wait=True)
        self.disk.shutdown(wait=True)

    async def __rsgi__(self, scope: Scope, proto: Exchange) -> None:
        # Most requests end in the next few lines: every call and every attribute here is paid by all of them.
        method, path, header = scope.method, scope.path, scope.headers.get
        if method == "GET" or method == "HEAD":
            if path.startswith(self._file_prefixes):
                file = self._file_for(scope)
                if file is not None:
                    await self._send_file(scope, proto, file)
                    return
            # A person who is signed in sees her own pages; any cookie at all is reason enough.
            elif not header("cookie") and not header("authorization"):
                key = (scope.authority or header("host") or "", path, scope.query_string)
                now = self.edition()
                encoding = accepted(header("accept-encoding") or "")
                page = self.pages.find(key, now)
                form = page.forms.get(encoding) if page else None
                if form is None:
                    form = await self._make_form(scope, proto, key, now, encoding)
                if form is not None:
                    _send_form(method, header("if-none-match"), proto, form)
                    if self.openings.part in path and method == "GET":
                        self.openings.note(path, header("user-agent") or "")
                return
        await self._serve(scope, proto)

    # --- Files ----------------------------------------------------------------------------------------------

    def _file_for(self, scope: Scope) -> StaticFile | None:
        encoding = accepted(scope.headers.get("accept-encoding") or "")
        return self.statics.find(scope.path, encoding) or self.media.find(scope.path)

    async def _send_file(self, scope: Scope, proto: Exchange, file: StaticFile) -> None:
        if scope.headers.get("if-none-match") == file.etag:
            unchanged = [(n, v) for n, v in file.headers if n not in {"content-length", "content-type"}]
            proto.response_empty(304, unchanged)
        elif scope.method == "HEAD":
            proto.response_empty(200, file.headers)
        elif file.size <= BLOCK * 4:
            body = await self._on_disk(file.path.read_bytes)
            proto.response_bytes(200, file.headers, body)
        else:
            answer = Answer(200, file.headers, file=file.path.open("rb"), length=file.size)
            await self._stream(proto, answer)

    # --- Pages that are the same for every reader -----------------------------------------------------------

    async def _make_form(
        self, scope: Scope, proto: Exchange, key: Key, now: int, encoding: str
    ) -> Form | None:
        """Return a page in the form asked for; None when it is not for everyone, and has been sent."""
        page = self.pages.find(key, now)
        if page is None and (key, now) in self._rendering:
            # Someone asked a moment ago, in this edition: wait for her page instead of making it twice.
            await self._rendering[key, now].wait()
            page = self.pages.find(key, now)
        if page is None:
            page = await self._render_shared(scope, proto, key, now)
        if page is None:
            return None
        return page.forms.get(encoding) or await self._on_disk(page.make, encoding)

    async def _render_shared(self, scope: Scope, proto: Exchange, key: Key, now: int) -> Page | None:
        if scope.path == HEALTH:
            proto.response_bytes(
                200, [("content-type", "text/plain"), ("cache-control", "no-store")], b"well\n"
            )
            return None
        mine = (key, now) not in self._rendering
        done = self._rendering.setdefault((key, now), asyncio.Event())
        try:
            page = await self._serve(scope, proto, edition_now=now if scope.method == "GET" else None)
            if page is not None:
                self.pages.keep(key, page)
            return page
        finally:
            if mine:
                del self._rendering[key, now]
                done.set()

    # --- Everything else: through Django --------------------------------------------------------------------

    async def _serve(self, scope: Scope, proto: Exchange, *, edition_now: int | None = None) -> Page | None:
        """Answer through Django. With `edition_now`, a page fit for everyone is returned instead of sent."""
        refusal = self._refuse_at_once(scope)
        if refusal:
            proto.response_bytes(*self.refusals.ready(refusal, scope))
            return None
        body = Body(self.limits.folder, self.room)
        self.in_django += 1
        try:
            refusal = await self._read(scope, proto, body)
            answer = await self._ask_django(scope, body, refusal)
            is_shared = edition_now is not None and answer.file is None
            if is_shared and is_cachable(answer.status, answer.headers, len(answer.body)):
                now = time.monotonic()
                return make_page(answer.body, answer.headers, edition=edition_now or 0, now=now)
            await self._send(scope, proto, answer)
        finally:
            self.in_django -= 1
            body.close()
        return None

    def _refuse_at_once(self, scope: Scope) -> int | None:
        if scope.proto != "http" or scope.method not in METHODS:
            return 405
        if "\x00" in scope.path or "\ufffd" in scope.path or not scope.path.startswith("/"):
            return 400
        if self.in_django >= self.limits.threads * (1 + WAITING_EACH):
            return 503
        return None

    def _limit_of(self, scope: Scope) -> int:
        """Return how many bytes a request may have."""
        if self.limits.session_cookie in (scope.headers.get("cookie") or ""):
            return self.limits.body
        is_letter = bool(self.limits.letters) and scope.path == self.limits.letters
        is_larger = is_letter or scope.path.startswith(PHONES) or _ANSWERS.match(scope.path) is not None
        return min(self.limits.body, LIMIT_OF_LETTERS if is_larger else LIMIT_WITHOUT_SESSION)

    async def _read(self, scope: Scope, proto: Exchange, body: Body) -> int | None:
        """Take the body in; return the status to refuse with, or None."""
        headers = scope.headers
        written = headers.get("content-length")
        if not written and not headers.get("transfer-encoding"):
            return None
        limit = self._limit_of(scope)
        # Once only: the server gives the rest of a body to the iterator that began it.
        chunks = aiter(proto)
        try:
            await read_body(chunks, body, limit=limit, expected=int(written) if written else None)
        except BodyTooLarge:
            await discard(chunks)
            return 413
        except BodyTooSlow:
            return 408
        except NoRoomForBody:
            return 503
        return None

    async def _ask_django(self, scope: Scope, body: Body, refusal: int | None) -> Answer:
        environ = environ_of(scope, BytesIO() if refusal else body.file, 0 if refusal else body.size)
        if refusal:
            environ[REFUSAL] = refusal
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self._call, environ)

    def _call(self, environ: dict[str, Any]) -> Answer:
        try:
            return call(self.application, environ, self.limits.folder)
        except Exception:
            logger.exception("A request failed outside Django: %s", environ["PATH_INFO"])
            return self.refusals.plain(500)

    async def _send(self, scope: Scope, proto: Exchange, answer: Answer) -> None:
        if answer.file is not None:
            await self._stream(proto, answer)
        elif scope.method == "HEAD" or answer.status in _EMPTY:
            proto.response_empty(answer.status, answer.headers)
        else:
            self._compress(scope, answer)
            proto.response_bytes(answer.status, answer.headers, answer.body)

    def _compress(self, scope: Scope, answer: Answer) -> None:
        if len(answer.body) < WORTH_IT or not is_text(answer.header("content-type")):
            return
        encoding = accepted(scope.headers.get("accept-encoding") or "")
        if not encoding or answer.header("content-encoding"):
            return
        answer.body = compress(answer.body, encoding, quality=4)
        answer.headers = [(n, v) for n, v in answer.headers if n not in {"content-length", "etag"}]
        answer.headers += [("content-encoding", encoding), ("vary", "Accept-Encoding")]

    async def _stream(self, proto: Exchange, answer: Answer) -> None:
        """Send a file block by block, as fast as the reader takes it; give up when a block takes minutes."""
        file = answer.file
        assert file is not None  # noqa: S101 - the callers send files only
        left = answer.length if answer.length is not None else os.fstat(file.fileno()).st_size - file.tell()
        if not answer.header("content-length"):
            answer.headers.append(("content-length", str(left)))
        transport = proto.response_stream(answer.status, answer.headers)
        try:
            while left > 0:
                block = await self._on_disk(file.read, min(BLOCK, left))
                if not block:
                    break
                left -= len(block)
                async with asyncio.timeout(SENDING):
                    await transport.send_bytes(block)
        except TimeoutError:
            logger.info("A reader stopped taking a file")
        except Exception as error:  # noqa: BLE001 - the reader went away; the server's own error types are private
            logger.debug("A download ended early: %s", type(error).__name__)
        finally:
            with contextlib.suppress(OSError):
                file.close()

    async def _on_disk(self, work: Callable[..., Result], *given: Any) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self.disk, work, *given)


def _send_form(method: str, known: str | None, proto: Exchange, form: Form) -> None:
    if known and (form.etag in known or known == "*"):
        proto.response_empty(304, form.unchanged_headers)
    elif method == "HEAD":
        proto.response_empty(200, [*form.headers, ("content-length", str(len(form.body)))])
    else:
        proto.response_bytes(200, form.headers, form.body)
