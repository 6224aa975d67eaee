"""What a woman answers to the mapping survey, on a phone without scripts, becomes by two reviewers a record
with its source, and one more in the figure of her country.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Enter, Visit
from tests.journeys.test_looks import picture, wide_things

_FORM, _COUNTRY = "sample_services", "/es/places/es/"
_NAME = "Casa de muestra"
_NEXT = "[name=act][value=next]"
_PHONE = {"viewport": PHONE, "java_script_enabled": False, "locale": "es"}


def test_an_answer_becomes_a_record_and_a_figure_each_with_its_source(
    visit: Visit, enter: Enter, desk: Callable[..., Page]
) -> None:
    amina = desk("coordinator")
    invitation = _begin(amina)
    phone = visit(_COUNTRY, **_PHONE)
    before = _known(phone)
    _answer(phone, invitation)
    _read(amina)
    _accept(enter("Sample Heron", viewport=PHONE), "Two reviewers have to accept")
    assert _known(phone) == before
    # Heron is not of the region, Wren is.
    _accept(enter("Sample Wren", viewport=PHONE), "One more has to accept, from the region.")
    assert _known(phone) == before + 1
    _follow_back(phone)


def _begin(page: Page) -> str:
    """Let answers become suggestions, and invite somebody; return the path of her invitation."""
    page.goto("/desk/services/surveys/")
    page.click(f"tr:has(a[href*='/{_FORM}/']) button")
    page.goto(f"/desk/forms/{_FORM}/invitations/")
    page.fill("[name=number]", "1")
    page.click("main form:has([name=number]) button")
    found = re.search(rf"/surveys/{_FORM}/\?seat=[\w-]+", page.inner_text("main"))
    assert found
    return f"/es{found[0]}"


def _known(page: Page) -> int:
    """Return how many services the page of the country counts."""
    page.goto(_COUNTRY)
    found = re.search(r"Conocemos (\d+) servicio", page.inner_text("main"))
    assert found
    return int(found[1])


def _answer(page: Page, invitation: str) -> None:
    page.goto(invitation)
    page.check("main form input[type=checkbox]")
    page.click(_NEXT)
    page.click("main a.go")
    page.check("[value=woman]")
    page.check("[value=western_europe]")
    page.click(_NEXT)
    page.select_option("select", "ES")
    page.click(_NEXT)
    page.check("[name$='/describe'][value=yes]")
    page.click(_NEXT)
    page.fill("[name$='/name']", _NAME)
    page.check("[name$='/kinds'][value=shelter]")
    page.fill("[name$='/town']", "Sevilla")
    page.check("[name$='/source'][value=use]")
    page.click(_NEXT)
    page.check("[name$='/women_only_space'][value=yes]")
    picture(page, "mapping-answer")
    while "/review/" not in page.url:
        page.click(_NEXT)
    page.click("main form button.go")
    expect(page.locator(".code")).to_be_visible()


def _read(page: Page) -> None:
    """Have answers read, and go from the suggestion to the answer that it comes from."""
    page.goto("/desk/services/surveys/")
    page.click("button:has-text('Read new answers now')")
    picture(page, "mapping-desk")
    page.click("main a:has-text('Suggestions to review')")
    page.goto(page.url + "&country=ES")
    page.click(f"main a:has-text('{_NAME}')")
    page.click("main .facts a")
    expect(page.locator("main")).to_contain_text(_NAME)
    picture(page, "mapping-source")


def _accept(page: Page, needs: str) -> None:
    """Accept as somebody who is told the survey and the number of no answer."""
    page.goto("/en/services/review/?country=ES")
    page.click(f"main a:has-text('{_NAME}')")
    main = page.locator("main")
    expect(main).to_contain_text("From the mapping survey")
    expect(main).to_contain_text("Spanish")
    expect(main).to_contain_text(needs)
    assert page.locator("main .facts a").count() == 0
    assert wide_things(page) == []
    picture(page, "mapping-review")
    page.click("[name=act][value=accept]")


def _follow_back(page: Page) -> None:
    """From the figure of the country to the record, what is said there, and from where it is known."""
    page.click("main a:has-text('Ver todos los servicios')")
    page.click(f"main a:has-text('{_NAME}')")
    expect(page.locator("main")).to_contain_text("Sevilla")
    assert wide_things(page) == []
    picture(page, "mapping-service")
    page.click("main a[href$='/history/']")
    expect(page.locator("main .act").last).to_contain_text("De la encuesta de mapeo")
    picture(page, "mapping-history")
