"""Draw the first page of a PDF as a small WebP picture. Run: `python -m … FROM TO`."""

import io
import sys
from pathlib import Path
from typing import Any

from whrin.documents.children.confine import RefusedInsideError, answer, confine

#: Pixels of the longer side, and bytes at most.
LONGER_SIDE = 900
MOST_BYTES = 40_000
#: Tried in turn until the picture is small enough: share of the size, quality.
_STEPS = ((1.0, 70), (1.0, 45), (0.7, 45), (0.5, 35), (0.35, 25))


def draw(source: str, target: str) -> dict[str, Any]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise RefusedInsideError("encrypted" if locked else "broken") from None
    if len(document) == 0:
        raise RefusedInsideError("broken")
    page = document[0]
    longer = max(page.get_size())
    if longer <= 0:
        raise RefusedInsideError("broken")
    picture = page.render(scale=LONGER_SIDE / longer).to_pil().convert("RGB")
    size, content = _small(picture)
    Path(target).write_bytes(content)
    return {"width": size[0], "height": size[1]}


def _small(picture: Any) -> tuple[tuple[int, int], bytes]:
    for share, quality in _STEPS:
        smaller = picture.resize((max(1, int(picture.width * share)), max(1, int(picture.height * share))))
        written = io.BytesIO()
        smaller.save(written, "WEBP", quality=quality, method=4)
        if written.tell() <= MOST_BYTES:
            return smaller.size, written.getvalue()
    raise RefusedInsideError("too-large")


if __name__ == "__main__":
    confine(cpu_seconds=10)
    answer(lambda: draw(sys.argv[1], sys.argv[2]))
