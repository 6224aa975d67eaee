"""Make uploads safe: PDFs without scripts, attachments or notes about their makers; pictures as pixels
alone.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whrin.documents import child
from whrin.documents.refusals import WrongKindError

#: Seconds of clock time.
PATIENCE = 20.0
_PDF = b"%PDF-"
_HEAD = 1024


@dataclass(frozen=True)
class ScrubbedPdf:
    """A PDF that was written and verified."""

    pages: int


@dataclass(frozen=True)
class ScrubbedPicture:
    """A picture painted anew: `format` is JPEG, PNG or WEBP; sides in pixels, at most 2,560."""

    format: str
    width: int
    height: int


def scrub_pdf(path_in: Path, path_out: Path) -> ScrubbedPdf:
    """Write a clean copy of the PDF at `path_in` to `path_out`, verified.

    Raises one of `whrin.documents.refusals`; then there is nothing at `path_out`. Takes up to 20 seconds.
    """
    with path_in.open("rb") as file:
        if _PDF not in file.read(_HEAD):
            raise WrongKindError
    with nothing_half_made(path_out):
        return ScrubbedPdf(**child.run("scrub_pdf", path_in, path_out, seconds=PATIENCE))


def scrub_picture(path_in: Path, path_out: Path) -> ScrubbedPicture:
    """Write the picture at `path_in` (JPEG, PNG or WebP, by content) anew to `path_out`, in the same format.

    Raises one of `whrin.documents.refusals`; then there is nothing at `path_out`. Takes up to 20 seconds.
    """
    with nothing_half_made(path_out):
        return ScrubbedPicture(**child.run("scrub_picture", path_in, path_out, seconds=PATIENCE))


@contextlib.contextmanager
def nothing_half_made(path: Path) -> Iterator[None]:
    """Remove what was being written when the work inside fails."""
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise
