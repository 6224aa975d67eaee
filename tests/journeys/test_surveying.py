"""A form travels from a workbook, through a phone without scripts in Arabic, to table, chart and workbook."""

import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visit
from tests.journeys.test_looks import faults, picture, wide_things
from whrin.surveys.xlsform import read_sheets, write_xlsx

_HOUSES = Path(__file__).with_name("houses.md")
_NEXT, _ADD, _LATER = "[name=act][value=next]", "[value=add]", "[value=later]"
_PHONE = {"viewport": PHONE, "java_script_enabled": False, "locale": "ar"}


def test_a_form_travels_from_a_workbook_through_a_phone_to_the_table(
    desk: Callable[..., Page], visit: Visit
) -> None:
    amina = desk("coordinator")
    _publish(amina)
    axe = visit("/ar/surveys/", viewport=PHONE)
    words = _begin(visit("/ar/surveys/houses/", **_PHONE), axe)
    receipt = _go_on(visit("/ar/surveys/houses/", **_PHONE), words, axe)
    _correct(visit("/ar/surveys/receipt/", **_PHONE), receipt)
    _look_at_it(amina)
    _take_it_away(amina)


def _look(page: Page, name: str, *, again: Page | None = None) -> None:
    """Take a picture, and look for faults. `again`: a browser with scripts, for axe is one."""
    picture(page, f"surveys-{name}")
    assert wide_things(page) == []
    if again is not None:
        again.goto(page.url)
    assert faults(again or page) == []


def _publish(page: Page) -> None:
    page.goto("/desk/forms/-/new/")
    page.fill("[name=form_id]", "houses")
    page.click("main form button")
    workbook = write_xlsx(read_sheets(_HOUSES.read_bytes()))
    page.set_input_files(
        "[name=sheets]", {"name": "houses.xlsx", "mimeType": "application/octet-stream", "buffer": workbook}
    )
    page.click("button:has-text('Upload')")
    page.click("main a.button:has-text('Publish')")
    picture(page, "surveys-publish")
    page.click("main form button")
    page.goto("/desk/forms/houses/settings/")
    page.fill("[name=smallest_cell]", "1")
    page.click("main form button[type=submit]")
    page.goto("/desk/forms/houses/step/open/")
    page.click("main form button")


def _begin(page: Page, axe: Page) -> list[str]:
    """Begin, be refused once, and leave in the middle; return the six words."""
    picture(page, "surveys-begin")
    page.check("main form input[type=checkbox]")
    page.click(_NEXT)
    words = page.locator("main ol li").all_inner_texts()
    picture(page, "surveys-words")
    page.click("main a.go")
    _look(page, "questions", again=axe)
    page.check("[value=south]")
    page.fill("[name='/data/house/women']", "٧٠")
    page.click(_NEXT)
    expect(page.get_by_role("alert")).to_contain_text("اكتبي عددا من 1 إلى 40.")
    picture(page, "surveys-refused")
    assert page.input_value("[name='/data/house/women']") == "٧٠"
    page.fill("[name='/data/house/women']", "٦")
    page.check("[value=mill]")
    page.click(_LATER)
    return words


def _go_on(page: Page, words: list[str], axe: Page) -> str:
    """Come back with the words, answer the rest and send; return the receipt."""
    page.click("main details >> nth=1")
    page.fill("[name=words]", " ".join(words))
    page.locator("form:has([name=words]) button").click()
    expect(page.locator("[value=mill]")).to_be_checked()
    page.click(_NEXT)
    page.fill("[name='/data/room[1]/beds']", "٢")
    page.click(_NEXT)
    page.click(_ADD)
    page.fill("[name='/data/room[2]/beds']", "3")
    page.click(_NEXT)
    _look(page, "rooms", again=axe)
    page.click(_NEXT)
    expect(page.locator("main")).to_contain_text("5 سرير لعدد 6 امرأة.")
    page.click(_NEXT)
    expect(page.locator("main")).to_contain_text("طاحونة المثال")
    _look(page, "review", again=axe)
    page.click("main form button.go")
    receipt = page.locator(".code").inner_text()
    picture(page, "surveys-receipt")
    return receipt


def _correct(page: Page, receipt: str) -> None:
    page.fill("[name=code]", receipt.lower())
    page.click("main form button")
    page.click("[value=correct]")
    if "/later/" in page.url:
        page.click("main a.go")
    page.goto(
        page.url.partition("/a/")[0] + "/a/" + page.url.split("/a/")[1].split("/")[0] + "/p/house~region/"
    )
    page.fill("[name='/data/house/women']", "8")
    page.click(_NEXT)
    page.goto(page.url.partition("/p/")[0] + "/review/")
    page.click("main form button.go")
    expect(page.get_by_role("status")).to_be_visible()


def _look_at_it(page: Page) -> None:
    page.goto("/desk/forms/houses/answers/")
    expect(page.locator("main table")).to_contain_text("Sample Mill")
    _look(page, "table")
    page.goto("/desk/forms/houses/figures/")
    expect(page.locator("main")).to_contain_text("Sample Mill")
    _look(page, "figures")


def _take_it_away(page: Page) -> None:
    page.goto("/desk/forms/houses/exports/")
    picture(page, "surveys-exports")
    page.check("[name=words][value=labels]")
    with page.expect_download() as begun:
        page.click("form[action$='/exports/file/'] button")
    book = load_workbook(io.BytesIO(Path(begun.value.path()).read_bytes()))
    cells = [[str(cell) for cell in row] for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any({"Sample Mill", "8", "5"} <= set(row) for row in cells)
    assert any({"2"} <= set(row) for row in cells)
