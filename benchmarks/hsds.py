"""How fast the map is given to other directories: `python -m benchmarks.hsds [--services 20000] [--quick]`.

The promise: a page of 100 services in full, every list inside, in under 300 ms anywhere in the list. Every
tenth record has all attributes of the checklist answered, the others twelve. Beside it, in the same run, the
limit: the same rows read by bare statements, and JSON of the same size written. Everything happens in a
temporary data folder; nothing of yours is touched. PostgreSQL: DATABASE_URL of an empty database that may be
overwritten.
"""

import argparse
import datetime
import gc
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.database import put_migrated

from benchmarks.verdict import fails, word

ROOT = Path(__file__).resolve().parent.parent
PROMISE = 300.0
_BATCH = 1_000
_ANSWERED = 12
_DAY = datetime.date(2026, 11, 1)
_TABLES = ("service", "service_types", "opening", "claim", "place")


def fill(services: int) -> None:
    """Put records on the map, past the actions: history and search are not what is measured."""
    from whrin.organisations.models import Organisation
    from whrin.places.models import Country
    from whrin.services.models import Claim, Opening, Place, Service, Term

    chance = random.Random(2026)
    countries = list(Country.objects.values_list("pk", flat=True))
    types = list(Term.objects.filter(kind="type"))
    attributes = list(Term.objects.filter(kind="attribute"))
    running = Organisation.objects.bulk_create(
        Organisation(slug=f"bench-{number}", name=f"Bench {number}", kind="women")
        for number in range(max(1, services // 4))
    )
    for start in range(0, services, _BATCH):
        made = Service.objects.bulk_create(
            Service(
                slug=f"bench-{number}", name=f"Service {number}", organisation=chance.choice(running),
                description="What it does. " * 20, expect="Tea and somebody to talk to. " * 8,
                conditions="None.", country_id=chance.choice(countries), status="active", state="public",
                contact_email="desk@example.org", contact_role="reception", cost="free",
                languages=["en", "fr"], time_zone="Africa/Nairobi", checked_on=_DAY, created_on=_DAY,
                edited_on=_DAY,
            )
            for number in range(start, min(start + _BATCH, services))
        )  # fmt: skip
        Service.types.through.objects.bulk_create(
            Service.types.through(service_id=one.pk, term_id=term.pk)
            for one in made
            for term in chance.sample(types, 2)
        )
        Opening.objects.bulk_create(
            Opening(service=one, weekday=day, opens=540, closes=1020) for one in made for day in range(1, 6)
        )
        Place.objects.bulk_create(
            Place(
                service=one, precision="exact", city="Town", address=f"{one.pk} Road", postal_code="1",
                latitude=1, longitude=2,
            )
            for one in made
        )  # fmt: skip
        Claim.objects.bulk_create(
            Claim(service=one, term=term, value=chance.choice(["yes", "partly", "no"]), said_by="woman",
                  said_on=_DAY, sureness="sure")
            for number, one in enumerate(made)
            for term in (attributes if number % 10 == 0 else chance.sample(attributes, _ANSWERED))
        )  # fmt: skip


def pages(services: int, count: int) -> list[tuple[float, float, int]]:
    """Ask for pages all over the list; return milliseconds on the clock and of the processor, and bytes."""
    from django.test import Client

    reader, last = Client(), max(1, services // 100)
    numbers = [1 + (last - 1) * place // max(1, count - 1) for place in range(count)]
    taken = []
    for number in numbers:
        started, before = time.perf_counter(), time.process_time()
        body = reader.get("/hsds/3.1/services", {"full": "true", "per_page": 100, "page": number}).content
        taken.append(
            ((time.perf_counter() - started) * 1000, (time.process_time() - before) * 1000, len(body))
        )
    return taken


def limit(count: int) -> float:
    """Return the milliseconds that a page's rows and its JSON take without us."""
    from django.db import connection
    from django.test import Client

    from whrin.services.models import Service

    body = Client().get("/hsds/3.1/services", {"full": "true", "per_page": 100}).json()
    first = Service.objects.order_by("pk").values_list("pk", flat=True)[0]
    started = time.perf_counter()
    for place in range(count):
        span = [first + place * 100, first + place * 100 + 99]
        with connection.cursor() as cursor:
            for table in _TABLES:
                column = "id" if table == "service" else "service_id"
                cursor.execute(f"SELECT * FROM services_{table} WHERE {column} BETWEEN %s AND %s", span)
                cursor.fetchall()
        json.dumps(body, ensure_ascii=False)
    return (time.perf_counter() - started) * 1000 / count


def prepare(var: Path) -> None:
    """Begin with an empty site in a folder of its own."""
    os.environ.update(WHRIN_VAR=str(var), DJANGO_SETTINGS_MODULE="whrin.settings", WHRIN_HTTPS="0")
    os.environ["WHRIN_HOSTS"] = "testserver"
    is_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    if not is_postgresql:
        os.environ.pop("DATABASE_URL", None)
        put_migrated(var)
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    if is_postgresql:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)


def main() -> int:
    """Measure, print, and fail when the promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--services", type=int, default=20_000)
    options.add_argument("--quick", action="store_true", help="1,000 services")
    asked = options.parse_args()
    services = 1_000 if asked.quick else asked.services
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        from django.db import connection

        fill(services)
        pages(services, 1)
        # As each process of the server does once it is ready (`server.front`).
        gc.collect()
        gc.freeze()
        taken = pages(services, 10 if asked.quick else 40)
        clock, processor = (statistics.median(row[place] for row in taken) for place in (0, 1))
        slow = sorted(row[0] for row in taken)[int(len(taken) * 0.95) - 1]
        size = statistics.median(row[2] for row in taken) / 1024
        print(f"{connection.vendor}, {services} services, pages of 100 in full, {size:.0f} kB each")
        print(f"median {clock:.0f} ms, of the processor {processor:.0f} ms, 95th percentile {slow:.0f} ms")
        print(f"bare statements and JSON {limit(10):.0f} ms")
        # A quick run is judged by processor time: the clock also counts what else the machine does.
        missed = (processor if asked.quick else slow) / PROMISE
        print(f"promise {PROMISE:g} ms a page: {word(missed)}")
        return int(fails(missed, quick=asked.quick))


if __name__ == "__main__":
    raise SystemExit(main())
