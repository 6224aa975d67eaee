"""Makes DOCX, ODT or EPUB out of HTML of ours: pandoc, within our walls and its own, then our touches."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whrin.documents.children.confine import RefusedInsideError, answer, confine

#: Seconds of processor and of clock time; bytes that pandoc may hold; bytes of its address space.
_SECONDS = 45
_HEAP = "768m"
_MEMORY = 3 * 1024 * 1024 * 1024

Parts = dict[str, bytes]


def write_office(folder: Path) -> dict[str, Any]:
    """Turn `folder/body.html`, told about by `folder/office.json`, into `folder/made`."""
    job = json.loads((folder / "office.json").read_text(encoding="utf-8"))
    raw = folder / "raw"
    _run_pandoc(folder, raw, job)
    with zipfile.ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    _touch_of(job["form"])(parts, job, folder)
    _pack(parts, folder / "made")
    return {}


def _run_pandoc(folder: Path, raw: Path, job: dict[str, Any]) -> None:
    import pypandoc

    told = {
        "title": job["title"],
        "author": job["author"],
        "date": job["day"],
        "lang": job["language"],
        "dir": job["direction"],
        "subject": job["subject"],
        "identifier": job["identifier"],
        "page-progression-direction": job["direction"],
    }
    command = [
        str(Path(pypandoc.__file__).parent / "files" / "pandoc"), "+RTS", f"-M{_HEAP}", "-RTS", "--sandbox",
        "--from=html+epub_html_exts", f"--to={job['form']}", "--shift-heading-level-by=-1",
        "--output", str(raw), *(f"--metadata={name}={value}" for name, value in told.items()),
        str(folder / "body.html"),
    ]  # fmt: skip
    if job["form"] == "epub":
        command.append("--split-level=1")
    surroundings = {"LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(  # noqa: S603 -- pandoc of our own package, arguments that we wrote, no shell
        command, env=surroundings, cwd=folder, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode != 0 or not raw.exists():
        raise RefusedInsideError("broken")


def _touch_of(form: str) -> Callable[[Parts, dict[str, Any], Path], None]:
    if form == "docx":
        from whrin.documents.children.touch_docx import touch_docx

        return touch_docx
    from whrin.documents.children.touch_open import touch_epub, touch_odt

    return touch_odt if form == "odt" else touch_epub


def _pack(parts: Parts, path: Path) -> None:
    """Write an archive whose bytes follow from its content alone. `mimetype` comes first, as it must."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != "mimetype", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])


if __name__ == "__main__":
    confine(_SECONDS, _MEMORY)
    os.umask(0o077)
    answer(lambda: write_office(Path(sys.argv[1])))
