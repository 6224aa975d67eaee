"""Sets a tree of words as a tagged PDF, or draws pictures for programs that read no SVG."""

import datetime
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whrin.documents.children.confine import RefusedInsideError, answer, confine

#: Seconds of processor time; bytes of address space, of which the setter and its threads take 600 MB.
_SECONDS = 40
_MEMORY = 2 * 1024 * 1024 * 1024


def set_pages(folder: Path, fonts: Path) -> dict[str, Any]:
    """Set `folder/house.typ`, which reads `folder/job.json`, as `folder/made.pdf`."""
    from whrin.documents.children.name_rows import name_rows

    job = _labelled(folder, fonts)
    [made] = _compiled(folder / "house.typ", fonts, "pdf", job["date"])
    (folder / "made.pdf").write_bytes(name_rows(made, job["tree"]))
    return {}


def draw_pictures(folder: Path, fonts: Path) -> dict[str, Any]:
    """Draw each `folder/*.svg` as a PNG beside it, at 200 points an inch."""
    _labelled(folder, fonts)
    for path in sorted(folder.glob("*.svg")):
        page = folder / "page.typ"
        page.write_text(f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{path.name}")')
        path.with_suffix(".png").write_bytes(_compiled(page, fonts, "png")[0])
    return {}


def outline_labels(folder: Path, fonts: Path) -> dict[str, Any]:
    """Turn the words in `folder/*.svg` into outlines, and nothing else."""
    _labelled(folder, fonts)
    return {}


def _labelled(folder: Path, fonts: Path) -> dict[str, Any]:
    """Turn the words in pictures into outlines; return what is to be set."""
    from whrin.documents.children.label_pictures import label_pictures

    job: dict[str, Any] = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    label_pictures(folder, job["fonts"], lambda path: _compiled(path, fonts, "svg"))
    return job


def _compiled(source: Path, fonts: Path, kind: Any, day: Sequence[int] = (1970, 1, 1)) -> list[bytes]:
    import typst

    year, month, of_month = day
    try:
        made = typst.compile(
            source, root=source.parent, font_paths=[fonts], ignore_system_fonts=True, format=kind, ppi=200,
            pdf_standards=["ua-1"] if kind == "pdf" else [],
            timestamp=datetime.datetime(year, month, of_month, tzinfo=datetime.UTC),
        )  # fmt: skip
    except typst.TypstError:
        raise RefusedInsideError("broken") from None
    return made if isinstance(made, list) else [made]


if __name__ == "__main__":
    confine(_SECONDS, _MEMORY)
    # One thread for each processor would each take address space; a document has few pages.
    os.environ["RAYON_NUM_THREADS"] = "2"
    work = {"pages": set_pages, "pictures": draw_pictures, "labels": outline_labels}[sys.argv[1]]
    answer(lambda: work(Path(sys.argv[2]), Path(sys.argv[3])))
