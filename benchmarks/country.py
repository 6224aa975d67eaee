"""How fast a country is shown and printed: `python -m benchmarks.country [--services 20000] [--quick]`.

The promise: with 20,000 services, a tenth of them in one country, that country's page takes under 300 ms when
nothing of it is kept, and its PDF under 3 s. Printed beside it: a country with the usual few, and the region
around both. Everything happens in a temporary data folder; nothing of yours is touched. PostgreSQL:
DATABASE_URL of an empty database that may be overwritten.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.hsds import fill, prepare
from benchmarks.verdict import fails, word

PAGE, FILE = 0.3, 3.0
LARGE, USUAL, REGION = "KE", "UG", "network-east-west-southern-africa"
#: Fields that a change writes, changes of a record, and every how many-th of them a woman told.
_FIELDS, _ACTS, _TOLD = ("name", "description", "cost", "claim:children"), 2, 5
_BATCH = 5_000


def put_history() -> None:
    """Move a tenth into one country, and give every record a past."""
    from whrin.services.models import Change, Service

    keys = list(Service.objects.order_by("pk").values_list("pk", "created_on"))
    tenth = [pk for pk, _day in keys[::10]]
    for start in range(0, len(tenth), 500):
        Service.objects.filter(pk__in=tenth[start : start + 500]).update(country=LARGE)
    rows: list[Change] = []
    for pk, day in keys:
        for number in range(1, _ACTS + 1):
            said_by, source = ("woman", "survey") if pk % _TOLD == 0 else ("public", "import")
            reference = f"mapping/{pk // 3}/{pk}" if source == "survey" else ""
            rows += [
                Change(service_id=pk, number=number, field=field, old="", new="x", day=day, source=source,
                       said_by=said_by, reference=reference)
                for field in _FIELDS
            ]  # fmt: skip
        if len(rows) > _BATCH:
            Change.objects.bulk_create(rows)
            rows = []
    Change.objects.bulk_create(rows)


def fastest(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the fewest seconds on the clock, and of the processor, that something took."""
    clock, processor = [], []
    for _each in range(times):
        began, before = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - before)
    return min(clock), min(processor)


def measured(times: int) -> float:
    """Measure pages and the file, print, and return by how much the worse promise is missed."""
    from django.test import Client

    from whrin.documents.printing import as_pdf
    from whrin.kit.edition import forget_what_is_kept
    from whrin.website.countries.areas import country_area
    from whrin.website.countries.printed import document_of

    reader = Client()

    def page(address: str) -> None:
        forget_what_is_kept()
        answer = reader.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    def file() -> None:
        forget_what_is_kept()
        area = country_area(LARGE, "en")
        if area is not None:
            as_pdf(document_of(area, "en"))

    for address in (f"/en/places/{USUAL.lower()}/", f"/en/places/regions/{REGION}/"):
        clock, processor = fastest(lambda address=address: page(address), times)  # type: ignore[misc]  # called here
        print(f"{address}: {clock * 1000:.0f} ms, of the processor {processor * 1000:.0f} ms")
    large, of_it = fastest(lambda: page(f"/en/places/{LARGE.lower()}/"), times)
    made, of_file = fastest(file, times)
    print(f"large country: {large * 1000:.0f} ms, of the processor {of_it * 1000:.0f} ms (promise {PAGE} s)")
    print(f"its PDF: {made:.2f} s, of this process {of_file:.2f} s (promise {FILE:g} s)")
    return max(of_it / PAGE, made / FILE)


def main() -> int:
    """Measure, print, and fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--services", type=int, default=20_000)
    options.add_argument("--quick", action="store_true", help="1,000 services")
    asked = options.parse_args()
    services = 1_000 if asked.quick else asked.services
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        fill(services)
        put_history()
        missed = measured(2 if asked.quick else 5)
        print(f"{services} services: {word(missed)}")
        return int(fails(missed, quick=asked.quick))


if __name__ == "__main__":
    raise SystemExit(main())
