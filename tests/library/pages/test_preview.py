from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.documents import makers
from tests.library.pages.conftest import Attach, Shelve
from whrin.library.enums import Status


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def test_a_reader_sees_the_first_page_on_request(
    reader: Client, shelve: Shelve, attach: Attach, tmp_path: Path
) -> None:
    content = makers.report(tmp_path / "a.pdf").read_bytes()
    stored = attach(shelve("guide"), content)
    assert (
        f'href="/en/library/guide/preview/{stored.pk}/"' in reader.get("/en/library/guide/").content.decode()
    )
    drawn = reader.get(f"/en/library/guide/preview/{stored.pk}/")
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/webp")
    stored.file.delete()
    assert reader.get(f"/en/library/guide/preview/{stored.pk}/").content == drawn.content


def test_a_page_that_cannot_be_drawn_is_tried_once(reader: Client, shelve: Shelve, attach: Attach) -> None:
    stored = attach(shelve("guide"), b"%PDF-1.7 and no more")
    for _time in range(2):
        response = reader.get(f"/en/library/guide/preview/{stored.pk}/")
        assert response.status_code == 404
        assert "This page could not be drawn" in response.content.decode()


def test_only_public_pdfs_are_drawn(reader: Client, shelve: Shelve, attach: Attach) -> None:
    draft = attach(shelve("draft", status=Status.DRAFT), b"x")
    text = attach(shelve("guide"), b"x", media_type="text/plain")
    assert reader.get(f"/en/library/draft/preview/{draft.pk}/").status_code == 404
    assert reader.get(f"/en/library/guide/preview/{text.pk}/").status_code == 404
