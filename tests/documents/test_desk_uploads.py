"""Every way on which the desk takes a file in."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.models import UploadedFile

from tests.cast import SignedIn
from tests.documents import makers
from whrin.documents.models import Attachment, Picture
from whrin.documents.refusals import RefusedFileError
from whrin.people.models import Person

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def desk(coordinator: Person, settings: Settings) -> SignedIn:
    settings.WHRIN_SECOND_FACTOR = False
    return SignedIn(coordinator)


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored_bytes(folder: Path) -> bytes:
    """Return everything that lies in the store and on its way there."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_an_editor_uploads_a_picture_and_only_its_pixels_are_stored(
    desk: SignedIn, folders: Path, name: str, kind: str
) -> None:
    answer = desk.post(
        reverse("wagtailimages:add"), {"title": "A house", "file": sent(name, makers.picture(kind))}
    )
    assert answer.status_code == 302, answer.content
    picture = Picture.objects.get()
    assert makers.CANARY.encode() not in stored_bytes(folders)
    assert (picture.width, picture.height) == (40, 80)
    assert picture.file_size == picture.file.size
    assert list((folders / "incoming").iterdir()) == []


def test_an_editor_uploads_many_pictures_at_once_and_only_pixels_are_stored(
    desk: SignedIn, folders: Path
) -> None:
    answer = desk.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "A house", "files[]": sent("a.jpg", makers.picture("JPEG"))},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.json()["success"] is True
    assert Picture.objects.count() == 1
    assert makers.CANARY.encode() not in stored_bytes(folders)


def test_a_picture_that_waits_for_a_better_title_is_already_clean(desk: SignedIn, folders: Path) -> None:
    answer = desk.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "much too long " * 30, "files[]": sent("a.jpg", makers.picture("JPEG"))},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert "uploaded_file_id" in answer.json()
    assert (Picture.objects.count(), UploadedFile.objects.count()) == (0, 1)
    assert makers.CANARY.encode() not in stored_bytes(folders)


def test_an_editor_uploads_a_picture_from_the_chooser_and_only_pixels_are_stored(
    desk: SignedIn, folders: Path
) -> None:
    answer = desk.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "A house",
            "image-chooser-upload-file": sent("a.jpg", makers.picture("JPEG")),
        },
    )
    assert answer.status_code == 200
    assert Picture.objects.count() == 1
    assert makers.CANARY.encode() not in stored_bytes(folders)


def test_a_picture_that_comes_past_the_forms_is_cleaned_too(db: None, folders: Path) -> None:
    picture = Picture(title="A house", file=sent("a.jpg", makers.picture("JPEG")))
    picture.save()
    assert (picture.width, picture.height) == (40, 80)
    assert makers.CANARY.encode() not in stored_bytes(folders)
    before = picture.file.name
    picture.title = "A home"
    picture.save()
    assert picture.file.name == before


def test_a_drawing_is_refused_past_the_forms_too(db: None, folders: Path) -> None:
    with pytest.raises(RefusedFileError):
        Picture(title="A house", file=sent("a.svg", SVG), width=1, height=1).save()
    assert Picture.objects.count() == 0
    assert stored_bytes(folders) == b""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.svg", SVG, "Not a supported image format"),
        ("a.jpg", SVG, "not what its name says"),
        ("a.jpg", makers.picture("PNG"), "not what its name says"),
        ("a.png", makers.bomb(), "more than 40 million pixels"),
        ("a.gif", b"GIF89a", "Not a supported image format"),
    ],
)
def test_an_editor_cannot_upload_what_is_no_safe_picture_and_keeps_what_she_typed(
    desk: SignedIn, folders: Path, name: str, content: bytes, reason: str
) -> None:
    answer = desk.post(
        reverse("wagtailimages:add"),
        {"title": "My typed title", "alt": "A house by a river", "file": sent(name, content)},
    )
    page = answer.content.decode()
    assert reason in page
    assert "My typed title" in page
    assert "A house by a river" in page
    assert Picture.objects.count() == 0
    assert stored_bytes(folders) == b""


def test_an_editor_uploads_a_pdf_and_a_clean_one_is_stored_and_served_safely(
    desk: SignedIn, folders: Path, tmp_path: Path
) -> None:
    raw = makers.with_everything_forbidden(makers.report(tmp_path / "raw.pdf")).read_bytes()
    (tmp_path / "raw.pdf").unlink()
    answer = desk.post(reverse("wagtaildocs:add"), {"title": "Report", "file": sent("report.pdf", raw)})
    assert answer.status_code == 302, answer.content
    attachment = Attachment.objects.get()
    assert attachment.file_size == attachment.file.size
    assert b"/JavaScript" not in stored_bytes(folders)
    served = desk.get(attachment.url)
    assert served["Content-Disposition"].startswith("attachment")
    assert served["Content-Type"] == "application/pdf"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in served["Content-Security-Policy"]
    assert b"".join(served).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["report.pdf", "report.exe", "report.html", "report.docx"])
def test_an_editor_cannot_attach_what_is_no_pdf(desk: SignedIn, folders: Path, name: str) -> None:
    answer = desk.post(
        reverse("wagtaildocs:add"),
        {"title": "My typed title", "file": sent(name, b"<script>alert(1)</script>")},
    )
    assert answer.status_code == 200
    assert "not what its name says" in answer.content.decode()
    assert "My typed title" in answer.content.decode()
    assert Attachment.objects.count() == 0
    assert stored_bytes(folders) == b""


def test_an_editor_cannot_attach_a_locked_pdf_and_reads_why(
    desk: SignedIn, folders: Path, tmp_path: Path
) -> None:
    raw = makers.locked(makers.report(tmp_path / "raw.pdf")).read_bytes()
    (tmp_path / "raw.pdf").unlink()
    answer = desk.post(reverse("wagtaildocs:add"), {"title": "Report", "file": sent("report.pdf", raw)})
    assert "locked with a password" in answer.content.decode()
    assert Attachment.objects.count() == 0


def test_a_new_file_for_an_old_picture_is_cleaned_and_the_old_file_goes(
    desk: SignedIn, folders: Path
) -> None:
    blank = io.BytesIO()
    Image.new("RGB", (10, 10)).save(blank, "PNG")
    desk.post(reverse("wagtailimages:add"), {"title": "A house", "file": sent("a.png", blank.getvalue())})
    picture = Picture.objects.get()
    old = Path(picture.file.path)
    desk.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "A house", "file": sent("b.jpg", makers.picture("JPEG"))},
    )
    picture.refresh_from_db()
    assert (picture.width, old.exists()) == (40, False)
    assert makers.CANARY.encode() not in stored_bytes(folders)
