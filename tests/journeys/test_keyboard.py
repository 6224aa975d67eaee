"""A visitor who uses no mouse reaches everything, and always sees where she is."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

PLACES = ["/en/", "/ar/", "/en/library/", "/en/topics/", "/en/places/", "/en/safety/"]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


@pytest.mark.parametrize("path", PLACES)
def test_skip_and_exit_come_first(visit: Visit, path: str) -> None:
    page = visit(path)
    first = []
    for _press in range(2):
        page.keyboard.press("Tab")
        first.append(focused(page))
    assert set(first) == {"skip", "exit"}


def test_she_can_skip_to_the_content(visit: Visit) -> None:
    page = visit("/en/library/")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", PLACES)
def test_every_stop_shows_and_is_not_hidden(visit: Visit, path: str) -> None:
    page = visit(path)
    stops = page.evaluate(
        "document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary').length"
    )
    for _press in range(min(stops, 60)):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const node = document.activeElement, box = node.getBoundingClientRect();
                if (node === document.body) return null;
                // A field may have its ring around the form it stands in.
                const drawn = [node, node.parentElement].some(
                    around => getComputedStyle(around).outlineStyle !== "none");
                const middle = document.elementFromPoint(
                    box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
                const free = !middle || node.contains(middle) || middle.contains(node);
                return {name: node.outerHTML.slice(0, 90), drawn, free};
            }"""
        )
        if seen:
            assert seen["drawn"], f"no focus ring: {seen['name']}"
            assert seen["free"], f"covered: {seen['name']}"


def test_she_can_search_and_narrow_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/en/library/")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("women")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=women*")
    all_found = int(page.locator("main [role=status]").inner_text().split()[0].replace(",", ""))
    facet = page.locator("#narrow a").first
    facet.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    narrowed = int(page.locator("main [role=status]").inner_text().split()[0].replace(",", ""))
    assert 0 < narrowed <= all_found
    expect(page.locator("main input[name=q]")).to_have_value("women")
