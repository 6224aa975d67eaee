"""Files of a language version: taken in clean, removed, read.

A file is whole beside the store, scrubbed and on disk, before it is moved into place by one rename; the
row follows. So a crash leaves nothing, or a file without a row, which `queries.stray_files` finds.
"""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.documents.reading import Reading
from whrin.documents.refusals import RefusedFileError
from whrin.documents.uploads import CleanUpload, clean_pdf, clean_picture, incoming
from whrin.kit.text import clean_line
from whrin.library import media_types
from whrin.library.actions.showing import show_anew
from whrin.library.actions.works import NotAllowed
from whrin.library.enums import Extraction, Flag, PublisherKind
from whrin.library.media_types import MediaType
from whrin.library.models import LanguageVersion, StoredFile, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit
from whrin.people.models import Person

_HEAD = 1024


class CannotAttach(LibraryRefusal):
    """The file is not taken in, and nothing of it is stored."""


def attach_file(
    *, version: LanguageVersion, upload: "File[Any]", by: Person | None = None, name: str = ""
) -> StoredFile:
    """Scrub a file, store it and let its text be read in the background. `name`: what readers see, else
    the file's own.

    Raises `NotAllowed` and `CannotAttach`. A PDF is checked in a child process, for up to 20 seconds.
    """
    if not may_edit(by):
        raise NotAllowed
    _check_size(upload)
    _check_right_to_host(version.work)
    clean, kind = clean_upload(upload)
    try:
        digest = _settle(Path(clean.temporary_file_path()))
        if version.files.filter(sha256=digest).exists():
            raise CannotAttach(_("This version has the same file already."))
        shown = clean_line(name or Path(upload.name or "").name)[:200] or f"file.{kind.endings[0]}"
        return _store(version, clean, kind=kind, digest=digest, name=shown, by=by)
    finally:
        clean.close()


def clean_upload(upload: "File[Any]") -> tuple[CleanUpload, MediaType]:
    """Return a scrubbed copy of what was sent, and its kind. Raises `CannotAttach`."""
    kind = _kind_of(upload)
    return _clean(upload, kind), kind


def _check_size(upload: "File[Any]") -> None:
    limit = settings.WHRIN_UPLOAD_LIMIT_MB
    if upload.size > limit * 1_000_000:
        message = _(
            "The file has %(size)d MB; at most %(limit)d MB are kept. Make it smaller, or add a link instead."
        )
        raise CannotAttach(message % {"size": upload.size // 1_000_000, "limit": limit})
    if not upload.size:
        raise CannotAttach(_("The file is empty."))


def _check_right_to_host(work: Work) -> None:
    is_ours = work.publisher_kind == PublisherKind.NETWORK
    if not is_ours and not (work.licence and work.licence.may_host):
        raise CannotAttach(
            _(
                "The licence of this work gives no right to keep a copy. "
                "Add a link to where it is published instead."
            )
        )


def _kind_of(upload: "File[Any]") -> MediaType:
    upload.seek(0)
    head = upload.read(_HEAD)
    upload.seek(0)
    ending = Path(upload.name or "").suffix.lower().lstrip(".")
    kind = media_types.sniff(head, ending)
    if kind is None or media_types.ENDINGS.get(ending) is not kind:
        raise CannotAttach(
            _(
                "The library keeps PDF, EPUB, JPEG, PNG, WebP, MP3, MP4, and transcripts as VTT or TXT in "
                "UTF-8. The content has to be what the name says. Save a document of a word processor as "
                "PDF first."
            )
        )
    return kind


def _clean(upload: "File[Any]", kind: MediaType) -> CleanUpload:
    try:
        if kind is media_types.PDF:
            return clean_pdf(upload)
        if kind in media_types.PICTURES:
            return clean_picture(upload)
    except RefusedFileError as refusal:
        raise CannotAttach(str(refusal)) from None
    # Sound, film, EPUB and plain text are kept as they came.
    path = incoming() / f"{secrets.token_hex(8)}.clean"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:  # noqa: PTH123 -- mode at birth
        copy.writelines(upload.chunks())
    return CleanUpload(path, Path(upload.name or "").name, kind.name)


def _settle(path: Path) -> str:
    """Return the SHA-256 of a file, which is on disk for certain from here on."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _store(
    version: LanguageVersion,
    clean: CleanUpload,
    *,
    kind: MediaType,
    digest: str,
    name: str,
    by: Person | None,
) -> StoredFile:
    stored = StoredFile(
        version=version,
        name=name,
        media_type=kind.name,
        size=clean.size or 0,
        sha256=digest,
        extraction=Extraction.WAITING if kind.is_text else Extraction.NOT_NEEDED,
    )
    stem = get_valid_filename(Path(name).stem[:80] or "file")
    stored.file.save(f"{stem}.{kind.endings[0]}", clean, save=False)
    try:
        _keep(stored, by=by)
    except BaseException:
        stored.file.storage.delete(str(stored.file.name))
        raise
    return stored


@transaction.atomic
def _keep(stored: StoredFile, *, by: Person | None) -> None:
    stored.save()
    work = stored.version.work
    record(verb="attach file", about=stored, by=by, work=work.slug, sha256=stored.sha256, size=stored.size)
    if stored.extraction == Extraction.WAITING:
        # Tasks stand above actions; this one is known here by name alone.
        import_string("whrin.library.tasks.read_stored_file").enqueue(stored.pk)
    show_anew(work)


@transaction.atomic
def remove_file(*, stored: StoredFile, by: Person | None) -> None:
    """Remove a file: the row now, the content once that is certain. Raises `NotAllowed`."""
    if not may_edit(by):
        raise NotAllowed
    work, name, storage = stored.version.work, str(stored.file.name), stored.file.storage
    record(verb="remove file", about=stored, by=by, work=work.slug, sha256=stored.sha256)
    stored.delete()
    transaction.on_commit(_deletion(storage, name))
    show_anew(work)


def _deletion(storage: Any, name: str) -> Callable[[], None]:
    def delete() -> None:
        storage.delete(name)

    return delete


@transaction.atomic
def store_reading(*, stored: StoredFile, reading: Reading) -> StoredFile:
    """Keep what was read in a file, or why it could not be; the same reading twice changes nothing."""
    stored.pages, stored.text, stored.extractor = reading.pages, reading.text, reading.extractor
    if reading.error:
        stored.extraction, stored.extraction_note = Extraction.FAILED, reading.error
    else:
        stored.extraction = Extraction.DONE if reading.text.strip() else Extraction.EMPTY
        stored.extraction_note = "" if reading.is_whole else "cut"
        stored.has_text_layer = _flag(reading.has_text_layer)
        if stored.media_type == media_types.PDF.name:
            stored.is_tagged, stored.declares_language = (
                _flag(reading.is_tagged),
                _flag(bool(reading.language)),
            )
    stored.save()
    show_anew(stored.version.work)
    return stored


def _flag(value: bool) -> Flag:
    return Flag.YES if value else Flag.NO
