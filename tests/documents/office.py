"""LibreOffice, as a reader of office files that is not ours."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_OFFICE = shutil.which("soffice")
#: The wider checks install it and say so: there, its absence is a fault.
needs_office = pytest.mark.skipif(
    _OFFICE is None and os.environ.get("WHRIN_NEEDS_OFFICE") != "1",
    reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui",
)


def opened_by_office(content: bytes, folder: Path) -> bytes:
    """Return a DOCX as LibreOffice read it, in its own flat XML."""
    assert _OFFICE is not None, "LibreOffice is needed here, and not installed"
    (folder / "paper.docx").write_bytes(content)
    subprocess.run(
        [
            _OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", "fodt", "--outdir", str(folder), str(folder / "paper.docx"),
        ],
        check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return (folder / "paper.fodt").read_bytes()
