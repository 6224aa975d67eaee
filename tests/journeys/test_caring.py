"""What a visitor suggests twice, a librarian takes up, sees that it is one work, and makes it one record."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visit
from tests.journeys.test_looks import faults, picture

TITLE = "Safer nights for women who sell sex, a guide from the walk"


def suggest(visit: Visit, where: str) -> None:
    """Fill in the form as a person does, without scripts, on a telephone."""
    page = visit("/en/library/suggest/", viewport=PHONE, java_script_enabled=False)
    page.get_by_label("Web address or DOI").fill(where)
    page.get_by_label("Title").fill(TITLE)
    page.wait_for_timeout(4000)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert page.context.cookies() == []


def test_what_was_suggested_twice_becomes_one_record(desk: Callable[..., Page], visit: Visit) -> None:
    suggest(visit, "https://one.example/guide")
    suggest(visit, "10.5555/guide-from-the-walk")

    page = desk("coordinator", viewport=PHONE)
    for _suggestion in range(2):
        page.goto("/desk/care/suggestions/")
        page.get_by_role("link", name=TITLE).first.click()
        page.get_by_label("Language").fill("English")
        page.get_by_role("button", name="Accept").click()
        page.wait_for_url("**/desk/works/edit/**")
    page.goto("/desk/care/suggestions/")
    expect(page.get_by_role("main")).to_contain_text("Nothing here.")

    page.goto("/desk/care/doubles/")
    page.get_by_role("link", name=f"Compare {TITLE}").first.click()
    expect(page.get_by_role("button", name="Make them one")).to_be_visible()
    picture(page, "care-pair-en-360")
    assert faults(page) == []
    page.get_by_label(TITLE).first.check()
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_role("main")).to_contain_text("The two are one record now.")
    expect(page.get_by_role("link", name=f"Compare {TITLE}")).to_have_count(0)


def test_a_form_with_a_fault_keeps_what_she_typed(visit: Visit) -> None:
    page = visit("/en/library/suggest/")
    page.get_by_label("Web address or DOI").fill("not an address")
    page.get_by_label("What we should know").fill("Women asked me for it.")
    page.wait_for_timeout(4000)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a whole web address")
    expect(page.get_by_label("What we should know")).to_have_value("Women asked me for it.")
    picture(page, "suggest-fault-en-1280")
    assert faults(page) == []
