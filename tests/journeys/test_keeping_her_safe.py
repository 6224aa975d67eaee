"""What the page “How we keep you safe” promises, seen from the browser."""

from urllib.request import urlopen

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.site import Site
from tests.journeys.test_looks import PLACES


@pytest.mark.parametrize("name", [name for name in PLACES if name != "sign-in"])
def test_a_reader_is_given_no_cookie_and_nothing_is_stored(visit: Visit, name: str) -> None:
    page = visit(PLACES[name].format("en"))
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


@pytest.mark.parametrize("name", [name for name in PLACES if name != "sign-in"])
def test_a_page_says_what_a_browser_may_do(site: Site, name: str) -> None:
    address = site.address + PLACES[name].format("en").replace("?q=zqxv", "").replace("?q=women", "")
    with urlopen(address) as response:
        headers = {key.lower(): value for key, value in response.headers.items()}
    policy = headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "permissions-policy" in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("name", ["home", "search", "record"])
def test_a_page_is_readable_after_one_request(visit: Visit, name: str) -> None:
    page = visit("/en/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.goto(PLACES[name].format("en"))
    asked = asked[asked.index("document") + 1 :]
    # The stylesheet is inside; what follows is a deferred script, an icon, and the network's own pictures.
    assert "stylesheet" not in asked
    assert "font" not in asked
    assert asked.count("script") <= 1
