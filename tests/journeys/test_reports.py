"""She tells what was done on a phone without scripts, is answered by a caseworker, comes back with her code,
and takes everything back.
"""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, WIDE, Enter, Visit
from tests.journeys.site import Site
from tests.journeys.test_looks import faults, picture, wide_things

_RUSSIAN = {"viewport": PHONE, "java_script_enabled": False, "locale": "ru"}
_ARABIC = {"viewport": PHONE, "locale": "ar"}
#: Sample text: it says so itself.
_WORDS, _MORE, _ANSWER = "ПРИМЕР: забрали ребёнка.", "ПРИМЕР: ещё одно.", "SAMPLE: we read you."
#: No sample report is of this kind.
_KIND = "benefits-lost"
_ON = "main button[value=on]"


def test_she_tells_is_answered_and_takes_everything_back(visit: Visit, enter: Enter, site: Site) -> None:
    page = visit("/ru/tell/", **_RUSSIAN)
    code = _tell(page)
    assert page.context.cookies() == []
    caseworker = _open_desk(enter("Sample Heron", viewport=WIDE), site)
    _answer(caseworker)
    _come_back(page, code)
    _take_back(page, code)
    caseworker.reload()
    expect(caseworker.get_by_role("heading", level=1)).not_to_have_text("One report")


def test_every_page_of_telling_reads_well_in_arabic(visit: Visit) -> None:
    page = visit("/ar/tell/", **_ARABIC)
    _look(page, "begin")
    page.click("main form button")
    for step in ("whom", "kinds", "actors", "when", "where", "wants", "allowing", "what"):
        _look(page, step)
        if step == "what":
            page.fill("main textarea", "مثال: كلمات للتجربة.")
        page.click(_ON)
    _look(page, "check")
    page.click("main button[value=send]")
    _look(page, "sent")
    page.click("main form button")
    _look(page, "report")
    page.goto("/ar/tell/answer/")
    _look(page, "code")


def _look(page: Page, name: str) -> None:
    picture(page, f"reports-{name}")
    assert wide_things(page) == [], name
    assert faults(page) == [], name


def _tell(page: Page) -> str:
    page.click("main form button")
    page.check("[value=self]")
    page.click(_ON)
    page.check(f"[value={_KIND}]")
    page.click(_ON)
    for _step in ("actors", "when", "where", "wants", "allowing"):
        page.click(_ON)
    page.fill("main textarea", _WORDS)
    page.click(_ON)
    page.click("main button[value=send]")
    expect(page.locator(".note.ok")).to_be_visible()
    return page.locator(".code").inner_text()


def _open_desk(page: Page, site: Site) -> Page:
    lines = (site.var / "sample-keys.txt").read_text(encoding="utf-8").splitlines()
    words = dict(line.split("\t") for line in lines)["Sample Heron"]
    page.goto("/en/care/")
    page.fill("main form :is(input:not([type=hidden]), textarea)", words)
    page.click("main form button")
    page.wait_for_url("**/care/")
    _look(page, "desk")
    return page


def _answer(page: Page) -> None:
    page.goto(f"/en/care/?kind={_KIND}")
    page.click("main tbody tr:first-child a")
    expect(page.get_by_text(_WORDS)).to_be_visible()
    _look(page, "one")
    page.fill("[name=text] >> nth=0", _ANSWER)
    page.click("main button[value=answer]")
    expect(page.get_by_text(_ANSWER)).to_be_visible()


def _come_back(page: Page, code: str) -> None:
    page.goto("/ru/tell/answer/")
    page.fill("[name=code]", code)
    page.press("[name=code]", "Enter")
    expect(page.get_by_text(_ANSWER)).to_be_visible()
    page.fill("main textarea", _MORE)
    page.click("main button[value=write]")
    expect(page.get_by_text(_MORE)).to_be_visible()


def _take_back(page: Page, code: str) -> None:
    page.click("main details:has(button[value=withdraw]) summary")
    page.click("main button[value=withdraw]")
    page.click("main button[value=withdraw]")
    page.goto("/ru/tell/answer/")
    page.fill("[name=code]", code)
    page.press("[name=code]", "Enter")
    expect(page.locator("main .wrong")).to_be_visible()
