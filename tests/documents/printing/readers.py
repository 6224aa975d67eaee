"""Reads each form as others do, by the rules of the form and not by those of who wrote it."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree
from pikepdf import Array, Dictionary

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


@dataclass
class Seen:
    """What a reader finds: how often each word stands in text and notes together, and the notes."""

    words: Counter[str]
    notes: list[str]


def words_in(text: str) -> Counter[str]:
    """Count words of letters; numbers of notes and pages are none."""
    return Counter(re.findall(r"[^\W\d_]+", text))


def read_docx(content: bytes) -> Seen:
    """Follow each reference of the text to its note, as Word does."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = etree.fromstring(archive.read("word/document.xml"))
        kept = etree.fromstring(archive.read("word/footnotes.xml"))
    by_id = {one.get(f"{W}id"): _words_of(one, f"{W}t") for one in kept.iter(f"{W}footnote")}
    notes = [by_id[one.get(f"{W}id")].strip() for one in text.iter(f"{W}footnoteReference")]
    return Seen(words_in(" ".join([_words_of(text, f"{W}t", f"{W}p"), *notes])), notes)


def read_odt(content: bytes) -> Seen:
    """Read notes where they stand: within the text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return read_open_text(archive.read("content.xml"))


def read_open_text(content: bytes) -> Seen:
    """Read the XML of an open document: one part of an ODT, or the whole of a flat one."""
    body = etree.fromstring(content).find(f"{OFFICE}body")
    bodies = list(body.iter(f"{TEXT}note-body"))
    return Seen(words_in(" ".join(body.itertext())), ["".join(one.itertext()).strip() for one in bodies])


def read_epub(content: bytes) -> Seen:
    """Read the chapters and the notes behind them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        chapters = [name for name in archive.namelist() if "/text/ch" in name]
        trees = [etree.fromstring(archive.read(name)) for name in sorted(chapters)]
    asides = [one for tree in trees for one in tree.iter(f"{HTML}aside")]
    assert {one.get(f"{OPS}type") for one in asides} <= {"footnote"}
    bodies = [tree.find(f"{HTML}body") for tree in trees]
    return Seen(
        words_in(" ".join(" ".join(one.itertext()) for one in bodies)),
        ["".join(one.itertext()).strip() for one in asides],
    )


def read_pdf(content: bytes) -> Seen:
    """Read what can be copied from the pages, and the notes that a screen reader is told of."""
    pages = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Note"]
    return Seen(words_in(text), [""] * len(found))


def read_text(content: bytes) -> Seen:
    """Read the notes behind the line of stars."""
    text = content.decode()
    _before, _stars, behind = text.partition("\n*****\n")
    return Seen(words_in(text), re.findall(r"^\[\d+\] (.*)$", behind, re.MULTILINE))


def elements(tree: Any) -> Iterator[Any]:
    """Yield the elements of a PDF's structure, from the first to the last."""
    kids = tree.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            if "/S" in kid:
                yield kid
            yield from elements(kid)


def _words_of(tree: Any, tag: str, break_at: str = "") -> str:
    return "".join((one.text or "") if one.tag == tag else " " for one in tree.iter(tag, break_at or tag))
