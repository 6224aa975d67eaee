"""Moderators set the network's name, colours, menu and the address to leave for."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import SignedIn
from tests.website.conftest import home_in, published
from whrin.people.models import Person
from whrin.website.colours import contrast
from whrin.website.models import Identity, SectionPage, TextPage


def item(labels: dict[str, str] | None = None, **where: object) -> dict[str, object]:
    """Return a menu item as it is stored."""
    words = [{"language": language, "text": text} for language, text in (labels or {}).items()]
    return {"type": "item", "value": {"page": None, "place": "", "labels": words, **where}}


def menu_in(client: Client, address: str) -> str:
    return client.get(address).content.decode().partition('<nav aria-label="')[2].partition("</nav>")[0]


def test_a_menu_nobody_made_leads_to_the_parts_of_the_site_and_marked_pages(
    client: Client, section: SectionPage
) -> None:
    menu = menu_in(client, "/en/")
    places = [menu.index(f'href="/en/{place}/"') for place in ("library", "topics", "places", "about")]
    assert places == sorted(places)


def test_an_edited_menu_is_shown_in_each_language(client: Client, section: SectionPage) -> None:
    published(
        home_in("es"), SectionPage(title="Nosotras", slug="nosotras", translation_key=section.translation_key)
    )
    first = item({"en": "Who we are"}, page=section.pk)
    second = item({"es": "Leer"}, place="library:list")
    Identity.objects.create(menu=json.dumps([first, second]))
    english, spanish = menu_in(client, "/en/"), menu_in(client, "/es/")
    assert '<a href="/en/about/">Who we are</a><a href="/en/library/">Library</a>' in english
    assert '<a href="/es/nosotras/">Nosotras</a><a href="/es/library/">Leer</a>' in spanish
    assert "topics" not in english


def test_a_page_taken_down_leaves_the_menu(client: Client, section: SectionPage) -> None:
    Identity.objects.create(menu=json.dumps([item(page=section.pk)]))
    section.unpublish()
    assert "about" not in menu_in(client, "/en/")


def test_name_footer_and_leaving_address_are_shown(client: Client, db: None) -> None:
    footer = [{"type": "text", "value": {"language": "en", "text": "Kept by volunteers <b>"}}]
    Identity.objects.create(
        name="EXAMPLE", footer=json.dumps(footer), exit_address="https://weather.example/"
    )
    page = client.get("/en/safety/").content.decode()
    assert "EXAMPLE</a>" in page
    assert "Kept by volunteers &lt;b&gt;" in page
    assert 'data-to="https://weather.example/"' in page


def test_readable_colours_are_used(client: Client, db: None) -> None:
    identity = Identity(masthead="#00363a", button="#ffd166")
    identity.full_clean()
    identity.save()
    page = client.get("/en/safety/").content.decode()
    assert "--mast:#00363a" in page
    assert "--gold:#ffd166" in page


@pytest.mark.parametrize(
    ("field", "colour", "found"), [("masthead", "#f0b23c", "1.9"), ("button", "#54246b", "1.5")]
)
def test_colours_on_which_words_cannot_be_read_are_refused(
    db: None, field: str, colour: str, found: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Identity(**{field: colour}).full_clean()
    (message,) = refused.value.message_dict[field]
    assert f"contrast of {found} to 1" in message
    assert "4.5 to 1 is needed" in message


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#3a1650;}body{display:none", "#3a1650\n"])
def test_what_is_no_colour_is_refused(db: None, colour: str) -> None:
    with pytest.raises(ValidationError):
        Identity(masthead=colour).full_clean()


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#3a1650", "#3a1650") == 1.0


def test_a_moderator_may_set_the_identity_and_an_editor_may_not(editor: Person, moderator: Person) -> None:
    address = "/desk/settings/website/identity/"
    assert SignedIn(moderator).get(address, follow=True).status_code == 200
    assert SignedIn(editor).get(address).status_code in (302, 403)
    fields = {
        "name": "TAKEN",
        "full_name": "x",
        "menu-count": "0",
        "footer-count": "0",
    }
    SignedIn(editor).post(f"{address}1/", fields)
    assert not Identity.objects.filter(name="TAKEN").exists()


def test_a_new_menu_begins_a_new_edition(
    db: None, django_capture_on_commit_callbacks, text: TextPage
) -> None:
    from whrin.kit.edition import current

    before = current()
    with django_capture_on_commit_callbacks(execute=True):
        Identity.objects.create(name="NEW")
    assert current() > before
    with django_capture_on_commit_callbacks(execute=True):
        text.unpublish()
    assert current() > before + 1
