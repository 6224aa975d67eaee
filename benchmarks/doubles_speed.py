"""How fast doubles are found: `python -m benchmarks.doubles_speed [--works 100000] [--quick]`.

The promise: a collection of 100,000 works is looked through in under 20 seconds, and every double that was
put in is found. Beside it, in the same run, the floor: reading all titles and sorting them. Everything
happens in a temporary data folder; nothing of yours is touched.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.database import put_migrated

from benchmarks.verdict import fails, word

ROOT = Path(__file__).resolve().parent.parent
PROMISE = 20.0
#: One work in so many has a double: an equal title, or one in three times a slip of the pen.
DOUBLE = 100
WORDS = 20_000


def titles(number: int) -> list[str]:
    """Return so many titles of five to fourteen words."""
    chance = random.Random(2026)
    words = [
        "".join(chance.choices("abcdefghilmnoprstuvw", k=chance.randint(3, 9))) for _word in range(WORDS)
    ]
    return [" ".join(chance.choices(words, k=chance.randint(5, 14))) for _title in range(number)]


def shelve(number: int) -> int:
    """Put so many works in; return how many of them are doubles."""
    from whrin.library import likeness
    from whrin.library.models import LanguageVersion, Link, Work

    written = titles(number)
    doubles = 0
    for place in range(DOUBLE, number, DOUBLE):
        kind = place // DOUBLE % 3
        written[place] = written[place - 1] if kind != 1 else written[place - 1][:-1]
        doubles += 1
    works = Work.objects.bulk_create(
        [Work(slug=f"w{place}", kind="report", original_language="en", year=2000) for place in range(number)],
        batch_size=2_000,
    )
    versions = LanguageVersion.objects.bulk_create(
        [
            LanguageVersion(
                work=work,
                language="en",
                title=title,
                fingerprint=likeness.title_fingerprint(title, work.year, ""),
            )
            for work, title in zip(works, written, strict=True)
        ],
        batch_size=2_000,
    )
    Link.objects.bulk_create(
        [
            Link(version=version, address=(address := f"https://a.org/{place}"),
                 fingerprint=likeness.address_fingerprint(address))
            for place, version in enumerate(versions)
        ],
        batch_size=2_000,
    )  # fmt: skip
    return doubles


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return seconds on the clock and of the processor, and what was returned."""
    clock, processor = time.monotonic(), time.process_time()
    result = work()
    return time.monotonic() - clock, time.process_time() - processor, result


def floor() -> int:
    """Read all titles and sort them."""
    from whrin.library.models import LanguageVersion

    return len(sorted(LanguageVersion.objects.values_list("title", flat=True)))


def main() -> int:
    """Measure, print, and fail when the promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--works", type=int, default=100_000)
    options.add_argument("--quick", action="store_true", help="5,000 works")
    asked = options.parse_args()
    number = 5_000 if asked.quick else asked.works
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        doubles = shelve(number)
        from whrin.library.likely_doubles import find_doubles

        clock, processor, found = timed(find_doubles)
        least, _processor, _titles = timed(floor)
        hits = sum(pair.second == pair.first + 1 for pair in found)
        promise = PROMISE * number / 100_000
        print(f"works                          {number}")
        print(f"looked through                 {clock:.1f} s; {hits} of {doubles} doubles found")
        print(f"reading and sorting titles     {least:.1f} s ({clock / max(least, 0.001):.0f} times less)")
        print(f"promise                        {promise:.0f} s: {word(clock / promise)} on the clock")
        missed = (processor if asked.quick else clock) / promise
        return int(hits < doubles or fails(missed, quick=asked.quick))


def prepare(var: Path) -> None:
    """Make an empty library in a folder."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(WHRIN_VAR=str(var), DJANGO_SETTINGS_MODULE="whrin.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    put_migrated(var)


if __name__ == "__main__":
    raise SystemExit(main())
