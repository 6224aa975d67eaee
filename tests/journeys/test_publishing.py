"""A change goes from an editor to a moderator to a visitor."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

NEW_TITLE = "About this network, seen on a walk"


def submit(page: Page, label: str) -> None:
    """Choose one of the actions at the foot of the editor, which may be folded away."""
    button = page.get_by_role("button", name=label)
    if not button.first.is_visible():
        page.locator(
            "footer [data-controller~=w-dropdown] button[aria-expanded], footer .w-dropdown button"
        ).first.click()
    button.first.click()


def test_an_editor_submits_a_moderator_publishes_a_visitor_reads(
    desk: Callable[..., Page], visit: Visit
) -> None:
    editor = desk("editor")
    edit = about_editor(editor)
    editor.goto(edit)
    editor.fill("input[name=title]", NEW_TITLE)
    submit(editor, "Submit to")
    expect(editor.locator(".messages")).to_contain_text("submitted")

    visitor = visit("/en/about/")
    expect(visitor.get_by_role("heading", level=1)).not_to_contain_text(NEW_TITLE)

    moderator = desk("moderator")
    moderator.goto(edit)
    submit(moderator, "Approve")
    moderator.wait_for_load_state()

    visitor.goto("/en/about/")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(NEW_TITLE)


def about_editor(page: Page) -> str:
    """Return where the English about page is edited, found as an editor finds it: by searching the desk."""
    page.goto("/desk/pages/search/?q=About")
    link = page.locator("table a[href*='/edit/']", has_text="About").first
    return str(link.get_attribute("href"))
