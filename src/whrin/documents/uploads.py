"""From what somebody sent to a clean file that may be stored."""

import os
import secrets
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from whrin.documents.refusals import WrongKindError
from whrin.documents.scrub import scrub_pdf, scrub_picture
from whrin.kit.text import clean_line

#: Which content a picture's name may promise.
PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class CleanUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A scrubbed file, whole on disk beside the store, so that storing it is one rename: all of it or
    nothing.
    """

    def __init__(self, path: Path, name: str, content_type: str) -> None:
        self._path = path
        super().__init__(file=path.open("rb"), name=name, content_type=content_type, size=path.stat().st_size)
        self._finish = weakref.finalize(self, _let_go, self.file, path)

    def temporary_file_path(self) -> str:
        """Return where it lies, for storages that can move it into place."""
        return str(self._path)


def incoming() -> Path:
    """Return the private folder for files on their way in; `sweep_incoming` empties it of what a crash
    left.
    """
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def clean_picture(sent: "File[Any]") -> CleanUpload:
    """Return a picture painted anew from what was sent. Raises one of `whrin.documents.refusals`."""

    def work(path_in: Path, path_out: Path) -> str:
        promised = PICTURES.get(extension_of(sent))
        if promised is None:
            raise WrongKindError
        found = scrub_picture(path_in, path_out)
        if found.format != promised:
            path_out.unlink()
            raise WrongKindError
        return _TYPES[found.format]

    return _clean(sent, work)


def clean_pdf(sent: "File[Any]") -> CleanUpload:
    """Return a scrubbed and verified copy of the PDF that was sent. Raises one of
    `whrin.documents.refusals`.
    """

    def work(path_in: Path, path_out: Path) -> str:
        if extension_of(sent) != "pdf":
            raise WrongKindError
        scrub_pdf(path_in, path_out)
        return "application/pdf"

    return _clean(sent, work)


def extension_of(sent: "File[Any]") -> str:
    """Return the ending of the file's name, in small letters, without the dot."""
    return Path(sent.name or "").suffix.lower().lstrip(".")


def _clean(sent: "File[Any]", work: Callable[[Path, Path], str]) -> CleanUpload:
    mark = secrets.token_hex(8)
    raw, clean = incoming() / f"{mark}.raw", incoming() / f"{mark}.clean"
    try:
        with open(os.open(raw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:  # noqa: PTH123 -- mode at birth
            copy.writelines(sent.chunks())
        content_type = work(raw, clean)
    finally:
        raw.unlink(missing_ok=True)
    result = CleanUpload(clean, clean_line(Path(sent.name or "").name), content_type)
    if isinstance(sent, UploadedFile):
        # Wagtail's multiple upload may store what was sent itself: it, too, holds the clean bytes now. It
        # keeps the result alive, whose end would close the file.
        sent.file, sent.size = result.file, result.size
        vars(sent)["clean"] = result
    return result


def _let_go(file: IO[Any] | None, path: Path) -> None:
    if file:
        file.close()
    path.unlink(missing_ok=True)
