"""Read what PDFs hold, in a child process. A long one takes up to a minute: never inside a request."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from whrin.documents import child
from whrin.documents.refusals import RefusedFileError

#: Seconds of clock time.
PATIENCE = 60.0


@dataclass(frozen=True)
class Reading:
    """What was found. `text` has a form feed between pages.

    `pages` is None when the file could not be opened; `error` is then a code of `whrin.documents.refusals`,
    else empty. `language` is BCP 47 as the file writes it, or empty. `is_whole` is False when the text was
    cut at 3,000 pages, 5 million characters or 45 seconds.
    """

    pages: int | None = None
    text: str = ""
    has_text_layer: bool = False
    is_tagged: bool = False
    language: str = ""
    extractor: str = ""
    error: str = ""
    is_whole: bool = True


def read_pdf(path: Path) -> Reading:
    """Read the PDF at `path`. Never raises for what the file holds: a file that cannot be read has an
    `error`.
    """
    with tempfile.TemporaryDirectory(prefix="whrin-reading-") as folder:
        target = Path(folder) / "text"
        try:
            found = child.run("read_pdf", path.resolve(), target, seconds=PATIENCE)
        except RefusedFileError as refusal:
            return Reading(error=refusal.code)
        return Reading(text=target.read_text(encoding="utf-8"), **found)
