"""Files of a report, for the caseworker who asks: as they were sent, or a copy without what a camera or a
programme wrote into them. Nothing is opened here unless she asks for that copy, and then in memory alone.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from whrin.audit.actions import record
from whrin.design.errors import error_page
from whrin.documents.refusals import RefusedFileError
from whrin.documents.scrub import scrub_pdf, scrub_picture
from whrin.incidents.caring.doors import open_one, with_key
from whrin.incidents.content import Head
from whrin.incidents.enums import Role
from whrin.incidents.models import SealedFile
from whrin.incidents.opening import OpenReport
from whrin.incidents.sealed import file_label
from whrin.people.models import Person
from whrin.vault.envelopes import CannotOpen
from whrin.vault.files import open_file
from whrin.vault.sessions import Opened

#: A disk that is in memory alone; without one no copy is made.
MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it, for its owner alone
_PDF, _HEAD = b"%PDF-", 1024
#: A browser shows nothing of it, whatever it is.
_SAFE = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_GET
@with_key(Role.CASEWORKER)
def original(request: HttpRequest, person: Person, opened: Opened, uid: UUID, number: int) -> HttpResponse:
    """Hand out a file as it was sent, to be saved."""
    one, head, content = _content(request, person, opened, uid, number)
    record(verb="took a file out", about=one.report, by=person, number=number)
    return _saved(content, head.name or f"file-{number}")


@require_GET
@with_key(Role.CASEWORKER)
def stripped(request: HttpRequest, person: Person, opened: Opened, uid: UUID, number: int) -> HttpResponse:
    """Hand out a copy of a picture or a PDF without place, hour, maker, scripts and attachments."""
    one, _head, content = _content(request, person, opened, uid, number)
    try:
        with _in_memory() as folder:
            clean, ending = _strip(folder, content)
    except RefusedFileError as refusal:
        return error_page(request, HTTPStatus.UNPROCESSABLE_ENTITY, heading=str(refusal))
    except NoMemory:
        heading = _("This machine has no disk in memory: no copy can be made here.")
        return error_page(request, HTTPStatus.SERVICE_UNAVAILABLE, heading=heading)
    record(verb="took a stripped file out", about=one.report, by=person, number=number)
    # The name that it was sent with may tell who sent it.
    return _saved(clean, f"file-{number}.{ending}")


class NoMemory(Exception):
    """There is nowhere to work on a file but a real disk."""


@contextmanager
def _in_memory() -> Iterator[Path]:
    if not MEMORY.is_dir():
        raise NoMemory
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def _strip(folder: Path, content: bytes) -> tuple[bytes, str]:
    raw, clean = (folder / secrets.token_hex(8) for _side in range(2))
    raw.write_bytes(content)
    if _PDF in content[:_HEAD]:
        scrub_pdf(raw, clean)
        return clean.read_bytes(), "pdf"
    return _painted(raw, clean)


def _painted(raw: Path, clean: Path) -> tuple[bytes, str]:
    found = scrub_picture(raw, clean)
    return clean.read_bytes(), {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[found.format]


def _content(
    _request: HttpRequest, person: Person, opened: Opened, uid: UUID, number: int
) -> tuple[OpenReport, Head, bytes]:
    one = open_one(person, opened, uid)
    for file, head in one.files():
        if file.number == number:
            return one, head, _bytes_of(file, head, one.report.pk)
    raise Http404


def _bytes_of(file: SealedFile, head: Head, uid: UUID) -> bytes:
    """Return the whole file: whoever gets half of it must not take it for all."""
    parts = (bytes(part) for part in file.parts.values_list("content", flat=True).iterator(chunk_size=8))
    try:
        return b"".join(open_file(bytes.fromhex(head.key), parts, label=file_label(uid, file.number)))
    except CannotOpen:
        raise Http404 from None


def _saved(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream", headers=_SAFE)
    disposition = content_disposition_header(as_attachment=True, filename=name.replace("/", "_"))
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
