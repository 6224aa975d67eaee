"""What waits on the disk for a moment is not readable there."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from whrin.server.hidden import HiddenUpload, hidden_file

WORDS = b"She told what the canary saw. " * 20_000


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give hidden files a name, so that a test sees what lies on the disk."""
    place = tmp_path / "seen"
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **asked: place.open("w+b", asked["buffering"]))
    yield place


def test_a_hidden_file_gives_back_what_was_written_and_shows_nothing(written: Path) -> None:
    file = hidden_file(written.parent)
    for start in range(0, len(WORDS), 70_001):
        file.write(WORDS[start : start + 70_001])
    file.seek(0)
    assert file.read() == WORDS
    chance = random.Random(7)
    for _time in range(50):
        at, length = chance.randrange(len(WORDS)), chance.randrange(5000)
        file.seek(at)
        assert file.read(length) == WORDS[at : at + length]
    assert written.stat().st_size == len(WORDS)
    assert b"canary" not in written.read_bytes()
    file.close()


def test_a_hidden_file_is_not_written_twice_nor_handed_on_by_number(tmp_path: Path) -> None:
    file = hidden_file(tmp_path)
    file.write(WORDS)
    file.seek(0)
    with pytest.raises(io.UnsupportedOperation):
        file.write(b"again")
        file.flush()
    with pytest.raises(io.UnsupportedOperation):
        file.fileno()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told_once_and_closing_does_not_stumble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_asked: Path("/dev/full").open("r+b", 0))  # noqa: SIM115 -- it stands for the file that the caller closes
    file = hidden_file(Path("/dev"))
    with pytest.raises(OSError, match="No space"):
        file.write(WORDS)
    file.close()


def test_a_large_file_of_a_form_arrives_whole_and_is_not_written_in_clear(
    written: Path, settings: Settings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    sent = io.BytesIO(WORDS)
    sent.name = "tale.txt"
    request = RequestFactory().post("/", {"words": "few", "file": sent})
    came = request.FILES["file"]
    assert [type(each) for each in request.upload_handlers] == [MemoryFileUploadHandler, HiddenUpload]
    assert (came.name, came.size, came.read()) == ("tale.txt", len(WORDS), WORDS)
    assert not hasattr(came, "temporary_file_path")
    assert b"canary" not in written.read_bytes()
