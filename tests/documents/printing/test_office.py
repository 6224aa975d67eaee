"""The same document for offices and as a book: its language, its direction, and nobody's name in it."""

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from tests.documents.printing.makers import CHART, NETWORK, TITLES, document
from whrin.documents.printing import Document, as_docx, as_epub, as_odt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Parts = dict[str, str]


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [name for name in archive.namelist() if not name.endswith((".png", "/"))]
        return {name: archive.read(name).decode() for name in texts}


@pytest.fixture(scope="module")
def docx() -> Parts:
    return parts_of(as_docx(document("ar")))


@pytest.mark.once
def test_an_arabic_docx_runs_from_right_to_left_throughout(docx: Parts) -> None:
    tree = etree.fromstring(docx["word/document.xml"].encode())
    paragraphs = [one for one in tree.iter(f"{W}p") if "".join(one.itertext()).strip()]
    turned = [one for one in paragraphs if one.find(f"{W}pPr/{W}bidi") is not None]
    assert len(turned) == len(paragraphs) > 8
    title = next(one for one in tree.iter(f"{W}r") if TITLES["ar"] in "".join(one.itertext()))
    assert title.find(f"{W}rPr/{W}rtl") is not None
    english = next(one for one in tree.iter(f"{W}r") if "".join(one.itertext()) == "needles")
    assert english.find(f"{W}rPr/{W}rtl") is None
    assert english.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en"
    assert tree.find(f".//{W}tblPr/{W}bidiVisual") is not None
    assert tree.find(f".//{W}sectPr/{W}bidi") is not None
    styles = etree.fromstring(docx["word/styles.xml"].encode())
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}bidi") == "ar"


@pytest.mark.once
def test_a_docx_names_the_head_of_its_table_and_says_what_its_picture_shows(docx: Parts) -> None:
    body = docx["word/document.xml"]
    assert "<w:tblHeader" in body
    assert f'descr="{TITLES["ar"]}: 12"' in body
    assert "svgBlip" in body
    assert 'r:embed="rId' in body.split("<a:blip")[1].split(">")[0]
    assert [name for name in ("Title", "Heading1", "Heading2") if f'w:val="{name}"' not in body] == []
    assert NETWORK in docx["word/househeader.xml"]
    assert "NUMPAGES" in docx["word/housefooter.xml"]


@pytest.mark.once
@pytest.mark.parametrize("make", [as_docx, as_odt, as_epub])
def test_a_file_follows_from_its_content_alone(make: Callable[[Document], bytes]) -> None:
    once = make(document("hi"))
    assert once == make(document("hi"))
    whole = "".join(parts_of(once).values())
    assert "2026-11-22" in whole
    assert [word for word in ("1970", "Pandoc", "Microsoft Word", "/tmp/") if word in whole] == []


@pytest.mark.once
def test_a_book_and_an_open_document_run_the_way_of_their_language() -> None:
    book = parts_of(as_epub(document("ar")))
    assert 'page-progression-direction="rtl"' in book["EPUB/content.opf"]
    assert 'dir="rtl"' in book["EPUB/text/ch001.xhtml"]
    assert "data-outline" not in "".join(book.values())
    assert "<text" not in next(text for name, text in book.items() if name.endswith(".svg"))
    assert "<text" in CHART
    text = parts_of(as_odt(document("ar")))
    assert "rl-tb" in text["styles.xml"]
    assert NETWORK in text["meta.xml"]
