"""A member takes part by e-mail alone: letters over LMTP as a mail server brings them, answers caught."""

import re
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import WIDE, sign_in
from tests.journeys.post import Mailbox
from tests.journeys.site import Site

HER = "heron@her.example"
Open = Callable[[str], Page]


@pytest.fixture
def enter(post_office: Site, browser: Browser) -> Iterator[Open]:
    """Sign a sample member in, in a browser of her own, and open the forum."""
    opened = []

    def open_forum(who: str) -> Page:
        context = browser.new_context(base_url=post_office.address, viewport=WIDE, locale="en-GB")
        context.set_default_timeout(15_000)
        opened.append(context)
        return sign_in(context.new_page(), post_office, who, "/en/forum/")

    yield open_forum
    for context in opened:
        context.close()


def _address_in(letter: EmailMessage) -> str:
    found = re.search(r"http://\S+", letter.get_content())
    assert found is not None
    return found[0]


def _let_through(moderator: Page) -> None:
    """Let the post that waits be read."""
    moderator.goto("/en/forum/garden/moderation/")
    moderator.click("text=Water")
    moderator.check("input[name=do][value=pass]")
    moderator.click("form:has(input[name=do]) button:has-text('Save')")


def test_a_member_takes_part_by_letter_alone(post_office: Site, enter: Open) -> None:
    box = Mailbox(post_office, HER)
    heron = enter("Sample Heron")
    heron.goto("/account/address/")
    heron.fill("input[type=email]", HER)
    heron.click("main form button[type=submit]")
    heron.goto(_address_in(box.next()))
    heron.click("text=Confirm that it is mine")

    box.send("garden-leave@lists.example", "")
    box.next()
    box.send("garden-join@lists.example", "")
    question = box.next()
    box.send(str(question["Reply-To"]), "Yes")
    assert "Letters: Each post" in box.next().get_content()

    box.send("garden@lists.example", "The well is open again.", "Water")
    assert "moderator" in box.next().get_content()
    ibis = enter("Sample Ibis")
    _let_through(ibis)

    ibis.goto("/en/forum/garden/")
    ibis.click("text=Water")
    ibis.click("article >> text=Quote")
    ibis.fill("[name=body]", ibis.input_value("[name=body]") + "Since when?")
    ibis.click("button[value=post]")
    thread = ibis.url.partition("#")[0]
    arrived = box.next()
    assert "Since when?" in arrived.get_content()
    with urllib.request.urlopen(f"{post_office.address}/mail/", timeout=10) as answer:
        assert "Water" in answer.read().decode()

    quoted = "".join(f"> {line}\n" for line in arrived.get_content().splitlines())
    box.send(str(arrived["Reply-To"]), f"Since Monday.\n\nOn Sunday Heron wrote:\n{quoted}", "Re: Water")
    assert "moderator" in box.next().get_content()
    _let_through(ibis)
    ibis.goto(thread)
    expect(ibis.locator("article")).to_have_count(3)
    expect(ibis.locator("article").last).to_contain_text("Since Monday.")

    box.send(str(arrived["Reply-To"]), "mute")
    assert "no more letters" in box.next().get_content()
    ibis.fill("[name=body]", "Thank you!")
    ibis.click("button[value=post]")
    box.send("garden-leave@lists.example", "")
    assert "You have left" in box.next().get_content()
    assert box.is_empty()
