"""Files as downloads: streamed, resumable after a broken connection, unable to run in a browser."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from whrin.library.models import StoredFile

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class CannotSatisfy(Exception):
    """The part asked for lies beyond the end of the file."""


class _Part:
    """`length` bytes of an open file from `first` on, in chunks; closes the file."""

    def __init__(self, file: "File[bytes]", first: int, length: int) -> None:
        file.seek(first)
        self.file = file
        self.left = length

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()


def answer_with_file(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """Return the file, or the one range asked for, or 304, or 416."""
    tag = f'"{stored.sha256}"'
    response: HttpResponseBase
    if tag in (part.strip() for part in request.headers.get("If-None-Match", "").split(",")):
        response = HttpResponseNotModified()
    else:
        try:
            response = _answer(request, stored, tag)
        except CannotSatisfy:
            response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            response["Content-Range"] = f"bytes */{stored.size}"
            return response
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "public, no-cache"
    return response


def range_of(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte of a single range; None when there is none to obey.

    Raises CannotSatisfy.

    Several ranges, other units and nonsense are answered with the whole file, as RFC 9110 allows.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        if int(match[2]) == 0 or size == 0:
            raise CannotSatisfy
        return max(0, size - int(match[2])), size - 1
    first, last = int(match[1]), int(match[2]) if match[2] else size - 1
    if match[2] and last < first:
        return None
    if first >= size:
        raise CannotSatisfy
    return first, min(last, size - 1)


def _answer(request: HttpRequest, stored: StoredFile, tag: str) -> HttpResponseBase:
    may_resume = request.headers.get("If-Range", tag) == tag
    wanted = range_of(request.headers.get("Range", ""), stored.size) if may_resume else None
    first, last = wanted or (0, stored.size - 1)
    length = last - first + 1
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(_Part(stored.file.open("rb"), first, length))
    response["Content-Length"] = str(length)
    response["Content-Type"] = stored.media_type
    response["Content-Disposition"] = content_disposition_header(True, stored.name)  # noqa: FBT003 - Django's order
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    if wanted:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    return response
