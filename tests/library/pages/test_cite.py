from django.test import Client

from tests.library.pages.conftest import Shelve
from whrin.library.enums import Status
from whrin.library.models import Contribution


def test_a_reader_finds_twelve_citations_to_copy(reader: Client, shelve: Shelve) -> None:
    work = shelve("guide", en="Women & care", ru="Женщины", year=2021, publisher="House")
    Contribution.objects.create(work=work, family="Okello", given="Grace")
    page = reader.get("/en/library/guide/cite/en/").content.decode()
    assert page.count("<dt><bdi>") == 12
    assert "Okello, G. (2021). Women &amp; care" in page
    assert 'href="/en/library/guide/as/ris/"' in page
    assert "Okello, G. (2021). Женщины" in reader.get("/en/library/guide/cite/ru/").content.decode()


def test_what_is_not_public_is_not_cited(reader: Client, shelve: Shelve) -> None:
    shelve("draft", status=Status.DRAFT)
    shelve("gone", status=Status.WITHDRAWN, withdrawn_because="A mistake")
    assert reader.get("/en/library/draft/cite/en/").status_code == 404
    gone = reader.get("/en/library/gone/cite/en/")
    assert (gone.status_code, "A mistake" in gone.content.decode()) == (410, True)
    shelve("guide")
    assert reader.get("/en/library/guide/cite/th/").status_code == 404


def test_the_page_of_an_arabic_reader_runs_from_right_to_left(reader: Client, shelve: Shelve) -> None:
    shelve("guide", en="A guide")
    page = reader.get("/ar/library/guide/cite/en/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="ltr">A guide' in page
