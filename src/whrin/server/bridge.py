"""Between the event loop and Django: a whole request in, a whole answer out, on a thread that neither end
can hold up.
"""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from whrin.server.hidden import hidden_file
from whrin.server.page_cache import Headers

#: Bytes of an answer kept in memory; what is larger waits for its reader in a file without a name.
IN_MEMORY = 1024 * 1024
BLOCK = 64 * 1024

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class RequestHeaders(Protocol):
    """The header lines of a request, names in lower case."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def items(self) -> list[tuple[str, str]]: ...


class Scope(Protocol):
    """What the server knows of a request before its body (RSGI)."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None

    @property
    def headers(self) -> RequestHeaders: ...


@dataclass
class Answer:
    """What Django said:

    `body` in memory, or `file` with `length` bytes from where it stands (None: to its end).
    """

    status: int = 500
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    file: IO[bytes] | None = None
    length: int | None = None

    def header(self, name: str) -> str:
        """Return the first header line of that (lower case) name, or nothing."""
        return next((value for key, value in self.headers if key == name), "")


class FileBlocks:
    """What Django hands over for a file instead of its bytes (`wsgi.file_wrapper`)."""

    def __init__(self, file: IO[bytes], block_size: int = BLOCK) -> None:
        self.file = file
        self.block_size = block_size

    def __iter__(self) -> Iterator[bytes]:
        while block := self.file.read(self.block_size):
            yield block

    def close(self) -> None:
        close = getattr(self.file, "close", None)
        if close:
            close()


def host_of(scope: Scope) -> str:
    """Return the host asked for; one in the target itself wins over the header (RFC 9112, 3.2.2)."""
    return scope.authority or scope.headers.get("host") or ""


def environ_of(scope: Scope, body: IO[bytes], size: int) -> Environ:
    """Return the request as WSGI wants it.

    Header names with an underscore are left out: they could pose as others.
    """
    name, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": name.strip("[]") or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBlocks,
    }
    for header, value in scope.headers.items():
        if header in {"content-length", "transfer-encoding"} or "_" in header:
            continue
        key = "CONTENT_TYPE" if header == "content-type" else "HTTP_" + header.upper().replace("-", "_")
        joint = "; " if header == "cookie" else ","
        environ[key] = environ[key] + joint + value if key in environ else value
    environ["HTTP_HOST"] = host_of(scope)
    _tell_sender(environ, scope)
    return environ


def _tell_sender(environ: Environ, scope: Scope) -> None:
    """Set REMOTE_ADDR; a proxy on this machine is believed.

    It is used for rate limits in memory and never kept.
    """
    peer = scope.client.rpartition(":")[0].strip("[]")
    forwarded = environ.pop("HTTP_X_FORWARDED_FOR", "")
    if peer in {"127.0.0.1", "::1", ""} and forwarded:
        peer = forwarded.rsplit(",", 1)[-1].strip()
    environ["REMOTE_ADDR"] = peer or "127.0.0.1"


def call(application: Application, environ: Environ, folder: Path) -> Answer:
    """Run one request through Django, on the calling thread, to the end of its answer.

    The application's answer is closed here, on the thread that made it, so that its database connection is
    looked after. `folder`: where a long answer waits.
    """
    answer = Answer()

    def start_response(status: str, headers: Headers, _error: Any = None) -> None:
        answer.status = int(status[:3])
        answer.headers = [(name.lower(), value) for name, value in headers]

    result = application(environ, start_response)
    try:
        if environ["REQUEST_METHOD"] != "HEAD":
            _take(result, answer, folder)
    finally:
        close = getattr(result, "close", None)
        if close:
            close()
    return answer


def _take(result: Iterable[bytes], answer: Answer, folder: Path) -> None:
    if isinstance(result, FileBlocks) and _is_on_disk(result.file):
        answer.file = os.fdopen(os.dup(result.file.fileno()), "rb")
        answer.file.seek(result.file.tell())
        written = answer.header("content-length")
        answer.length = int(written) if written.isdigit() else None
        return
    parts: list[bytes] = []
    size = 0
    for part in result:
        if answer.file is not None:
            answer.file.write(part)
            continue
        parts.append(part)
        size += len(part)
        if size > IN_MEMORY:
            answer.file = hidden_file(folder)
            answer.file.write(b"".join(parts))
            parts.clear()
    if answer.file is not None:
        answer.length = answer.file.tell()
        answer.file.seek(0)
    answer.body = b"".join(parts)


def _is_on_disk(file: IO[bytes]) -> bool:
    try:
        return os.fstat(file.fileno()).st_size >= 0
    except (AttributeError, OSError, io.UnsupportedOperation):
        return False
