from pathlib import Path

import pytest
from fpdf import FPDF

from tests.documents import makers
from whrin.documents.reading import read_pdf


def test_a_report_is_read_page_by_page(tmp_path: Path) -> None:
    found = read_pdf(makers.report(tmp_path / "a.pdf", pages=3))
    assert (found.pages, found.error, found.is_whole) == (3, "", True)
    assert found.has_text_layer
    assert [page.split(".")[0] for page in found.text.split("\f")] == ["Page 1", "Page 2", "Page 3"]
    assert (found.language, found.is_tagged) == ("sw", False)
    assert found.extractor.startswith("pypdfium2 5.")


def test_tags_and_language_are_seen(tmp_path: Path) -> None:
    found = read_pdf(makers.with_tags(makers.report(tmp_path / "a.pdf")))
    assert (found.language, found.is_tagged) == ("ar", True)


def test_a_report_of_three_hundred_pages_is_read(tmp_path: Path) -> None:
    found = read_pdf(makers.report(tmp_path / "a.pdf", pages=300))
    assert (found.pages, found.text.count("\f")) == (300, 299)


def test_a_scan_has_no_text_layer(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.output(str(tmp_path / "a.pdf"))
    found = read_pdf(tmp_path / "a.pdf")
    assert (found.pages, found.has_text_layer, found.text, found.error) == (1, False, "", "")


def test_a_locked_report_says_so(tmp_path: Path) -> None:
    found = read_pdf(makers.locked(makers.report(tmp_path / "a.pdf")))
    assert (found.pages, found.text, found.error) == (None, "", "encrypted")


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n" + b"[" * 100_000])
def test_a_broken_file_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert read_pdf(tmp_path / "a.pdf").error == "broken"


def test_an_endless_file_ends(tmp_path: Path) -> None:
    found = read_pdf(makers.endless(makers.report(tmp_path / "a.pdf")))
    assert found.error or found.pages is not None
