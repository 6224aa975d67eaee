"""A woman joins on a shared telephone, by invitation: from the code to her first words, and out again."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, WIDE, Enter, Visit
from tests.journeys.test_looks import faults, picture, wide_things

PASSPHRASE = "kettle river orange seven"


def _invitation(enter: Enter) -> str:
    """Return a code that a member made."""
    wren = enter("Sample Wren")
    wren.goto("/account/invite/")
    wren.click("main form button")
    return wren.locator("main code").inner_text()


def _seen(page: Page, name: str, *, also_wide: bool = False) -> None:
    """Look at a page as it stands on her telephone, and on a wide screen as well: axe finds nothing."""
    for width in (WIDE, PHONE) if also_wide else (PHONE,):
        page.set_viewport_size(width)
        picture(page, f"joining-{name}-{width['width']}")
        assert [*faults(page), *wide_things(page)] == [], (name, width)


def _comes_in(page: Page, code: str) -> None:
    """Choose the first name that is offered, and write the twelve words down."""
    _seen(page, "door", also_wide=True)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.fill("[name=again]", PASSPHRASE)
    page.fill("[name=code]", code)
    page.wait_for_timeout(3_000)  # whoever is quicker is taken for a programme
    page.click("main form button")
    expect(page.locator("main ol li")).to_have_count(12)
    _seen(page, "words")
    page.check("#written")
    page.click("main form button")
    _seen(page, "account", also_wide=True)


def test_she_joins_by_invitation_talks_and_deletes_everything(enter: Enter, visit: Visit) -> None:
    code = _invitation(enter)
    page = visit("/account/join/", viewport=PHONE)
    _comes_in(page, code)
    name = page.locator("h1").inner_text()
    page.click("main a:has-text('Forum')")
    page.click("text=The garden")
    page.click("main a:has-text('Take part')")
    _seen(page, "place")
    page.click("main button:has-text('Take part')")

    page.click("text=Begin a conversation")
    page.fill("[name=title]", "My first words")
    page.fill("[name=body]", "I am glad to be here.")
    _seen(page, "writing")
    page.click("button[value=post]")
    expect(page.locator("p.note.ok")).to_contain_text("A moderator reads your first posts")

    page.goto("/account/me/")
    page.select_option("select >> nth=0", "ar")
    page.click("main form button")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    _seen(page, "account-ar")
    page.goto("/account/delete/")
    _seen(page, "delete-ar")
    page.fill("input[type=password]", PASSPHRASE)
    page.click("main form button")
    expect(page.get_by_role("link", name="حساب", exact=True)).to_have_count(0)

    page.goto("/account/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSPHRASE)
    page.press("input[name=password]", "Enter")
    expect(page.get_by_role("alert")).to_be_visible()
