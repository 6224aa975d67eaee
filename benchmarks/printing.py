"""Printing: a brief of two pages with a chart and a table, in every form, and beside the other candidate.

    python -m benchmarks.printing [path of a Python that has weasyprint]

Says the median of five, the bytes, and the most memory that a child took. WeasyPrint is no dependency: it is
compared where a Python that has it is named. It gets the same words, the same chart and the same fonts.
"""

import datetime
import html
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

_RUNS = 5
#: Seconds that a country's brief may take.
_MOST = 3.0
_OTHER = """
import sys, time, weasyprint
page, made, tagged = open(sys.argv[1]).read(), sys.argv[2], "pdf/ua-1"
begun = time.perf_counter()
weasyprint.HTML(string=page).write_pdf(made, pdf_variant=tagged)
print(time.perf_counter() - begun)
"""
_BARS = "".join(
    f'<rect x="150" y="{row * 24 + 4}" width="{220 - row * 18}" height="16" fill="#54246b"/>'
    f'<text x="145" y="{row * 24 + 17}" text-anchor="end" font-size="12">Kind {row}</text>'
    for row in range(10)
)
_CHART = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 250" width="400" height="250">{_BARS}</svg>'
)
_WORDS = "Twelve services are listed; nine were checked by a peer in the last year. " * 12


def _body() -> str:
    rows = "".join(
        f'<tr><th scope="row">Kind {row}</th><td class="number">{row * 3}</td></tr>' for row in range(30)
    )
    parts = "".join(f"<h2>Part {number}</h2><p>{_WORDS}</p>" for number in range(3))
    return (
        f'{parts}<figure><img src="chart.svg" alt="Services by kind"><figcaption>Kinds</figcaption></figure>'
        f'<table><caption>By kind</caption><thead><tr><th scope="col">Kind</th><th scope="col">Services</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _median(work: Callable[[], bytes]) -> tuple[float, int]:
    times, size = [], 0
    for _run in range(_RUNS):
        begun = time.perf_counter()
        size = len(work())
        times.append(time.perf_counter() - begun)
    return statistics.median(times), size


def _other(python: str) -> float:
    """Return the median seconds of WeasyPrint for the same brief, without its start."""
    from whrin.documents.printing.workplace import FONTS

    faces = "".join(
        f"@font-face {{ font-family: Noto; src: url(file://{path}) }}"
        for path in FONTS.glob("NotoSans-Regular.ttf")
    )
    with tempfile.TemporaryDirectory() as folder:
        chart = Path(folder) / "chart.svg"
        chart.write_text(_CHART)
        page = Path(folder) / "page.html"
        page.write_text(
            f'<!doctype html><html lang="en"><title>Brief</title><style>{faces} body {{ font-family: Noto }}'
            f"</style><h1>Brief</h1>{_body().replace('chart.svg', html.escape(chart.as_uri()))}"
        )
        command = [python, "-c", _OTHER, str(page), str(Path(folder) / "made.pdf")]
        return statistics.median(float(subprocess.check_output(command)) for _run in range(_RUNS))


def main() -> None:
    """Measure, print, and fail over the limit."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
    django.setup()
    from whrin.documents.printing import Document, as_docx, as_epub, as_odt, as_pdf

    brief = Document(
        title="Brief",
        body=_body(),
        language="en",
        author="A network",
        date=datetime.date(2026, 11, 22),
        source="https://example.org/",
        pictures={"chart.svg": _CHART.encode()},
    )
    told: dict[str, object] = {}
    for name, make in {"pdf": as_pdf, "docx": as_docx, "odt": as_odt, "epub": as_epub}.items():
        seconds, size = _median(lambda make=make: make(brief))  # type: ignore[misc]  # the default binds it
        told[name] = {"seconds": round(seconds, 3), "bytes": size}
        if seconds > _MOST:
            raise SystemExit(f"{name} takes {seconds:.2f} s; {_MOST} are the most")
        if name == "pdf":
            told["pdf_child_megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000
            if len(sys.argv) > 1:
                other = _other(sys.argv[1])
                told["weasyprint"] = {"seconds": round(other, 3), "ratio": round(other / seconds, 1)}
    told["all_children_megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
