"""Files come in whole, clean and with the right to keep them, or not at all."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from fpdf import FPDF
from pytest_django.fixtures import Settings

from whrin.documents.uploads import incoming
from whrin.library import actions
from whrin.library.actions.files import CannotAttach
from whrin.library.actions.works import NotAllowed
from whrin.library.models import LanguageVersion, Licence, StoredFile
from whrin.library.queries import missing_files, stray_files, unread_files
from whrin.library.tasks import read_stored_file
from whrin.people.models import Person
from whrin.search.queries import find

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def version(db: None) -> LanguageVersion:
    """A published version of a work that we may keep copies of."""
    licence = Licence.objects.get(code="CC-BY-4.0")
    work = actions.add_work(title="Safer spaces", language="en", kind="report", licence=licence)
    return actions.publish(work=work, by=None).versions.get()


def pdf(*pages: str, encrypted: bool = False) -> bytes:
    document = FPDF()
    document.set_author("Somebody")
    document.set_font("helvetica")
    for text in pages:
        document.add_page()
        document.cell(text=text)
    content = bytes(document.output())
    if encrypted:
        whole = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as opened:
            opened.save(whole, encryption=pikepdf.Encryption(owner="a", user="b"))
        return whole.getvalue()
    return content


def send(version: LanguageVersion, name: str, content: bytes, **more: Any) -> StoredFile:
    return actions.attach_file(version=version, upload=SimpleUploadedFile(name, content), **more)


def nothing_is_stored() -> bool:
    return not StoredFile.objects.exists() and stray_files() == [] and not any(incoming().iterdir())


def test_a_pdf_is_scrubbed_stored_read_and_found(version: LanguageVersion, tasks_at_once: None) -> None:
    stored = send(
        version,
        "A report.pdf",
        pdf("Naloxone saves lives, say women in Nairobi", "The second page says why it does"),
    )
    read_stored_file.call(stored.pk)
    stored.refresh_from_db()
    assert (stored.name, stored.media_type, stored.pages) == ("A report.pdf", "application/pdf", 2)
    assert (stored.extraction, stored.has_text_layer, stored.is_tagged) == ("done", "yes", "no")
    assert "Naloxone saves lives" in stored.text.split("\f")[0]
    with stored.file.open("rb") as file:
        assert b"Somebody" not in file.read()
    assert find(shelf="library", text="naloxone").total == 1
    assert find(shelf="library").hits[0].card["versions"][0]["files"][0]["pages"] == 2
    assert stray_files() == missing_files() == unread_files() == []


def test_reading_twice_changes_nothing(version: LanguageVersion, tasks_kept: None) -> None:
    stored = send(version, "a.pdf", pdf("Words"))
    assert unread_files() == [stored]
    rows = []
    for _time in range(2):
        read_stored_file.call(stored.pk)
        rows.append(StoredFile.objects.values().get())
    assert rows[0] == rows[1]
    read_stored_file.call(stored.pk + 1)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("locked.pdf", pdf("x", encrypted=True), "password"),
        ("broken.pdf", b"%PDF-1.7 nothing else", "cannot be read"),
        ("page.pdf", b"<html>no pdf</html>", "keeps PDF"),
        ("picture.png", pdf("x"), "keeps PDF"),
        ("report.docx", b"PK\x03\x04" + b"\x00" * 40, "Save a document of a word processor as PDF"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "keeps PDF"),
        ("program.txt", b"\x7fELF\x02\x01\x01\x00\x00", "keeps PDF"),
        ("latin.txt", "Él".encode("latin-1") * 20, "keeps PDF"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_and_leaves_nothing(
    version: LanguageVersion, name: str, content: bytes, told: str
) -> None:
    with pytest.raises(CannotAttach, match=told):
        send(version, name, content)
    assert nothing_is_stored()


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    version: LanguageVersion, settings: Settings
) -> None:
    settings.WHRIN_UPLOAD_LIMIT_MB = 1
    with pytest.raises(CannotAttach, match="at most 1 MB"):
        send(version, "a.pdf", b"%PDF-" + b"0" * 1_000_001)
    assert nothing_is_stored()


def test_a_copy_needs_the_right_to_keep_it(version: LanguageVersion, tasks_kept: None) -> None:
    work = version.work
    for licence in (None, Licence.objects.get(code="link-only")):
        work.licence = licence
        work.save()
        with pytest.raises(CannotAttach, match="Add a link"):
            send(version, "a.pdf", pdf("x"))
    assert nothing_is_stored()
    work.publisher_kind = "network"
    work.save()
    assert send(version, "a.pdf", pdf("x")).pk


def test_whoever_may_not_edit_cannot_attach(version: LanguageVersion) -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    with pytest.raises(NotAllowed):
        send(version, "a.pdf", pdf("x"), by=outsider)
    assert nothing_is_stored()


def test_the_same_file_twice_is_refused(version: LanguageVersion, tasks_kept: None) -> None:
    send(version, "a.txt", b"Words")
    with pytest.raises(CannotAttach, match="same file"):
        send(version, "b.txt", b"Words")
    assert (StoredFile.objects.count(), stray_files()) == (1, [])


def test_when_the_row_cannot_be_written_the_content_goes_too(version: LanguageVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_tasks_database_dbtaskresult")
    with pytest.raises(Exception, match="django_tasks_database_dbtaskresult"):
        send(version, "a.txt", b"Words")
    assert stray_files() == []


def test_a_transcript_is_read_as_words(version: LanguageVersion, tasks_at_once: None) -> None:
    stored = send(version, "talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nЖенщины\n".encode())
    read_stored_file.call(stored.pk)
    stored.refresh_from_db()
    assert (stored.media_type, stored.extraction, stored.pages) == ("text/vtt", "done", None)
    assert "Женщины" in stored.text


def test_what_a_crash_left_in_the_store_is_reported(version: LanguageVersion, tasks_kept: None) -> None:
    stored = send(version, "a.txt", b"Words")
    left = default_storage.save("library/2026/left.pdf", SimpleUploadedFile("left.pdf", b"x"))
    assert stray_files() == [left]
    default_storage.delete(stored.file.name)
    assert missing_files() == [stored]


def test_a_removed_file_is_gone_with_its_row(
    version: LanguageVersion, tasks_kept: None, django_capture_on_commit_callbacks: Any
) -> None:
    stored = send(version, "a.txt", b"Words")
    name = str(stored.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(stored=stored, by=None)
    assert not default_storage.exists(name)
    assert not StoredFile.objects.exists()
