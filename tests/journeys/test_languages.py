"""The language lives in the address, and can be changed from every page."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

ALL = {"en", "es", "fr", "ru", "ar", "pt", "id"}


@pytest.mark.parametrize(("spoken", "answered"), [("fr-FR", "fr"), ("ar-EG", "ar"), ("th-TH", "en")])
def test_a_visitor_is_met_in_her_language(visit: Visit, spoken: str, answered: str) -> None:
    page = visit("/", locale=spoken)
    assert page.url.endswith(f"/{answered}/")
    expect(page.locator("html")).to_have_attribute("lang", answered)


@pytest.mark.parametrize(
    "path", ["/en/", "/en/library/?q=women", "/en/topics/", "/en/places/", "/en/safety/"]
)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_she_can_change_the_language_where_she_stands(visit: Visit, path: str, scripts: bool) -> None:
    page = visit(path, java_script_enabled=scripts)
    page.locator(".tongues summary").click()
    offered = {link.get_attribute("hreflang") for link in page.locator(".tongues a").all()}
    assert offered == ALL
    page.locator(".tongues a[hreflang=ar]").click()
    assert page.url.endswith(path.replace("/en/", "/ar/"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("language", sorted(ALL))
def test_the_frame_speaks_the_language_of_the_address(visit: Visit, language: str) -> None:
    page = visit(f"/{language}/library/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    if language != "en":
        assert page.locator("#exit").inner_text() != "Leave this site"
