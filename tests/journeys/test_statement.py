"""A statement goes its whole way: written on a phone, translated, agreed on, signed on the web and by letter,
published with its figures as they were, and delivered.
"""

import io
import re
import time
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Enter, Visit
from tests.journeys.post import Mailbox
from tests.journeys.site import Site
from tests.journeys.test_looks import faults, picture, wide_things

_PHONE = {"viewport": PHONE, "java_script_enabled": False, "locale": "es"}
_TITLE, _TITULO = "Sample: open the doors", "Muestra: abran las puertas"
_SLUG = "sample-open-the-doors"
_WORK, _FIGURE = "WHO recommendation on substances use in pregnancy", "Greece · All services"
_WORDS = "SAMPLE: care helps [@1].\n\nIn Greece the map knows [=2] services [@2]."
_PALABRAS = (
    "# Declaración\n\nMUESTRA: el cuidado ayuda [@1].\n\nEn Grecia el mapa conoce [=2] servicios [@2]."
)
_WEB, _LETTER = "ana@her.example", "board@house.example"
_HOUSE = "Casa de muestra"


@pytest.fixture
def site(post_office: Site) -> Site:
    """Return the site that takes letters: its people and pages are those of this walk."""
    return post_office


def test_a_statement_is_written_signed_published_and_delivered(
    site: Site, visit: Visit, enter: Enter, desk: Callable[..., Page]
) -> None:
    heron = enter("Sample Heron", viewport=PHONE)
    paper = _begin(heron)
    _cite(heron, paper)
    _write(heron, paper)
    _translate(heron, paper)
    _agree(heron, enter, paper)
    _open(heron, paper)
    reader = visit(f"/es/act/papers/{_SLUG}/", **_PHONE)
    expect(reader.locator("main")).to_contain_text("el mapa conoce 5 servicios")
    _sign(reader, Mailbox(site, _WEB))
    _sign_by_letter(Mailbox(site, _LETTER))
    _let_go(heron, site, paper)
    amina = desk("coordinator")
    _change(amina, "Praksis")
    heron.goto(f"{paper}evidence/")
    expect(heron.locator("#c2")).to_contain_text("Changed at its source")
    picture(heron, "statement-changed")
    # Nothing is published that its writers have not seen.
    amina.goto(f"{paper}publish/")
    expect(amina.locator("[name=do][value=publish]")).to_have_count(0)
    heron.click("main button:has-text('I have seen it')")
    expect(heron.locator("#c2")).to_contain_text("As its source says today")
    _publish(amina, paper)
    _change(amina, "Positive Voice")
    _read(reader)
    _take(reader)
    _deliver(heron, paper)
    reader.goto(f"/es/act/papers/{_SLUG}/signatures/")
    expect(reader.locator("main")).to_contain_text(_HOUSE)
    expect(reader.locator("main")).not_to_contain_text("Ana")


def _look(page: Page, name: str) -> None:
    picture(page, f"statement-{name}")
    assert wide_things(page) == [], name
    assert faults(page) == [], name


def _begin(page: Page) -> str:
    """Begin a paper, and return the path of its first page."""
    page.goto("/en/write/new/")
    page.select_option("[name=kind]", "joint-statement")
    page.fill("[name=title]", _TITLE)
    page.click("main form button.go")
    expect(page.get_by_role("heading", level=1)).to_have_text(_TITLE)
    found = re.search(r"/en/write/[0-9a-f-]{36}/", page.url)
    assert found
    return found[0]


def _cite(page: Page, paper: str) -> None:
    for source, asked, wanted in (("library", "pregnancy", _WORK), ("services", "Greece", _FIGURE)):
        page.goto(f"{paper}evidence/")
        page.fill("main [name=q]", asked)
        page.select_option("main [name=source]", source)
        page.click("main form[role=search] button")
        page.click(f"main li:has-text('{wanted}') button >> nth=0")
    expect(page.locator("#c1")).to_contain_text("World Health Organization")
    expect(page.locator("#c2")).to_contain_text("5 services on the map")
    _look(page, "evidence")


