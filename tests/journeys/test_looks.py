"""What people see: pictures in `build/screenshots/`, axe on each, nothing to scroll sideways at 320 px."""

import os
from collections.abc import Callable
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.architecture.tree import ROOT
from tests.journeys.conftest import PHONE, WIDE, Visit

PICTURES = ROOT / "build" / "screenshots"
RECORD = "/library/latypov-2012-opioidnaya-zamestitelnaya-terapiya/"
#: The living map: what women read first; the walk through it looks at others.
SERVICES = {
    "list": "",
    "service": "women-nest/",
    "need": "need/",
    "add": "add/",
}
PLACES = {
    "home": "/{}/",
    "search": "/{}/library/?q=women",
    "record": "/{}" + RECORD,
    "about": "/{}/about/",
    "topics": "/{}/topics/",
    "places": "/{}/places/",
    "organisations": "/{}/organisations/",
    "organisation": "/{}/organisations/inpud/",
    "balance": "/{}/organisations/balance/",
    "safety": "/{}/safety/",
    "accessibility": "/{}/accessibility/",
    "collections": "/{}/library/collections/",
    "collection": "/{}/library/collections/places-to-be-safe/",
    "new": "/{}/library/new/",
    "suggest": "/{}/library/suggest/",
    "cite": f"/{{}}{RECORD}cite/ru/",
    "share": f"/{{}}{RECORD}share/ru/",
    "saved": f"/{{}}/library/saved/?w={RECORD.split('/')[2]}&w=gone&q=women",
    "nothing-found": "/{}/library/?q=zqxv",
    "sign-in": "/account/login/",
    **{f"services-{name}": f"/{{}}/services/{address}" for name, address in SERVICES.items()},
    "country": "/{}/places/ke/",
}
#: Where women act together; the walk of a statement looks at the pages of those who write.
_STATEMENT = "act/papers/sample-statement-care-not-separation/"
ACTING = {
    "act": "act/",
    "campaign": "act/campaigns/sample-campaign-keep-families-together/",
    "statement": _STATEMENT,
    "paper": "act/papers/sample-brief-somebody-looks-after-the-children/",
    "sign": f"{_STATEMENT}sign/",
    "signatures": f"{_STATEMENT}signatures/",
    "press": "act/press/",
    "calendar": "calendar/",
    "session": "calendar/sessions/cedaw-committee-session/",
}
CARE = {
    "overview": "/desk/care/",
    "suggestions": "/desk/care/suggestions/",
    "links": "/desk/care/links/?state=unchecked",
    "doubles": "/desk/care/doubles/",
    "files": "/desk/care/files/?state=done",
    "gaps": "/desk/care/gaps/?gap=summary",
    "batch": "/desk/care/batch/?gap=summary",
    "use": "/desk/care/use/",
}
SIZES = {360: PHONE, 1280: WIDE}
#: Pages that are looked at in every way; the others share their frame and their colours.
FIRST = {"home", "search", "record", "about", "sign-in"}
_FEW = {("en", 360), ("en", 1280), ("ar", 360)}
WAYS = [
    (name, *way) for name in PLACES for way in product(["en", "ar"], SIZES) if name in FIRST or way in _FEW
]
ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
#: Light and dark differ in nothing but colour.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RULES = {"light": ALL_RULES, "dark": COLOURS}


def faults(page: Page, only: dict[str, object] = ALL_RULES) -> list[str]:
    """Return axe's findings, one line each: the rule, how often, and the first place."""
    # Violations alone: to tell every element that passed takes half the time.
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"{fault['id']} ({len(fault['nodes'])}): {fault['nodes'][0]['html'][:120]}"
        for fault in found.response["violations"]
    ]


def picture(page: Page, name: str) -> None:
    """Take a picture for people to look at; `PICTURES=0` saves the time where nobody will."""
    if os.environ.get("PICTURES") == "0":
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def wide_things(page: Page) -> list[str]:
    """Return what is wider than the window, when the page can be scrolled sideways."""
    return page.evaluate(
        """() => {
            const root = document.documentElement, width = root.clientWidth;
            if (root.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter(node => {
                    const box = node.getBoundingClientRect();
                    return box.right > width + 1 || box.left < -1;
                })
                .map(node => node.outerHTML.slice(0, 90)).slice(0, 5);
        }"""
    )


@pytest.mark.parametrize(("name", "language", "width"), WAYS)
def test_axe_finds_nothing(visit: Visit, name: str, language: str, width: int) -> None:
    page = visit(PLACES[name].format(language), viewport=SIZES[width], color_scheme="light")
    for scheme in ("light", "dark"):
        if scheme == "dark" and name not in FIRST and (language, width) != ("en", 360):
            continue
        page.emulate_media(color_scheme=scheme)
        picture(page, f"{name}-{language}-{width}-{scheme}")
        assert faults(page, RULES[scheme]) == [], scheme


@pytest.mark.parametrize("name", PLACES)
def test_nothing_scrolls_sideways_on_the_smallest_screen(visit: Visit, name: str) -> None:
    # 320 px is also 1280 px at 400 % zoom.
    page = visit(PLACES[name].format("en"), viewport={"width": 320, "height": 640})
    for language in ("en", "ar", "ru"):
        page.goto(PLACES[name].format(language))
        assert wide_things(page) == [], language


@pytest.mark.parametrize("name", PLACES)
def test_pages_read_without_scripts_and_without_the_stylesheet(visit: Visit, name: str) -> None:
    page = visit(PLACES[name].format("en"), java_script_enabled=False)
    assert page.get_by_role("main").inner_text().strip()
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ar", "light")])
def test_axe_finds_nothing_where_women_act(visit: Visit, language: str, scheme: str) -> None:
    page = visit(f"/{language}/act/", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    found = {}
    for name, path in ACTING.items():
        answer = page.goto(f"/{language}/{path}")
        assert answer is not None and answer.ok, name
        picture(page, f"acting-{name}-{language}-320-{scheme}")
        found[name] = [*faults(page), *wide_things(page)]
    assert found == {name: [] for name in ACTING}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_desk_has_nothing_for_axe(desk: Callable[..., Page], width: int, scheme: str) -> None:
    page = desk("editor", viewport=SIZES[width], color_scheme=scheme)
    picture(page, f"desk-en-{width}-{scheme}")
    assert faults(page, RULES[scheme]) == []


@pytest.mark.parametrize("width", SIZES)
def test_the_care_of_the_library_has_nothing_for_axe(desk: Callable[..., Page], width: int) -> None:
    page = desk("editor", viewport=SIZES[width])
    found = {}
    for name, path in CARE.items():
        page.goto(path)
        picture(page, f"care-{name}-en-{width}")
        found[name] = faults(page)
    assert found == {name: [] for name in CARE}


def test_the_desk_in_arabic_has_nothing_for_axe(desk: Callable[..., Page]) -> None:
    page = desk("editor", locale="ar")
    picture(page, "desk-ar-1280-light")
    assert faults(page) == []


def test_axe_would_find_something(visit: Visit) -> None:
    page = visit("/en/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"\">')")
    assert any(fault.startswith("image-alt") for fault in faults(page))


def test_a_thing_that_is_too_wide_would_be_found(visit: Visit) -> None:
    page = visit("/en/", viewport=PHONE)
    page.evaluate("document.querySelector('h1').style.inlineSize = '900px'")
    assert wide_things(page)
