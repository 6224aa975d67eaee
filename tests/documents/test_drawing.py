from pathlib import Path

import pytest
from PIL import Image

from tests.documents import makers
from whrin.documents.drawing import draw_first_page
from whrin.documents.refusals import EncryptedFileError, RefusedFileError


def test_a_first_page_is_drawn_small(tmp_path: Path) -> None:
    target = tmp_path / "page.webp"
    drawn = draw_first_page(makers.report(tmp_path / "a.pdf", pages=2), target)
    assert max(drawn.width, drawn.height) <= 900
    assert target.stat().st_size <= 40_000
    with Image.open(target) as picture:
        assert (picture.format, picture.size) == ("WEBP", (drawn.width, drawn.height))


def test_a_page_full_of_noise_stays_small(tmp_path: Path) -> None:
    target = tmp_path / "page.webp"
    draw_first_page(makers.with_photograph(makers.report(tmp_path / "a.pdf")), target)
    assert target.stat().st_size <= 40_000


def test_what_cannot_be_drawn_leaves_nothing(tmp_path: Path) -> None:
    target, broken = tmp_path / "page.webp", tmp_path / "b.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(RefusedFileError):
        draw_first_page(broken, target)
    with pytest.raises(EncryptedFileError):
        draw_first_page(makers.locked(makers.report(tmp_path / "a.pdf")), target)
    assert not target.exists()
