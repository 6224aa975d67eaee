"""Draw what PDFs look like, in a child process."""

from dataclasses import dataclass
from pathlib import Path

from whrin.documents import child
from whrin.documents.scrub import nothing_half_made

#: Seconds of clock time.
PATIENCE = 10.0


@dataclass(frozen=True)
class DrawnPage:
    """A WebP picture of 40 kB at most; sides in pixels."""

    width: int
    height: int


def draw_first_page(path_in: Path, path_out: Path) -> DrawnPage:
    """Draw the first page of the PDF at `path_in` into `path_out`.

    Raises one of `whrin.documents.refusals`; then there is nothing at `path_out`. Takes up to 10 seconds.
    """
    with nothing_half_made(path_out):
        return DrawnPage(**child.run("draw_page", path_in, path_out, seconds=PATIENCE))
