"""Read a PDF: its text page by page, its number of pages, whether it is tagged, its language. Run: `python
-m … FROM TO`.

The text goes to the file TO, in UTF-8, with a form feed between pages; the rest is answered.
"""

import ctypes
import sys
import time
from pathlib import Path
from typing import Any

from whrin.documents.children.confine import RefusedInsideError, answer, confine

MOST_PAGES = 3_000
MOST_CHARACTERS = 5_000_000
#: Seconds after which the pages read so far are what there is.
PATIENCE = 45.0
#: Fewer letters a page than this (on average) is a scan with a stamp on it.
LETTERS_OF_A_PAGE = 30


def read(source: str, target: str) -> dict[str, Any]:
    import pypdfium2
    from pypdfium2 import raw
    from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise RefusedInsideError("encrypted" if locked else "broken") from None
    pages = len(document)
    if pages == 0:
        raise RefusedInsideError("broken")
    texts, whole = pages_of(document, min(pages, MOST_PAGES))
    Path(target).write_text("\f".join(texts), encoding="utf-8", errors="replace")
    letters = sum(not character.isspace() for text in texts for character in text)
    return {
        "pages": pages,
        "has_text_layer": letters >= LETTERS_OF_A_PAGE * max(1, len(texts)),
        "is_tagged": bool(raw.FPDFCatalog_IsTagged(document)),
        "language": language_of(document, raw),
        "is_whole": whole and pages <= MOST_PAGES,
        "extractor": f"pypdfium2 {PYPDFIUM_INFO.version}, PDFium {PDFIUM_INFO.version}",
    }


def pages_of(document: Any, count: int) -> tuple[list[str], bool]:
    """Return the texts of the first `count` pages and whether that is all, within patience and size."""
    texts: list[str] = []
    room = MOST_CHARACTERS
    end = time.monotonic() + PATIENCE
    for number in range(count):
        if room <= 0 or time.monotonic() > end:
            return texts, False
        text = text_of(document, number)[:room]
        room -= len(text)
        texts.append(text)
    return texts, True


def text_of(document: Any, number: int) -> str:
    """Return one page's text; empty when that page cannot be read."""
    try:
        page = document[number]
        sheet = page.get_textpage()
        # The text reaches files in UTF-8 and a database that refuses NUL.
        text = sheet.get_text_bounded().replace("\x00", "").replace("\f", " ")
        sheet.close()
        page.close()
    except Exception:  # noqa: BLE001 -- one damaged page must not cost the others
        return ""
    return str(text)


def language_of(document: Any, raw: Any) -> str:
    """Return the document's language as its catalogue writes it (BCP 47), or nothing."""
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if length <= 2 or length > 200:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFCatalog_GetLanguage(document, pointer, length)
    return buffer.raw[:length].decode("utf-16-le", errors="ignore").strip("\x00 ")


if __name__ == "__main__":
    confine(cpu_seconds=60)
    answer(lambda: read(sys.argv[1], sys.argv[2]))
