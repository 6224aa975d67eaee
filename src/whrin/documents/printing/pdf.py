"""Tagged PDF (PDF/UA-1), set by Typst in a child process."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whrin.documents.printing.document import Document, Sheet
from whrin.documents.printing.reading import read_body
from whrin.documents.printing.reading_parts import language_parts
from whrin.documents.printing.wording import date_in_words
from whrin.documents.printing.workplace import DATA, FONTS, families_of, kinds_of, run_child, workplace


def as_pdf(document: Document, *, sheet: Sheet = "a4") -> bytes:
    """Return a document as PDF/UA-1: tags, language, title, bookmarks, words for pictures, heads of tables.

    The same document gives the same bytes. Takes a second for two pages. Raises `PrintingFailed`.
    """
    read = read_body(document)
    kinds = kinds_of(document, read.pictures)
    job = {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "source": document.source,
        "licence": document.licence,
        "date": [document.date.year, document.date.month, document.date.day],
        "date_words": date_in_words(document.date, document.language),
        "spoken": {**language_parts(document.language), "dir": document.direction},
        "sheet": sheet,
        "tree": read.tree,
        "pictures": [f"{number}.{kind}" for number, kind in enumerate(kinds.values())],
    }
    job["fonts"] = families_of(document, kinds, _texts(job))
    with workplace(document, kinds) as place:
        shutil.copyfile(DATA / "house.typ", place / "house.typ")
        (place / "job.json").write_text(json.dumps(job), encoding="utf-8")
        run_child("set_pages", Path("pages"), place, FONTS)
        return (place / "made.pdf").read_bytes()


def _texts(told: Any) -> Iterator[str]:
    """Yield every text in what is set; names of tags and files among them do no harm."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from _texts(value)
    elif isinstance(told, list):
        for value in told:
            yield from _texts(value)
