"""A shadow report of 40 pages, as PDF and as DOCX, from paragraphs with marks to the finished files.

    python -m benchmarks.papers [--quick]

The words are drawn by lot with a fixed seed: numbered paragraphs, a note in each third of them, 60 sources
that are cited. Each file is made as in the background: by a child process within its walls. The limit is
ours: both files in 10 seconds. Beside it stands LibreOffice, where it is installed, which sets the same
DOCX. Pages are counted in the PDF, notes in the DOCX, by readers that did not make them.
"""

import datetime
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import django

from benchmarks.verdict import fails, word

_PAGES = 40
#: Seconds for both files.
_MOST = 10.0
_WORDS = (
    "women",
    "care",
    "refused",
    "clinic",
    "child",
    "police",
    "rights",
    "service",
    "night",
    "law",
    "asked",
)


def _paragraph(lot: random.Random, number: int) -> str:
    words = " ".join(lot.choices(_WORDS, k=110))
    if number % 3:
        return f"*Sample.* {words}."
    source, year = number // 3 % 60 + 1, 2000 + number % 26
    return f"{words} [={source}] of [n1] ^[Told in {year}.] and **{words[:60].strip()}** [@{source}]."


def _report() -> tuple[object, object]:
    """Return the text of the report and its body."""
    from whrin.campaigns.body.building import body_of
    from whrin.campaigns.body.text import Evidence, Part, Text
    from whrin.campaigns.models import PaperKind
    from whrin.documents.evidence.facts import Fact

    lot = random.Random(5)
    parts = [Part("t", "title", "", {"en": "Sample report"})]
    for number in range(1, 251):
        if number % 12 == 1:
            parts.append(Part(f"h{number}", "heading", "", {"en": f"Article {number // 12 + 1}"}))
        parts.append(Part(str(number), "text", "", {"en": _paragraph(lot, number)}))
    evidence = {
        number: Evidence("of the benchmark", str(number), "", Fact(number, 74, "2026-05", f"/x/{number}/"))
        for number in range(1, 61)
    }
    text = Text(PaperKind(labels={"en": "Report"}, numbers_paragraphs=True), "en", "", parts, evidence)
    return text, body_of(text, "en")


def _office(content: bytes) -> float | None:
    """Return the seconds that LibreOffice takes to set the DOCX; None where it is not there."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.docx").write_bytes(content)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        begun = time.perf_counter()
        subprocess.run(
            [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, "report.docx"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return round(time.perf_counter() - begun, 2)


def main() -> None:
    """Measure, print, and fail over the limit."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
    django.setup()
    import pypdfium2

    from whrin.campaigns.body.printed import printed
    from whrin.documents.printing import as_docx, as_pdf

    quick = "--quick" in sys.argv
    begun = time.perf_counter()
    text, body = _report()
    document = printed(text, body, date=datetime.date(2026, 11, 22))  # type: ignore[arg-type]  # as `_report` says
    built = time.perf_counter() - begun
    pdf = as_pdf(document)
    set_in = time.perf_counter() - begun - built
    docx = as_docx(document)
    whole = time.perf_counter() - begun
    pages = len(pypdfium2.PdfDocument(pdf))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        notes = archive.read("word/footnotes.xml").decode().count("<w:footnoteRef")
    told = {
        "pages": pages,
        "notes": notes,
        "body_seconds": round(built, 2),
        "pdf_seconds": round(set_in, 2),
        "docx_seconds": round(whole - built - set_in, 2),
        "both_seconds": round(whole, 2),
        "libreoffice_seconds": _office(docx),
        "promise": f"{_MOST:.0f} s: {word(whole / _MOST)}",
    }
    print(json.dumps(told, indent=2))
    if pages < _PAGES or notes != len(body.notes):  # type: ignore[attr-defined]  # as `_report` says
        raise SystemExit("this is not the report that was promised")
    if fails(whole / _MOST, quick=quick):
        raise SystemExit(f"both files take {whole:.1f} s; {_MOST:.0f} are the most")


if __name__ == "__main__":
    main()
