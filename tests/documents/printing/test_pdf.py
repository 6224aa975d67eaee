"""A document as PDF: a screen reader finds what an eye finds, in every script, and nothing else is in it."""

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array

from tests.documents.printing.makers import NETWORK, TITLES, document
from tests.documents.printing.readers import elements
from whrin.documents.printing import as_pdf
from whrin.documents.printing.document import Sheet

LANGUAGES = list(TITLES)


def scope_of(cell: Any) -> str:
    told = cell.get("/A")
    parts = told if isinstance(told, Array) else [told]
    return next((str(part.Scope) for part in parts if "/Scope" in part), "")


@pytest.fixture(scope="module", params=LANGUAGES)
def printed(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, as_pdf(document(request.param))


@pytest.mark.once
def test_a_screen_reader_finds_language_title_structure_and_words_for_pictures(
    printed: tuple[str, bytes],
) -> None:
    language, content = printed
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"
            assert said["dc:title"] == TITLES[language]
        found = list(elements(pdf.Root.StructTreeRoot))
        names = [str(one.S) for one in found]
        assert [name for name in names if name.startswith("/H")] == ["/H1", "/H2", "/H3"]
        assert [str(one.Alt) for one in found if one.S == "/Figure"] == [f"{TITLES[language]}: 12"]
        assert [scope_of(one) for one in found if one.S == "/TH"] == ["/Column", "/Column", "/Row", "/Row"]
        assert {"/L", "/LI", "/Caption", "/Link", "/TD", "/THead"} <= set(names)
        if language != "en":
            assert b"/Lang(en)" in pdf.pages[0].Contents.read_bytes()
        with pdf.open_outline() as outline:
            [top] = outline.root
            assert (top.title, [one.title for one in top.children]) == (TITLES[language], [TITLES[language]])


@pytest.mark.once
def test_every_script_is_set_with_its_own_glyphs_and_can_be_copied(printed: tuple[str, bytes]) -> None:
    language, content = printed
    pages = pypdfium2.PdfDocument(content)
    text = pages[0].get_textpage().get_text_bounded()
    pages.close()
    kept = {"ar": "المخدرات", "th": "ผู้หญิง", "hi": "महिलाओं"}.get(language, TITLES[language][:12])
    assert kept in text
    assert "1 / 1" in text
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {str(font.BaseFont).split("+")[-1] for font in pdf.pages[0].Resources.Font.values()}
    own = {"ar": "NotoSansArabic", "th": "NotoSansThai", "hi": "NotoSansDevanagari"}.get(language, "NotoSans")
    assert f"{own}-Bold" in fonts


@pytest.mark.once
def test_a_file_follows_from_its_content_alone_and_names_no_machine() -> None:
    once, again = as_pdf(document()), as_pdf(document())
    assert once == again
    with pikepdf.open(io.BytesIO(once)) as pdf:
        said = {str(key): str(value) for key, value in pdf.docinfo.items()}
    assert said.pop("/Creator").startswith("Typst ")
    assert said == {
        "/Title": TITLES["en"],
        "/Author": NETWORK,
        "/Subject": "Country brief",
        "/CreationDate": "D:20261122000000Z",
        "/ModDate": "D:20261122000000Z",
    }


@pytest.mark.once
@pytest.mark.parametrize(
    ("sheet", "size"),
    [("letter", (612, 792)), ("leaflet", (842, 595)), ("pocket", (298, 420))],
)
def test_a_reader_can_have_other_sheets(sheet: Sheet, size: tuple[int, int]) -> None:
    pages = pypdfium2.PdfDocument(as_pdf(document("ar"), sheet=sheet))
    assert tuple(map(round, pages[0].get_size())) == size
    pages.close()


@pytest.mark.once
def test_a_table_of_thousands_of_rows_names_its_columns_on_every_page() -> None:
    rows = "".join(f"<tr><th>row {number}</th><td>{number}</td></tr>" for number in range(2_000))
    body = f"<table><thead><tr><th>Name</th><th>Number</th></tr></thead><tbody>{rows}</tbody></table>"
    pages = pypdfium2.PdfDocument(as_pdf(document(body=body)))
    assert len(pages) > 40
    assert "Name Number" in pages[40].get_textpage().get_text_bounded().replace("\r\n", " ")
    pages.close()
