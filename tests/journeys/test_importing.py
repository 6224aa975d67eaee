"""A librarian brings a messy file in and takes it back; a visitor takes a list away."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visit
from tests.journeys.test_looks import picture, wide_things

#: A record that is new, one that is here already by its DOI, one without a title, and half of a last one.
MESSY = """TY  - RPRT
TI  - Doors that stay open at night
AU  - Women Nest, Nairobi,
PY  - n.d.
ER  -
TY  - JOUR
TI  - Imprisonment and women's health
DO  - 10.2471/BLT.10.082842
PB  - Another publisher
ER  -
TY  - RPRT
PY  - 2020
ER  -
TY  - RPRT
TI  - Двери, открытые ночью
LA  - ru
"""


def wait_for_work(page: Page, words: str) -> None:
    """Look at the page again, once a second for a minute, until the background work has said these words."""
    for _second in range(60):
        if words in page.locator("main").inner_text():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator("main")).to_contain_text(words)


def test_a_librarian_brings_a_messy_file_in_and_takes_it_back(
    desk: Callable[..., Page], visit: Visit, tmp_path: Path
) -> None:
    path = tmp_path / "messy.ris"
    path.write_bytes(MESSY.replace("\n", "\r\n").encode())
    page = desk("coordinator")
    page.goto("/desk/imports/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="See what it would bring").click()
    expect(page.locator("main")).to_contain_text("Nothing has come in yet")
    expect(page.locator("main")).to_contain_text("The record has no title.")
    picture(page, "desk-import-preview")
    with page.expect_navigation():
        page.get_by_role("button", name="Bring them in").click()
    wait_for_work(page, "4 of 4 records are done")
    page.get_by_role("button", name="Take over: publisher").click()
    expect(page.locator("body")).to_contain_text("Taken over.")
    picture(page, "desk-import-run")
    page.get_by_role("link", name="Take the import back").click()
    picture(page, "desk-import-undo")
    with page.expect_navigation():
        page.get_by_role("button", name="Take it back").click()
    wait_for_work(page, "Undone")


def test_a_visitor_takes_a_list_and_a_record_away(visit: Visit) -> None:
    page = visit("/en/library/?q=women", viewport=PHONE)
    assert wide_things(page) == []
    with page.expect_download() as arriving:
        page.get_by_role("link", name="RIS", exact=True).click()
    assert arriving.value.suggested_filename == "library.ris"
    assert Path(arriving.value.path()).read_text(encoding="utf-8").count("ER  - ") > 20
    page.locator("ol.records a").first.click()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="BibTeX", exact=True).first.click()
    assert arriving.value.suggested_filename.endswith(".bib")
