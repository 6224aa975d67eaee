"""An editor uploads a PDF; a visitor finds a word of its text."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from fpdf import FPDF
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

WORD = "periwinkle"


def a_pdf(path: Path) -> Path:
    """Make a PDF of two pages whose text holds a word that no other record has."""
    document = FPDF()
    document.set_title("A leaflet made on a walk")
    for text in ("A leaflet about opening hours.", f"The {WORD} room is for women with children."):
        document.add_page()
        document.set_font("Helvetica", size=14)
        document.multi_cell(0, 8, text)
    document.output(str(path))
    return path


def test_a_word_inside_an_uploaded_pdf_is_found(
    desk: Callable[..., Page], visit: Visit, tmp_path: Path
) -> None:
    visitor = visit("/en/library/?" + urlencode({"q": WORD}))
    expect(visitor.locator("main [role=status]")).to_contain_text("0 resources")

    editor = desk("moderator")
    upload(editor, a_pdf(tmp_path / "leaflet.pdf"))

    # The worker reads the file in its own time.
    for _attempt in range(60):
        visitor.goto("/en/library/?" + urlencode({"q": WORD}))
        if visitor.locator("ol.records > li").count():
            break
        visitor.wait_for_timeout(1000)
    expect(visitor.locator("ol.records > li")).to_have_count(1)
    visitor.locator("ol.records a").first.click()
    with visitor.expect_download() as arriving:
        visitor.locator("main a[href*='/files/']").first.click()
    assert arriving.value.suggested_filename.endswith(".pdf")


def upload(page: Page, path: Path) -> None:
    """Add the file to the English record of these walks, through the desk."""
    page.goto("/desk/works/?q=Open+doors")
    page.locator("main a", has_text="Open doors").first.click()
    page.locator("input[name=attach-file]").set_input_files(path)
    page.get_by_role("button", name="Add the file").click()
    page.wait_for_load_state()
