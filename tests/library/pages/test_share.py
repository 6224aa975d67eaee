import io

from django.test import Client
from PIL import Image

from tests.library.pages.conftest import Shelve
from whrin.library.enums import Status


def test_a_short_address_leads_to_the_record_in_the_readers_language(reader: Client, shelve: Shelve) -> None:
    work = shelve("guide")
    response = reader.get(f"/w/{work.pk}", headers={"accept-language": "ru,en;q=0.5"})
    assert (response.status_code, response["Location"]) == (302, "/ru/library/guide/")
    assert "Accept-Language" in response["Vary"]
    assert reader.get(f"/w/{work.pk}")["Location"] == "/en/library/guide/"


def test_a_short_address_of_nothing_public_is_not_found(reader: Client, shelve: Shelve) -> None:
    draft = shelve("draft", status=Status.DRAFT)
    for address in (f"/w/{draft.pk}", f"/w/{draft.pk}.png", "/w/999999", "/w/999999.png"):
        assert reader.get(address, follow=True).status_code == 404


def test_a_reader_shares_a_record_by_address_and_picture(reader: Client, shelve: Shelve) -> None:
    work = shelve("guide", ru="Снижение вреда")
    page = reader.get("/en/library/guide/share/ru/").content.decode()
    assert f'<bdi dir="ltr">localhost:8000/w/{work.pk}</bdi>' in page
    assert f'src="/w/{work.pk}.png"' in page
    code = reader.get(f"/w/{work.pk}.png")
    assert code["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(code.content)) as picture:
        assert picture.format == "PNG"
        assert f'width="{picture.width}" height="{picture.height}"' in page
    assert len(code.content) < 1500


def test_the_page_of_an_arabic_reader_runs_from_right_to_left(reader: Client, shelve: Shelve) -> None:
    shelve("guide", en="A guide")
    page = reader.get("/ar/library/guide/share/en/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="ltr">A guide' in page
