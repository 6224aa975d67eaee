import pytest
from django.test import Client

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.downloads import CannotSatisfy, range_of
from whrin.library.enums import Status
from whrin.library.models import StoredFile

BYTES = bytes(range(256)) * 1000
DIGEST = "ab" * 32


@pytest.fixture
def stored(shelve: Shelve, attach: Attach) -> StoredFile:
    return attach(shelve("guide"), BYTES, name="Guía “uno”.pdf")


@pytest.fixture
def address(stored: StoredFile) -> str:
    return f"/en/library/guide/files/{stored.pk}/Guía “uno”.pdf"


def body_of(response) -> bytes:  # type: ignore[no-untyped-def]  # the test client's own class
    return b"".join(response.streaming_content)


def test_a_reader_downloads_a_file_that_cannot_run(reader: Client, address: str) -> None:
    response = reader.get(address)
    assert response.status_code == 200
    assert body_of(response) == BYTES
    assert response["Content-Length"] == str(len(BYTES))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Gu%C3%ADa")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["ETag"] == f'"{DIGEST}"'
    assert response["Accept-Ranges"] == "bytes"
    assert not response.cookies


def test_a_broken_download_goes_on_where_it_stopped(reader: Client, address: str) -> None:
    response = reader.get(address, headers={"Range": "bytes=1000-"})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes 1000-{len(BYTES) - 1}/{len(BYTES)}"
    assert response["Content-Length"] == str(len(BYTES) - 1000)
    assert body_of(response) == BYTES[1000:]


def test_a_file_that_changed_is_sent_whole(reader: Client, address: str) -> None:
    same = reader.get(address, headers={"Range": "bytes=0-9", "If-Range": f'"{DIGEST}"'})
    assert body_of(same) == BYTES[:10]
    changed = reader.get(address, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert changed.status_code == 200
    assert body_of(changed) == BYTES


def test_a_part_beyond_the_end_cannot_be_had(reader: Client, address: str) -> None:
    response = reader.get(address, headers={"Range": f"bytes={len(BYTES)}-"})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(BYTES)}"


def test_a_file_that_the_reader_has_is_not_sent_again(reader: Client, address: str) -> None:
    response = reader.get(address, headers={"If-None-Match": f'"old", "{DIGEST}"'})
    assert response.status_code == 304
    assert response["ETag"] == f'"{DIGEST}"'


def test_a_question_about_a_file_gets_its_length_and_no_body(reader: Client, address: str) -> None:
    response = reader.head(address)
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(BYTES))
    assert response.content == b""


def test_a_mistyped_name_leads_to_the_right_one(reader: Client, stored: StoredFile) -> None:
    response = reader.get(f"/en/library/guide/files/{stored.pk}/x.pdf")
    assert response.status_code == 301
    assert response["Location"].startswith(f"/en/library/guide/files/{stored.pk}/Gu%C3%ADa")


@pytest.mark.parametrize(
    ("status", "because", "answer"),
    [(Status.DRAFT, "", 404), (Status.IN_REVIEW, "", 404), (Status.WITHDRAWN, "Old.", 410)],
)
def test_a_visitor_cannot_fetch_a_file_that_is_not_public(
    reader: Client, stored: StoredFile, address: str, status: Status, because: str, answer: int
) -> None:
    work = stored.version.work
    work.status, work.withdrawn_because = status, because
    work.save()
    response = reader.get(address)
    assert response.status_code == answer
    assert not response.streaming


def test_a_file_is_not_found_under_another_work(reader: Client, shelve: Shelve, stored: StoredFile) -> None:
    shelve("other")
    assert reader.get(f"/en/library/other/files/{stored.pk}/x.pdf").status_code == 404
    assert reader.get("/en/library/guide/files/999999/x.pdf").status_code == 404
    assert reader.get("/en/library/guide/files/" + "9" * 30 + "/x.pdf").status_code == 404


def test_a_name_of_slashes_and_dots_has_an_address_that_works(
    reader: Client, shelve: Shelve, attach: Attach
) -> None:
    attach(shelve("odd"), b"abc", name="../../etc/passwd")
    page = reader.get("/en/library/odd/").content.decode()
    address = page.partition('class="button" href="')[2].partition('"')[0]
    assert body_of(reader.get(address)) == b"abc"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", None),
        ("bytes=0-0", (0, 0)),
        ("bytes=5-", (5, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=2-99", (2, 9)),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header: str, found: tuple[int, int] | None) -> None:
    assert range_of(header, 10) == found


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-1", 0)]
)
def test_a_range_beyond_the_file_cannot_be_satisfied(header: str, size: int) -> None:
    with pytest.raises(CannotSatisfy):
        range_of(header, size)
