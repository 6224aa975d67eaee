"""Members talk: on a phone, without scripts; and how the pages look."""

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_looks import SIZES, faults, picture, wide_things


def test_two_members_talk_on_phones_without_scripts(enter: Enter) -> None:
    heron = enter("Sample Heron", viewport=PHONE, java_script_enabled=False)
    heron.click("text=The garden")
    heron.click("text=Begin a conversation")
    heron.fill("[name=title]", "A walk about seeds")
    heron.fill("[name=body]", "Has @Sample Reed any? Call +34 612 345 678.")
    heron.click("button[value=post]")
    expect(heron.get_by_role("alert")).to_contain_text("+34 612 345 678")
    heron.fill("[name=body]", "Has @Sample Reed any?")
    heron.click("button[value=post]")
    expect(heron.get_by_role("heading", level=1)).to_have_text("A walk about seeds")
    address = heron.url.partition("#")[0]

    wren = enter("Sample Wren", viewport=PHONE, java_script_enabled=False)
    wren.click("text=Mentions of me")
    wren.click("text=A walk about seeds")
    wren.click("article >> text=Quote")
    wren.fill("[name=body]", wren.input_value("[name=body]") + "Beans, and a little sunshine.")
    wren.click("button[value=post]")
    expect(wren.locator("article").last).to_contain_text("Beans")

    heron.goto(address)
    heron.click("#n2 button:has-text('Thanks')")
    expect(heron.locator("#n2 button[aria-pressed=true]")).to_contain_text("Thanks · 1")
    heron.goto("/en/forum/search/?q=bean")
    expect(heron.locator(".rec mark")).to_have_text("Beans")
    heron.goto(address)
    heron.click("#n1 >> text=Take back")
    heron.click("main button:has-text('Take back')")
    expect(heron.locator("article")).to_have_count(1)
    expect(heron.locator("article")).not_to_contain_text("Has")


@pytest.mark.parametrize(("language", "width"), [*product(["en"], SIZES), ("ar", 360)])
def test_axe_finds_nothing_in_the_forum(enter: Enter, language: str, width: int) -> None:
    page = enter("Sample Ibis", viewport=SIZES[width])
    page.goto("/en/forum/square/")
    thread = str(page.get_attribute(".rec h3 a", "href")).removeprefix("/en/")
    found = {}
    places = [
        "forum/",
        "forum/square/",
        thread,
        "forum/square/moderation/",
        "forum/square/place/",
        "forum/mine/",
    ]
    for place in places:
        page.goto(f"/{language}/{place}")
        name = place.replace(thread, "forum/thread/").strip("/").replace("/", "-")
        picture(page, f"{name}-{language}-{width}")
        found[place] = [*faults(page), *wide_things(page)]
    assert found == {place: [] for place in places}


def test_the_forum_scrolls_nowhere_sideways_on_the_smallest_screen(enter: Enter) -> None:
    page = enter("Sample Heron", viewport={"width": 320, "height": 640})
    page.goto("/ru/forum/garden/")
    for link in page.locator(".rec h3 a").all():
        page.goto(str(link.get_attribute("href")))
        assert wide_things(page) == []
        page.go_back()
    assert wide_things(page) == []
