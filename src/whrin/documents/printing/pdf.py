"""Tagged PDF (PDF/UA-1), set by Typst in a child process."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from whrin.documents import child
from whrin.documents.printing.document import Document, Sheet
from whrin.documents.printing.errors import PrintingFailed, TooMuchToPrint
from whrin.documents.printing.glyphs import families_for
from whrin.documents.printing.pictures import kind_of, words_in
from whrin.documents.printing.reading import read_body
from whrin.documents.printing.reading_parts import language_parts
from whrin.documents.printing.wording import date_in_words
from whrin.documents.refusals import RefusedFileError, TooLargeError, TooSlowError

_HERE = Path(__file__).resolve().parent
FONTS = _HERE / "fonts"
_HOUSE = _HERE / "data" / "house.typ"
#: Seconds of clock time.
_PATIENCE = 60.0


def as_pdf(document: Document, *, sheet: Sheet = "a4") -> bytes:
    """Return a document as PDF/UA-1: tags, language, title, bookmarks, words for pictures, heads of tables.

    The same document gives the same bytes. Takes a second for two pages. Raises `PrintingFailed`.
    """
    read = read_body(document)
    kinds = {name: kind_of(name, document.pictures[name]) for name in read.pictures}
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
    }
    drawn = [words_in(name, document.pictures[name]) for name, kind in kinds.items() if kind == "svg"]
    job["fonts"] = families_for(chain(_texts(job), *drawn))
    job["pictures"] = [f"{number}.{kind}" for number, kind in enumerate(kinds.values())]
    with tempfile.TemporaryDirectory(prefix="whrin-printing-") as folder:
        place = Path(folder)
        for number, (name, kind) in enumerate(kinds.items()):
            (place / f"{number}.{kind}").write_bytes(document.pictures[name])
        shutil.copyfile(_HOUSE, place / "house.typ")
        (place / "job.json").write_text(json.dumps(job), encoding="utf-8")
        run_child("set_pages", "pages", place)
        return (place / "made.pdf").read_bytes()


def run_child(module: str, verb: str, folder: Path) -> None:
    """Have a child of ours work in a folder. Raises `PrintingFailed`."""
    try:
        child.run(module, Path(verb), folder, FONTS, seconds=_PATIENCE)
    except (TooSlowError, TooLargeError) as refusal:
        raise TooMuchToPrint(refusal.code) from None
    except RefusedFileError as refusal:
        raise PrintingFailed(refusal.code) from None


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