def _write(page: Page, paper: str) -> None:
    for slot, words in (("statement", _WORDS), ("asks", "! Courts: look at the care of a child.")):
        page.goto(paper)
        page.click(f"#part-{slot} a:has-text('Write this section')")
        # The heading of the section stands there already.
        page.fill("[name=text]", f"{page.input_value('[name=text]')}\n\n{words}")
        page.click("main form button.go")
    expect(page.locator(".paper-piece.is-text")).to_have_count(2)
    _look(page, "text")


def _translate(page: Page, paper: str) -> None:
    page.goto(f"{paper}languages/")
    page.select_option("[name=language]", "es")
    page.click("main form button")
    page.click("main .paper-pair:has(.is-title) a")
    page.fill("[name=text]", _TITULO)
    page.click("main form button.go")
    for slot, words in (
        ("statement", _PALABRAS),
        ("asks", "# Lo que pedimos\n\n! Tribunales: miren el cuidado."),
    ):
        page.goto(f"{paper}s/{slot}/es/")
        page.fill("[name=text]", words)
        page.click("main form button.go")
    expect(page.locator("main")).to_contain_text("6 of 6 paragraphs are translated")
    _look(page, "languages")


def _agree(heron: Page, enter: Enter, paper: str) -> None:
    heron.goto(f"{paper}people/")
    for name in ("Sample Wren", "Sample Ibis"):
        heron.fill("[name=name]", name)
        heron.select_option("[name=role]", "reviewer")
        heron.click("main form:has([name=name]) button")
        expect(heron.locator("main .rec", has_text=name)).to_be_visible()
    heron.goto(f"{paper}review/")
    heron.click("[name=act][value=send]")
    expect(heron.locator("main")).to_contain_text("Version 1 is in review.")
    for name in ("Sample Wren", "Sample Ibis"):
        heron.reload()
        expect(heron.locator("[name=act][value=agreed]")).to_have_count(0)
        page = enter(name, viewport=PHONE)
        page.goto(f"{paper}review/")
        page.check("[name=verdict][value=agree]")
        page.click("[name=act][value=sign]")
        expect(page.locator("[name=act][value=back]")).to_be_visible()
    heron.reload()
    picture(heron, "statement-review")
    heron.click("[name=act][value=agreed]")
    expect(heron.locator("main .tag.ok").first).to_have_text("Agreed")


def _open(page: Page, paper: str) -> None:
    page.goto(f"{paper}signatures/")
    page.click("main form button.go")
    expect(page.locator(".figs")).to_contain_text("0")


def _sign(page: Page, box: Mailbox) -> None:
    page.click(f"main a[href$='/{_SLUG}/sign/']")
    page.fill("[name=name]", "Ana Alba")
    page.fill("[name=email]", _WEB)
    page.select_option("[name=country]", "ES")
    # Who sends sooner is taken for a programme.
    page.wait_for_timeout(4_000)
    page.click("main form button.go")
    letter = box.next()
    link = re.search(r"http://\S+", letter.get_content())
    assert link and _TITLE not in letter.get_content()
    page.goto(link[0])
    # Opening it changes nothing.
    assert _counted(page) == ["0", "0"]
    page.goto(link[0])
    page.click("[name=act][value=yes]")
    assert _counted(page) == ["1", "0"]


def _counted(page: Page) -> list[str]:
    """Return how many people and organisations the page of signatures counts."""
    page.goto(f"/es/act/papers/{_SLUG}/signatures/")
    return page.locator(".figs b").all_inner_texts()[:2]


def _sign_by_letter(box: Mailbox) -> None:
    box.send(f"sign-{_SLUG}@lists.example", f"Organización: {_HOUSE}\nNombre: Eva Roble\nPaís: España")
    question = box.next()
    box.send(str(question["Reply-To"]), "Sí")


