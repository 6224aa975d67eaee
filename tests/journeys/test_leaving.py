"""Leave this site: a plain link that always works; scripts only make it quicker."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Visit


def stand_in(page: Page) -> None:
    """Let every other host show an empty page of its own, so that leaving arrives somewhere."""

    def answer(route: Route) -> None:
        if "127.0.0.1" in route.request.url:
            route.continue_()
        else:
            route.fulfill(status=200, content_type="text/html", body="<title>Elsewhere</title><p>Elsewhere")

    page.context.route("**/*", answer)


def test_the_link_leaves_without_scripts(visit: Visit) -> None:
    page = visit("/en/safety/", leaves=True, java_script_enabled=False)
    assert page.locator("#exit").get_attribute("href") == "/exit/"
    with page.expect_response("**/exit/") as answered:
        page.locator("#exit").click(no_wait_after=True)
    assert answered.value.status in {302, 303}
    headers = answered.value.all_headers()
    assert "cookies" in headers["clear-site-data"]
    assert urlsplit(headers["location"]).hostname not in {None, "127.0.0.1", "localhost"}
    assert page.watch.elsewhere == [headers["location"]]


@pytest.mark.parametrize("how", ["click", "keyboard", "triple shift"])
def test_leaving_with_scripts_replaces_the_page(visit: Visit, how: str) -> None:
    page = visit("/en/library/", leaves=True)
    stand_in(page)
    page.goto("/en/safety/")
    if how == "click":
        page.locator("#exit").click(no_wait_after=True)
    elif how == "keyboard":
        page.locator("#exit").press("Enter", no_wait_after=True)
    else:
        for _press in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(lambda address: "127.0.0.1" not in address)
    # Back does not lead to the page that was left.
    page.go_back()
    assert "/safety/" not in page.url


def test_two_presses_of_shift_or_typing_capitals_do_not_leave(visit: Visit) -> None:
    page = visit("/en/library/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.locator("main input[name=q]").focus()
    for letter in "WHR":
        page.keyboard.press(f"Shift+{letter}")
    page.wait_for_timeout(600)
    assert page.url.endswith("/en/library/")
    expect(page.locator("h1")).to_be_visible()


def test_three_presses_that_take_too_long_do_not_leave(visit: Visit) -> None:
    page = visit("/en/")
    for _press in range(3):
        page.keyboard.press("Shift")
        page.wait_for_timeout(1100)
    assert page.url.endswith("/en/")


def test_leaving_signs_out(desk: "type", visit: Visit) -> None:
    page = desk("editor", leaves=True)
    stand_in(page)
    page.goto("/en/safety/")
    page.locator("#exit").click(no_wait_after=True)
    page.wait_for_url(lambda address: "127.0.0.1" not in address)
    page.goto("/desk/")
    assert "/account/" in page.url
