"""How fast works go out and come in: `python -m benchmarks.exchange_speed [--records 10000] [--quick]`.

Two promises: 10,000 records of RIS come in, with progress and indexed for search, in under two minutes;
10,000 works go out as RIS in under ten seconds, in constant memory. Beside the first, in the same run, the
floor: reading the same file as far as drafts, with nothing stored. Beside the second, the other formats.
Everything happens in a temporary data folder; nothing of yours is touched.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.database import put_migrated

from benchmarks.import_speed import ROOT, records
from benchmarks.verdict import fails, word

IMPORT_PROMISE = 120.0
EXPORT_PROMISE = 10.0


def ris_of(record: dict[str, Any]) -> str:
    """Return one of the made-up records as RIS."""
    types = {"report": "RPRT", "article-journal": "JOUR", "webpage": "ELEC", "chapter": "CHAP"}
    year, *month = record["issued"]["date-parts"][0]
    lines = [
        ("TY", types[record["type"]]),
        *(("AU", f"{name['family']}, {name['given']}") for name in record["author"]),
        ("TI", record["title"]),
        ("PY", str(year)),
        ("DA", f"{year}/{month[0]:02}//"),
        ("PB", record["publisher"]),
        ("UR", record["URL"]),
        ("LA", record["language"]),
        ("AB", record["abstract"]),
        *(("KW", word) for word in record["keyword"].split(", ")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines) + "ER  - \n\n"


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return seconds by the clock, seconds of the processor, and what the work gave."""
    started, before = time.perf_counter(), time.process_time()
    given = work()
    return time.perf_counter() - started, time.process_time() - before, given


def bring_in(path: Path) -> Any:
    """Import a file, published, with progress."""
    from whrin.library.imports.taking_in import import_file

    def tell(done: int, total: int, _name: str) -> None:
        sys.stderr.write(f"\r{done} of {total} records")

    run = import_file(path=path, publish=True, progress=tell)
    sys.stderr.write("\n")
    assert run.added == run.total, f"{run.refused} refused, {run.duplicates} taken for doubles"
    return run


def read_only(path: Path) -> int:
    """Read a file as far as drafts, and store nothing."""
    from whrin.library.imports.batches import read_batch
    from whrin.library.imports.known import Known
    from whrin.library.imports.opening import opened

    with opened(path) as source:
        return len(read_batch(list(enumerate(source.records(), start=1)), Known.now())[0])


def send_out(name: str) -> int:
    """Write every work in a format; return the bytes."""
    from whrin.library.exports.formats import FORMATS, export
    from whrin.library.models import Work

    return sum(len(piece.encode()) for piece in export(Work.objects.published(), FORMATS[name]))


def main() -> int:
    """Measure, print, and fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--quick", action="store_true", help="500 records")
    asked = options.parse_args()
    number = 500 if asked.quick else asked.records
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        path = Path(folder) / "records.ris"
        path.write_text("".join(ris_of(one) for one in records(number)), encoding="utf-8")
        clock_in, processor_in, _run = timed(lambda: bring_in(path))
        _clock, floor, _drafts = timed(lambda: read_only(path))
        print(f"records                        {number}")
        print(f"RIS in, indexed for search     {clock_in:.1f} s, {number / clock_in:.0f} records a second")
        times = processor_in / max(floor, 0.01)
        print(f"reading alone                  {floor:.1f} s ({times:.0f} times less)")
        inward = Promise("in", IMPORT_PROMISE * number / 10_000, asked.quick)
        outward = Promise("out", EXPORT_PROMISE * number / 10_000, asked.quick)
        return max(inward.fails(clock_in, processor_in), measure_exports(outward))


@dataclass(frozen=True)
class Promise:
    """`seconds` for one way; a quick run is judged by processor time."""

    way: str
    seconds: float
    is_quick: bool

    def fails(self, clock: float, processor: float) -> int:
        """Print whether it is kept; return 1 when the benchmark fails."""
        told = word(clock / self.seconds)
        print(f"promise, {self.way:3}                   {self.seconds:.0f} s: {told} on the clock")
        return int(fails((processor if self.is_quick else clock) / self.seconds, quick=self.is_quick))


def measure_exports(promise: Promise) -> int:
    """Measure every format; RIS is what is promised."""
    from whrin.library.exports.formats import FORMATS

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    failed = 0
    for name in FORMATS:
        clock, processor, size = timed(partial(send_out, name))
        print(f"{name:10} out                 {clock:.1f} s, {size / 1e6:.1f} MB")
        if name == "ris":
            failed = promise.fails(clock, processor)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"memory grown by all exports    {grown:.0f} MB")
    return failed


def prepare(var: Path) -> None:
    """Make an empty network in a folder."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(WHRIN_VAR=str(var), DJANGO_SETTINGS_MODULE="whrin.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    put_migrated(var)
    from whrin.topics.samples import load

    load(ROOT / "sample", None)


if __name__ == "__main__":
    raise SystemExit(main())
