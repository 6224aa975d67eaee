"""Nothing of a report is written but sealed: canaries told through the real forms, then searched for."""

import base64
import gzip
import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.database import migrated_template
from tests.incidents.canaries.finding import Eye
from tests.incidents.canaries.story import run

REPORTS = 6
WORDS = "before kanarieabc after"


def zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", content)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        WORDS.upper().encode("utf-16-le"),
        b"x" + WORDS.encode("utf-16-be"),
        *(base64.b64encode(b"x" * shift + WORDS.encode()) for shift in range(3)),
        base64.encodebytes(b"y" * 50 + WORDS.encode() * 3),
        base64.urlsafe_b64encode(WORDS.encode("utf-16-le")),
        WORDS.encode().hex().encode(),
        b"f" + WORDS.encode().hex().upper().encode(),
        os.urandom(999) + gzip.compress(WORDS.encode()),
        os.urandom(999) + zlib.compress(WORDS.encode()),
        zipped(WORDS.encode()),
        zipped(base64.b64encode(WORDS.encode())),
        b"code 1234 5678 9012 3456 7890.",
        "12345678901234567890".encode("utf-16-le"),
    ],
)
def test_the_search_sees_words_and_codes_however_they_are_written(content: bytes) -> None:
    eye = Eye(["kanarieabc"], ["12345678901234567890"])
    assert len(eye.look(b"\x00\x01" + content + b"\xff")) == 1
    assert eye.look(os.urandom(20_000)) == set()


def test_no_byte_that_a_site_writes_holds_anything_of_a_report(db: None, tmp_path: Path) -> None:
    template = migrated_template() if os.environ.get("DATABASE_URL") else ""
    told = "tests.incidents.canaries.settings"
    result = run(tmp_path / "site", reports=REPORTS, together=2, template=template, settings=told)
    assert result.is_seeing, "the search is blind"
    assert len(result.searched) > 10
    assert result.leaks == {}