def _let_go(page: Page, site: Site, paper: str) -> None:
    """Let the organisation count, once its mailbox has said yes: names are there while the vault is open."""
    row = page.locator("main tr", has=page.locator("[name=signature]"))
    page.goto(f"{paper}signatures/held/")
    for _attempt in range(100):
        if row.filter(has_text="Yes").count():
            break
        page.wait_for_timeout(100)
        page.reload()
    expect(row).not_to_contain_text(_LETTER)
    page.click("main .note a")
    lines = (site.var / "sample-keys.txt").read_text(encoding="utf-8").splitlines()
    page.fill("main form textarea", dict(line.split("\t") for line in lines)["Sample Heron"])
    page.click("main form button")
    expect(row).to_contain_text(_LETTER)
    _look(page, "held")
    row.locator("input").check()
    page.click("[name=act][value=may]")
    expect(row).to_have_count(0)


def _change(page: Page, service: str) -> None:
    """Take a service off the map."""
    page.goto(f"/desk/services/?q={service}")
    page.click(f"main a:has-text('{service}')")
    page.click("main a:has-text('Take it off the map')")
    page.click("main form button[type=submit]")


def _publish(page: Page, paper: str) -> None:
    page.goto(f"{paper}publish/")
    picture(page, "statement-publish")
    page.click("[name=do][value=publish]")
    expect(page.locator("main")).to_contain_text("It is published.")


def _read(page: Page) -> None:
    """The text keeps its figure; today's stands beside it."""
    page.goto(f"/es/act/papers/{_SLUG}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(_TITULO)
    expect(page.locator(".prose")).to_contain_text("el mapa conoce 4 servicios")
    figure = page.locator("section:has(#today) tbody tr")
    expect(figure.locator("td.number").nth(0)).to_contain_text("4")
    expect(figure.locator("td.number").nth(1)).to_contain_text("3")
    assert wide_things(page) == []
    picture(page, "statement-published")


def _take(page: Page) -> None:
    pdf = _file(page, "pdf", "?language=es&signed=1", b"%PDF")
    with pypdfium2.PdfDocument(pdf) as document:
        told = " ".join(" ".join(part.get_textpage().get_text_range() for part in document).split())
    assert "el mapa conoce 4 servicios" in told and _HOUSE in told and "World Health Organization" in told
    docx = zipfile.ZipFile(io.BytesIO(_file(page, "docx", "?language=en", b"PK")))
    words = re.sub(r"<[^>]+>", "", docx.read("word/document.xml").decode())
    assert "the map knows 4 services" in words
    assert "World Health Organization" in docx.read("word/footnotes.xml").decode()


def _file(page: Page, form: str, query: str, begins: bytes) -> bytes:
    """Return a file that is made in the background."""
    for _attempt in range(100):
        answer = page.request.get(f"/es/act/papers/{_SLUG}/1.{form}{query}")
        if answer.status == 200 and answer.body().startswith(begins):
            return answer.body()
        time.sleep(0.2)
    raise AssertionError(form)


def _deliver(page: Page, paper: str) -> None:
    page.goto(f"{paper}signatures/list/")
    expect(page.locator("main table")).to_contain_text("Ana Alba")
    expect(page.locator("main table")).to_contain_text(_LETTER)
    _look(page, "signatures")
    page.goto(f"{paper}signatures/delivery/")
    told = page.request.get(f"{paper}signatures/delivery.csv").text()
    # Of each what she allowed, and no address.
    assert _HOUSE in told and "Ana" not in told and "@" not in told
    page.fill("[name=to]", "A sample committee")
    page.fill("[name=receipt]", "A-1")
    page.click("[name=go][value=deliver]")
    expect(page.locator("main")).to_contain_text("A-1")
    _look(page, "delivery")
