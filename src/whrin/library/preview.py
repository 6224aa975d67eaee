"""The first page of a PDF as a small picture, drawn when somebody first asks for it."""

import tempfile
import threading
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.documents.drawing import draw_first_page
from whrin.documents.refusals import RefusedFileError
from whrin.library import media_types
from whrin.library.models import StoredFile
from whrin.library.public import for_readers
from whrin.library.record_page import NotPublic, file_of

#: One drawing at a time in a process: a page takes a second of a whole processor.
_pen = threading.Lock()


@for_readers
@require_safe
def first_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the picture of a file's first page."""
    stored = file_of(slug, number)
    if stored.media_type != media_types.PDF.name:
        raise NotPublic
    picture = picture_of(stored)
    if not picture:
        return error_page(request, 404, heading=_("This page could not be drawn"))
    response = HttpResponse(picture, content_type=media_types.WEBP.name)
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Robots-Tag"] = "noindex"
    return response


def picture_of(stored: StoredFile) -> bytes:
    """Return the picture (WebP), drawn now or kept from before; empty when the page cannot be drawn.

    Pictures are kept in `previews` of the data folder by the file's digest, an empty one for what failed; the
    folder may be emptied at any time.
    """
    folder = Path(settings.VAR) / "previews"
    kept = folder / f"{stored.sha256}.webp"
    if not kept.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _pen:
            if not kept.exists():
                _draw(stored, kept)
    return kept.read_bytes()


def _draw(stored: StoredFile, kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as work:
        source, target = Path(work) / "file.pdf", Path(work) / "page.webp"
        try:
            with stored.file.open("rb") as content, source.open("wb") as copy:
                copy.writelines(content.chunks())
            draw_first_page(source, target)
        except (RefusedFileError, FileNotFoundError):
            target.touch()
        target.replace(kept)
