"""A service is found in Arabic on a phone without scripts, corrected by nobody in particular, reviewed by
two, followed through every exit, and withdrawn.
"""

import json
import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Enter, Visit
from tests.journeys.test_looks import faults, picture, wide_things

_PHONE = {"viewport": PHONE, "java_script_enabled": False, "locale": "ar"}
_NAME, _SLUG = "Kosmicare", "kosmicare"
#: What she tells: sample text, in her own language.
_WORDS = "نص تجريبي: شاي وماء، ولا أحد يسأل عن الأوراق."


def test_a_service_is_found_corrected_reviewed_followed_and_withdrawn(
    visit: Visit, enter: Enter, desk: Callable[..., Page]
) -> None:
    axe = visit("/ar/services/", viewport=PHONE)
    code = _find_and_correct(visit("/ar/services/", **_PHONE), axe)
    for who in ("Sample Heron", "Sample Wren"):
        _review(enter(who, viewport=PHONE))
    page = visit(f"/ar/services/told/{code}/", **_PHONE)
    expect(page.get_by_text("مقبول")).to_be_visible()
    _follow(page)
    _withdraw(desk("coordinator"))
    _see_nothing(page)


def _look(page: Page, name: str, axe: Page) -> None:
    """Take a picture, and look for faults in a browser with scripts, for axe is one."""
    picture(page, f"services-{name}")
    assert wide_things(page) == []
    axe.goto(page.url)
    assert faults(axe) == []


def _find_and_correct(page: Page, axe: Page) -> str:
    _look(page, "list", axe)
    page.goto("/ar/services/need/")
    _look(page, "need", axe)
    page.goto("/ar/services/?country=PT")
    page.fill("[name=q]", _NAME)
    page.press("[name=q]", "Enter")
    page.click(f"main a:has-text('{_NAME}')")
    _look(page, "service", axe)
    page.goto(f"/ar/services/{_SLUG}/correct/?part=about")
    page.fill("[name=expect]", _WORDS)
    # Who sends sooner is taken for a programme.
    page.wait_for_timeout(4_000)
    page.click("main form button[type=submit]")
    expect(page.locator(".code")).to_be_visible()
    picture(page, "services-receipt")
    return page.locator(".code").inner_text().strip()


def _review(page: Page) -> None:
    page.goto("/en/services/review/")
    page.click(f"main a:has-text('{_NAME}')")
    expect(page.locator("main")).to_contain_text(_WORDS)
    assert wide_things(page) == [] and faults(page) == []
    picture(page, "services-review")
    page.click("[name=act][value=accept]")


def _follow(page: Page) -> None:
    """See the new words on the page, in its history, feeds, interface and figures, and on paper."""
    page.goto(f"/ar/services/{_SLUG}/")
    expect(page.locator("main")).to_contain_text(_WORDS)
    page.goto(f"/ar/services/{_SLUG}/history/")
    expect(page.locator("main")).to_contain_text(_WORDS)
    picture(page, "services-history")
    told = _read(page, f"/ar/services/{_SLUG}/changes.atom")
    assert _WORDS in told and _NAME in _read(page, "/ar/services/feed/")
    found = json.loads(_read(page, f"/hsds/3.1/services?search={_NAME}&full=true"))["contents"]
    assert [each["name"] for each in found] == [_NAME] and _WORDS in json.dumps(found, ensure_ascii=False)
    page.goto("/ar/places/pt/")
    expect(page.locator("main")).to_contain_text(_NAME)
    assert _paper(page, "/ar/places/pt/country.pdf").startswith(b"%PDF")


def _withdraw(page: Page) -> None:
    page.goto(f"/desk/services/?q={_NAME}")
    page.click(f"main a:has-text('{_NAME}')")
    page.click("main a:has-text('Take it off the map')")
    page.click("main form button[type=submit]")


def _see_nothing(page: Page) -> None:
    answer = page.goto(f"/ar/services/{_SLUG}/")
    assert answer is not None and answer.status == 410
    assert _NAME not in page.content()
    for path in ("/ar/services/?q=Kosmi", "/ar/services/feed/", "/ar/services/csv/", "/ar/places/pt/"):
        assert _NAME not in re.sub("q=Kosmi", "", _read(page, path)), path
    assert _NAME not in _read(page, "/hsds/3.1/services?per_page=100&full=true")


def _read(page: Page, path: str) -> str:
    answer = page.request.get(path)
    assert answer.ok, path
    return answer.text()


def _paper(page: Page, path: str) -> bytes:
    """Return a file that is made in the background."""
    for _second in range(60):
        answer = page.request.get(path)
        if answer.headers["content-type"].startswith("application/pdf"):
            return answer.body()
        time.sleep(0.5)
    raise AssertionError(path)
