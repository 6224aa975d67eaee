"""DOCX, ODT and EPUB, by pandoc in a child process."""

import base64
import json
import shutil
from html import escape
from pathlib import Path
from typing import Any

from whrin.documents.printing.document import Document, Form, Sheet
from whrin.documents.printing.reading import Read, read_body
from whrin.documents.printing.wording import date_in_words
from whrin.documents.printing.workplace import DATA, FONTS, families_of, kinds_of, run_child, workplace
from whrin.documents.printing.writing import footnotes_of, html_of

_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


def as_docx(document: Document, *, sheet: Sheet = "a4") -> bytes:
    """Return a document for Word: our looks, its language and direction, words for pictures, heads of
    tables. `sheet`: "a4" or "letter". Raises `PrintingFailed`.
    """
    return _made(document, "docx", "letter" if sheet == "letter" else "a4")


def as_odt(document: Document) -> bytes:
    """Return a document for LibreOffice. Raises `PrintingFailed`."""
    return _made(document, "odt", "a4")


def as_epub(document: Document) -> bytes:
    """Return a document as a book, for readers that fit its pages to the screen. Raises `PrintingFailed`."""
    return _made(document, "epub", "a4")


def _made(document: Document, form: Form, sheet: Sheet) -> bytes:
    read = read_body(document)
    kinds = kinds_of(document, read.pictures)
    # Programs for offices find fonts of their own for signs that ours do not have; pictures cannot.
    fonts = families_of(document, kinds)
    with workplace(document, kinds) as place:
        (place / "job.json").write_text(json.dumps({"fonts": fonts}), encoding="utf-8")
        if "svg" in kinds.values():
            run_child("set_pages", Path("pictures" if form == "docx" else "labels"), place, FONTS)
        for name in ("styles.json", "house.css"):
            shutil.copyfile(DATA / name, place / name)
        (place / "office.json").write_text(json.dumps(_told(document, form, sheet)), encoding="utf-8")
        (place / "body.html").write_text(_page(document, read, list(kinds.values()), place), encoding="utf-8")
        run_child("write_office", place)
        return (place / "made").read_bytes()


def _told(document: Document, form: Form, sheet: Sheet) -> dict[str, Any]:
    said = document.said()
    del said["body"]
    return {
        **said,
        "form": form,
        "sheet": sheet,
        "day": document.date.isoformat(),
        "date_words": date_in_words(document.date, document.language),
        "identifier": f"urn:sha256:{document.fingerprint()}",
    }


def _page(document: Document, read: Read, kinds: list[str], place: Path) -> str:
    """Return the body as a page of HTML with everything in it, so that pandoc opens nothing else."""
    sources = []
    for number, kind in enumerate(kinds):
        content = base64.b64encode((place / f"{number}.{kind}").read_bytes()).decode()
        sources.append(f"data:{_MEDIA[kind]};base64,{content}")
    return (
        f'<!doctype html><html lang="{escape(document.language)}" dir="{document.direction}"><body>'
        f"{html_of(read.tree, sources)}{footnotes_of(read.footnotes, sources)}</body></html>"
    )
