import io
from pathlib import Path

import pytest
from PIL import Image

from tests.documents import makers
from whrin.documents.refusals import RefusedFileError, TooManyPixelsError, WrongKindError
from whrin.documents.scrub import scrub_picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_forgets_where_it_was_taken_and_by_whom(tmp_path: Path, kind: str) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    sent.write_bytes(makers.picture(kind))
    assert makers.CANARY.encode() in sent.read_bytes()
    found = scrub_picture(sent, stored)
    assert (found.format, found.width, found.height) == (kind, 40, 80)
    assert makers.CANARY.encode() not in stored.read_bytes()
    with Image.open(stored) as picture:
        picture.load()
        assert not dict(picture.getexif())
        assert {"exif", "xmp", "comment", "Author", "icc_profile"} & set(picture.info) == set()


def test_a_picture_stands_upright_without_its_note(tmp_path: Path) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    sent.write_bytes(makers.picture("PNG"))
    scrub_picture(sent, stored)
    with Image.open(stored) as picture:
        # Turned a quarter clockwise: what was left is now above.
        assert (picture.getpixel((20, 5)), picture.getpixel((20, 75))) == ((255, 0, 0), (0, 0, 255))


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    Image.new("RGB", (5000, 1000), "green").save(sent, "PNG")
    assert scrub_picture(sent, stored).width == 2560


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16", "CMYK"])
def test_a_picture_of_any_mode_is_kept(tmp_path: Path, mode: str) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    Image.new(mode, (20, 20)).save(sent, "JPEG" if mode == "CMYK" else "PNG")
    scrub_picture(sent, stored)
    with Image.open(stored) as picture:
        assert picture.mode == ("RGBA" if mode in {"RGBA", "LA"} else "RGB")


def test_a_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    sent.write_bytes(makers.bomb())
    assert sent.stat().st_size < 500
    with pytest.raises(TooManyPixelsError):
        scrub_picture(sent, stored)
    assert not stored.exists()


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7",
        b"",
        b"BM" + b"\0" * 60,
    ],
)
def test_what_is_no_jpeg_png_or_webp_is_refused(tmp_path: Path, content: bytes) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    sent.write_bytes(content)
    with pytest.raises(WrongKindError):
        scrub_picture(sent, stored)
    assert not stored.exists()


def test_a_second_file_hidden_in_a_picture_does_not_reach_the_store(tmp_path: Path) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    sent.write_bytes(makers.picture("JPEG") + b"PK\x03\x04<script>alert(1)</script>")
    scrub_picture(sent, stored)
    assert b"<script>" not in stored.read_bytes()


def test_a_cut_off_picture_is_refused(tmp_path: Path) -> None:
    sent, stored = tmp_path / "sent", tmp_path / "stored"
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 90).convert("RGB").save(whole, "JPEG")
    sent.write_bytes(whole.getvalue()[:4000])
    with pytest.raises(RefusedFileError):
        scrub_picture(sent, stored)
    assert not stored.exists()
