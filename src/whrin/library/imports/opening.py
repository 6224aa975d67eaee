"""A file is opened: which format it is in, told by its content, and the records in it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from whrin.library.imports import archive, bibtex, json_list, ris, tables, zotero_rdf
from whrin.library.imports.archive import Beside
from whrin.library.imports.faults import NotUnicode, UnknownFormat
from whrin.library.imports.found import Found
from whrin.library.imports.wild_text import read_wild

CSL_JSON = "csl-json"
_HEAD = 4096
#: Formats by name, each with its reader.
READERS: dict[str, Callable[[str], Iterator[Found]]] = {
    CSL_JSON: json_list.located,
    "ris": ris.records,
    "bibtex": bibtex.records,
    "csv": tables.records,
    "zotero-rdf": zotero_rdf.records,
}


@dataclass(frozen=True)
class Opened:
    """A file's text in its format. `beside`: files that its records may name."""

    format: str
    text: str
    beside: Beside

    def records(self) -> Iterator[Found]:
        """Yield each record, in the order of the file. Raises `UnreadableFile` where the file breaks off."""
        return READERS[self.format](self.text)

    def total(self) -> int:
        """Return the number of records. Raises `UnreadableFile`."""
        return sum(1 for _record in self.records())


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a file, a ZIP archive or a folder. Raises `UnreadableFile`."""
    if path.is_dir():
        inner, beside = archive.in_folder(path)
        yield _read(inner, beside)
    elif archive.is_archive(path):
        with tempfile.TemporaryDirectory() as folder:
            inner, beside = archive.unpacked(path, Path(folder))
            yield _read(inner, beside)
    else:
        yield _read(path, Beside())


def records_file(path: Path) -> Path:
    """Return the file that tells whether this was imported before: the file of records in a folder."""
    return archive.in_folder(path)[0] if path.is_dir() else path


def _read(path: Path, beside: Beside) -> Opened:
    limit = settings.WHRIN_IMPORT_LIMIT_MB
    text = _as_json(path, limit)
    if text:
        return Opened(CSL_JSON, text, beside)
    text = read_wild(path, limit)
    if zotero_rdf.MARK in text[:_HEAD] and "<!DOCTYPE" not in text[:_HEAD]:
        return Opened("zotero-rdf", text, beside)
    starts = {
        name: found.start()
        for name, start in (("ris", ris.START), ("bibtex", bibtex.START))
        if (found := start.search(text))
    }
    if starts:
        return Opened(min(starts, key=lambda name: starts[name]), text, beside)
    if tables.is_table(text):
        return Opened("csv", text, beside)
    raise UnknownFormat


def _as_json(path: Path, limit: int) -> str:
    """Return the text of what can only be JSON, else nothing. JSON is Unicode by its own rules."""
    try:
        text = json_list.read_text(path, limit)
    except NotUnicode:
        with path.open("rb") as file:
            head = file.read(4).strip(b"\x00\xff\xfe")
        if head[:1] in {b"[", b"{"}:
            raise
        return ""
    return text if text.lstrip(" \t\r\n\ufeff")[:1] in {"[", "{", '"'} and not tables.is_table(text) else ""
