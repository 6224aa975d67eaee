"""A member takes part by e-mail alone: letters over LMTP as a mail server brings them, answers caught."""

import re
import shutil
import smtplib
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import WIDE, sign_in
from tests.journeys.site import Site, new_site

HER = "heron@her.example"
Open = Callable[[str], Page]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def post_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site that takes letters over LMTP and catches those that it sends."""
    site = new_site(tmp_path_factory.mktemp("post-office"))
    site.environment |= {
        "WHRIN_MAIL": "catch",
        "WHRIN_MAIL_DOMAIN": "lists.example",
        "WHRIN_MAIL_AUTHSERV": "mx.lists.example",
        "WHRIN_LMTP": f"127.0.0.1:{_free_port()}",
    }
    site.start()
    yield site
    site.stop()
    shutil.rmtree(site.var, ignore_errors=True)


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


class Mailbox:
    """Her mail programme: sends over LMTP what our mail server vouched for, and looks into the catcher."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._read = 0
        self._sent = 0

    def send(self, to: str, body: str, subject: str = "Hello") -> None:
        """Hand a letter of hers over; it is taken or this fails."""
        self._sent += 1
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = HER, to, subject
        message["Message-ID"] = f"<{self._sent}@her.example>"
        message["Authentication-Results"] = "mx.lists.example; dkim=pass header.d=her.example"
        message.set_content(body)
        host, _, port = self._site.environment["WHRIN_LMTP"].rpartition(":")
        with smtplib.LMTP(host, int(port)) as door:
            assert door.sendmail(HER, [to], message.as_bytes()) == {}

    def next(self) -> EmailMessage:
        """Wait for the next letter in the catcher, and return it."""
        caught = Path(self._site.var, "mail-caught")
        for _attempt in range(200):
            letters = sorted(caught.glob("*.eml"))
            if len(letters) > self._read:
                letter = message_from_bytes(letters[self._read].read_bytes(), policy=policy.default)
                self._read += 1
                assert isinstance(letter, EmailMessage)
                return letter
            time.sleep(0.1)
        raise AssertionError("no letter came")

    def is_empty(self) -> bool:
        """Say whether nothing new is there."""
        return len(list(Path(self._site.var, "mail-caught").glob("*.eml"))) == self._read


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
    box = Mailbox(post_office)
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
