"""A request of a phone with an answer in it: taken apart, and refused when it is not whole."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from whrin.surveys.actions import SentFile
from whrin.surveys.instances import LARGEST

_ANSWER = "xml_submission_file"
_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?', re.IGNORECASE)
#: Bytes of the end that are looked at: the longest boundary, and what may stand around it.
_TAIL = 256


class NotWhole(Exception):
    """The request broke off, or is none with files."""

    def __init__(self) -> None:
        super().__init__(_("Only a part arrived. Nothing was kept; send it once more."))


class NoAnswerInside(Exception):
    """There are files, and no answer to which they could belong."""

    def __init__(self) -> None:
        super().__init__(
            _("The answer itself is missing in what was sent. Nothing was kept; send it once more.")
        )


@dataclass(frozen=True)
class Parcel:
    """What a phone sent: the XML of an answer, and files."""

    xml: bytes
    files: list[SentFile]


class _Watched:
    """A request that is read through to its parser, and remembers how it ended."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        data = self._request.read(size)
        self.tail = (self.tail + data)[-_TAIL:]
        return data


@contextmanager
def parcel_in(request: HttpRequest) -> Iterator[Parcel]:
    """Give what is in a request, until the block ends: larger files lie in the private folder.

    Raises `NotWhole`: also when the last line of the request is missing, for a parser takes what is there
    of a file for all of it. Raises `NoAnswerInside`.
    """
    boundary = _BOUNDARY.search(request.META.get("CONTENT_TYPE", ""))
    if boundary is None:
        raise NotWhole
    watched = _Watched(request)
    try:
        _fields, sent = request.parse_file_upload(request.META, cast(Any, watched))
    except (MultiPartParserError, BadRequest, RequestDataTooBig, TooManyFilesSent, OSError):
        raise NotWhole from None
    files = [(field, file) for field, several in sent.lists() for file in several]
    try:
        if not watched.tail.rstrip(b"\r\n").endswith(f"--{boundary[1]}--".encode()):
            raise NotWhole
        yield _parcel(files)
    finally:
        for _field, file in files:
            file.close()


def _parcel(files: list[tuple[str, UploadedFile[Any]]]) -> Parcel:
    answers = [file for field, file in files if field == _ANSWER]
    if not answers:
        raise NoAnswerInside
    others = [
        SentFile(file.name or field, file.content_type or "", file.file)  # type: ignore[arg-type]  # it is a file
        for field, file in files
        if field != _ANSWER
    ]
    return Parcel(answers[0].read(LARGEST + 1), others)
