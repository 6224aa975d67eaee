import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.incidents.making import World, opened_by, tell
from whrin.incidents.models import SealedFile, SealedPart

GPS = 0x8825


def _photograph() -> bytes:
    picture, file = Image.new("RGB", (40, 30), "plum"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Canary Camera"
    exif.get_ifd(GPS)[1] = "N"
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def _add(code: str, *files: SimpleUploadedFile, once: str = "once") -> int:
    client = Client()
    ticket = client.post(reverse("incidents:come_back"), {"code": code}).context["ticket"]
    data = {"ticket": ticket, "once": once, "go": "files", "chosen": list(files)}
    return client.post(reverse("incidents:come_back"), data).status_code


@pytest.mark.parametrize("content", [b"x", b"\0" * 70_000, bytes(range(256)) * 4096])
def test_a_file_comes_out_as_it_went_in_and_lies_sealed_in_between(room: World, content: bytes) -> None:
    report, code = tell()
    for _ in range(2):
        assert _add(code, SimpleUploadedFile("beweis/../é.bin", content)) == 200

    assert SealedFile.objects.count() == 1
    stored = b"".join(bytes(part.content) for part in SealedPart.objects.all())
    assert content[:40] not in stored or len(content) < 40
    got = room.heron.client.get(reverse("incidents:care_file", args=[report.pk, 1]))
    assert got.content == content
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"]


def test_a_stripped_copy_tells_neither_place_nor_camera_nor_name(room: World) -> None:
    report, code = tell()
    _add(code, SimpleUploadedFile("my name.jpg", _photograph()))
    got = room.wren.client.get(reverse("incidents:care_file_stripped", args=[report.pk, 1]))

    assert got.status_code == 200
    assert b"Canary Camera" in _photograph()
    assert b"Canary Camera" not in got.content
    assert not Image.open(io.BytesIO(got.content)).getexif()
    assert "my name" not in got["Content-Disposition"]


@pytest.mark.parametrize(
    "content",
    [b"GIF89a<script>alert(1)</script>", b"<svg onload=alert(1)>", b"%PDF-1.7 broken", b"PK\3\4" * 9],
)
def test_what_cannot_be_stripped_is_said_and_still_there_as_it_was_sent(room: World, content: bytes) -> None:
    report, code = tell()
    _add(code, SimpleUploadedFile("x.pdf", content))
    refused = room.heron.client.get(reverse("incidents:care_file_stripped", args=[report.pk, 1]))

    assert refused.status_code == 422
    assert room.heron.client.get(reverse("incidents:care_file", args=[report.pk, 1])).content == content


def test_too_much_is_refused_whole_and_her_words_stay(room: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whrin.incidents.actions.files.MOST_TOGETHER", 100)
    report, code = tell()
    status = _add(code, SimpleUploadedFile("a", b"x" * 60), SimpleUploadedFile("b", b"x" * 60))

    assert status == 413
    assert not SealedFile.objects.exists()
    assert opened_by(room.heron, report).files() == []


def test_a_part_that_is_missing_or_swapped_gives_no_half_a_file(room: World) -> None:
    report, code = tell()
    _add(code, SimpleUploadedFile("a", b"x" * 900_000))
    assert SealedPart.objects.count() > 2
    SealedPart.objects.order_by("number").last().delete()  # type: ignore[union-attr]  # there are several

    assert room.heron.client.get(reverse("incidents:care_file", args=[report.pk, 1])).status_code == 404
