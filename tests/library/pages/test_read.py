import pytest
from django.test import Client

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.enums import Status
from whrin.library.models import StoredFile
from whrin.library.reading import paragraphs

FIRST = (
    "Women and care\nThis report tells of services that women who use drugs\nasked for and sel-\ndom found."
)
TEXT = f"{FIRST}\f\fNaloxone saves lives.\nEvery shelter should hold it."


@pytest.fixture
def stored(shelve: Shelve, attach: Attach) -> StoredFile:
    return attach(shelve("guide", en="Women <and> care"), b"x" * 2000, text=TEXT)


def read(reader: Client, stored: StoredFile, query: str = "") -> str:
    response = reader.get(f"/en/library/guide/read/{stored.pk}/{query}")
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_reader_reads_a_file_page_by_page(reader: Client, stored: StoredFile) -> None:
    first = read(reader, stored)
    assert "asked for and seldom found." in first
    assert "Page 1 of 3" in first
    assert '<a rel="next" href="?page=2">' in first
    assert f'href="/en/library/guide/files/{stored.pk}/a.pdf" download' in first
    assert "There is no text on this page." in read(reader, stored, "?page=2")
    assert "Naloxone saves lives." in read(reader, stored, "?page=3")


def test_a_reader_searches_inside_a_text(reader: Client, stored: StoredFile) -> None:
    page = read(reader, stored, "?q=shelters")
    assert 'href="?page=3">Page 3</a>' in page
    assert "Every <mark>shelter</mark> should" in page
    assert "These words are not in this text." in read(reader, stored, "?q=elephant")
    assert "These words are not in this text." in read(reader, stored, "?q=%3Cb%3E%22")


def test_a_file_whose_name_is_all_slashes_can_be_read(reader: Client, shelve: Shelve, attach: Attach) -> None:
    stored = attach(shelve("guide"), b"x", text="Words", name="../..")
    assert f"/files/{stored.pk}/" in read(reader, stored)


def test_a_page_that_is_not_there_is_told(reader: Client, stored: StoredFile) -> None:
    address = f"/en/library/guide/read/{stored.pk}/"
    gone = reader.get(f"{address}?page=4")
    assert gone.status_code == 404
    assert "The text ends before that page" in gone.content.decode()
    for nonsense in ("-1", "0", "²", "9" * 400):
        assert "Page 1 of 3" in reader.get(f"{address}?page={nonsense}").content.decode()


def test_only_files_of_public_works_are_read(reader: Client, stored: StoredFile, shelve: Shelve) -> None:
    shelve("other")
    assert reader.get(f"/en/library/other/read/{stored.pk}/").status_code == 404
    work = stored.version.work
    work.status = Status.DRAFT
    work.save()
    assert reader.get(f"/en/library/guide/read/{stored.pk}/").status_code == 404
    work.status, work.withdrawn_because = Status.WITHDRAWN, "Outdated"
    work.save()
    assert reader.get(f"/en/library/guide/read/{stored.pk}/").status_code == 410


def test_a_file_without_text_has_no_reading_page(reader: Client, shelve: Shelve, attach: Attach) -> None:
    stored = attach(shelve("guide"), b"x", text="\f \f")
    assert reader.get(f"/en/library/guide/read/{stored.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("", []),
        ("one long line of a text\nand one more like it\nends.\nA new one begins here", None),
        ("ผู้หญิงที่ใช้ยาเสพติด\nในประเทศไทยวันนี้ก็", ["ผู้หญิงที่ใช้ยาเสพติดในประเทศไทยวันนี้ก็"]),
    ],
)
def test_lines_become_paragraphs_again(printed: str, read_as: list[str] | None) -> None:
    expected = ["one long line of a text and one more like it ends.", "A new one begins here"]
    assert paragraphs(printed) == (expected if read_as is None else read_as)
