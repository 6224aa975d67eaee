"""A browser, and pages that are watched: no request to another host, no complaint of the browser, ever."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from tests.journeys.site import Site, free_port, new_site

#: Debian's Chromium; the one without windows is quicker. Another: CHROMIUM=/path/to/it.
_SHELL, _WHOLE = "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"
CHROMIUM = os.environ.get("CHROMIUM", _SHELL if Path(_SHELL).exists() else _WHOLE)
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
Visit = Callable[..., Page]
Enter = Callable[..., Page]


def sign_in(page: Page, site: Site, who: str, then: str) -> Page:
    """Sign one of the sample people in, in a browser of her own, and lead to `then`."""
    name, passphrase = site.sign_in_of(who)
    page.goto(f"/account/login/?next={then}")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", passphrase)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**{then}")
    return page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every walk, so that `make test` leaves them to those who have a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with the sample network."""
    running = new_site(tmp_path_factory.mktemp("site"))
    running.start()
    yield running
    running.stop()
    shutil.rmtree(running.var, ignore_errors=True)


@pytest.fixture(scope="session")
def post_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site that takes letters over LMTP and catches those that it sends."""
    site = new_site(tmp_path_factory.mktemp("post-office"))
    site.environment |= {
        "WHRIN_MAIL": "catch",
        "WHRIN_MAIL_DOMAIN": "lists.example",
        "WHRIN_MAIL_AUTHSERV": "mx.lists.example",
        "WHRIN_LMTP": f"127.0.0.1:{free_port()}",
    }
    site.start()
    yield site
    site.stop()
    shutil.rmtree(site.var, ignore_errors=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, for the whole run."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, which finds no host but this machine."""
    chromium = playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
        ],
    )
    yield chromium
    chromium.close()


@dataclass
class Watch:
    """What a browser did beside showing pages."""

    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch everything that happens in a context."""
        context.on("request", self._see)
        context.on(
            "console", lambda message: message.type in {"error", "warning"} and self._hear(message.text)
        )
        context.on("weberror", lambda error: self._hear(str(error.error)))

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.elsewhere.append(request.url)

    def _hear(self, words: str) -> None:
        # A page that is meant to be refused is written up as a failed resource; the walk checks the status.
        if "the server responded with a status of" not in words:
            self.complaints.append(words)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Open an address in a browser of its own: `visit("/en/", viewport=PHONE, java_script_enabled=False)`.

    Afterwards no page may have asked another host for anything, nor the browser complained of anything;
    a walk that is meant to leave says `leaves=True` and looks at `page.watch.elsewhere` for itself.
    """
    opened: list[tuple[BrowserContext, Watch, bool]] = []

    def open_page(path: str, *, leaves: bool = False, **options: object) -> Page:
        context = browser.new_context(
            base_url=site.address,
            **{"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce", **options},
        )
        context.set_default_timeout(15_000)
        watch = Watch()
        watch.over(context)
        opened.append((context, watch, leaves))
        page = context.new_page()
        page.watch = watch
        page.goto(path)
        return page

    yield open_page
    for context, _watch, _leaves in opened:
        context.close()
    for _context, watch, leaves in opened:
        if not leaves:
            assert watch.elsewhere == []
            assert watch.complaints == []


@pytest.fixture
def desk(visit: Visit, site: Site) -> Callable[..., Page]:
    """Sign one of the sample people in and open the desk: `desk("editor")`."""

    return lambda who, **options: sign_in(visit("/account/login/", **options), site, who, "/desk/")


@pytest.fixture
def enter(visit: Visit, site: Site) -> Enter:
    """Sign a sample member in and open the forum: `enter("Sample Wren")`."""
    return lambda who, **options: sign_in(visit("/account/login/", **options), site, who, "/en/forum/")
