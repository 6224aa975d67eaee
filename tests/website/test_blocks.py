"""What a page may be made of, and what nothing on it can do."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.website.conftest import blocks, published
from whrin.website.blocks import DoorBlock, TableBlock
from whrin.website.models import HomePage, TextPage
from whrin.website.rich_text import cleaned, with_links

EVIL = '<script>alert(1)</script><img src=x onerror="alert(1)"><a href="javascript:alert(1)">x</a>'
FIELDS = [
    ("heading", EVIL),
    ("subheading", EVIL),
    ("paragraph", f"<p>kept</p>{EVIL}"),
    ("list", [EVIL]),
    ("quote", {"text": EVIL, "source": EVIL, "address": ""}),
    ("table", {"caption": EVIL, "cells": f"{EVIL}\t{EVIL}\n{EVIL}\t{EVIL}"}),
    ("notice", {"heading": EVIL, "text": f"<p>{EVIL}</p>"}),
    ("video", {"title": EVIL, "address": "https://example.org/v", "minutes": 3, "megabytes": None}),
]


@pytest.mark.parametrize("field", FIELDS, ids=[kind for kind, _value in FIELDS])
def test_markup_in_a_block_is_inert(client: Client, home: HomePage, field: tuple[str, object]) -> None:
    published(home, TextPage(title="Plain", slug="plain", body=blocks(field)))
    page = client.get("/en/plain/").content.decode()
    _head, _tag, main = page.partition("<main")
    assert "<script" not in main
    assert "<img" not in main
    assert 'href="javascript' not in main
    assert "Plain" in main


def test_markup_in_titles_and_introductions_is_inert(client: Client, home: HomePage) -> None:
    published(home, TextPage(title=EVIL, slug="plain", intro=EVIL, search_description=EVIL, seo_title=EVIL))
    page = client.get("/en/plain/").content.decode()
    assert EVIL not in page
    assert page.count("<script") == client.get("/en/safety/").content.decode().count("<script")


def test_rich_text_keeps_emphasis_lists_and_links() -> None:
    kept = '<p><b>bold</b> <i>it</i></p><ul><li>one</li></ul><p><a href="https://example.org/"'
    assert cleaned(kept + ">x</a></p>").startswith(kept)


@pytest.mark.django_db
def test_a_link_to_a_page_that_is_gone_keeps_its_words() -> None:
    assert with_links('<p><a linktype="page" id="99999">here</a></p>') == "<p><a>here</a></p>"


def test_a_table_is_shown_with_headings_for_columns_and_rows(client: Client, home: HomePage) -> None:
    table = ("table", {"caption": "Dates", "cells": "What | When\nCND | March"})
    published(home, TextPage(title="Table", slug="table", body=blocks(table)))
    page = client.get("/en/table/").content.decode()
    assert '<th scope="col" dir="auto">When</th>' in page
    assert '<th scope="row" dir="auto">CND</th><td dir="auto">March</td>' in page


def test_an_editor_cannot_save_a_table_with_a_short_row() -> None:
    block = TableBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"caption": "Dates", "cells": "What | When\nCND"}))
    assert "Row 2 has 1 cells; the headings have 2." in str(refused.value.block_errors["cells"])


def test_an_editor_cannot_hang_a_door_that_leads_nowhere() -> None:
    block = DoorBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "Door", "text": "", "page": None, "place": ""}))
