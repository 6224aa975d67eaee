"""How fast the list of services answers over HTTP, with every filter counted, beside a plain limit.

    python -m benchmarks.services [--services 20000] [--turns 3] [--quick]

The services are made up, and say so; they are put into a database that is thrown away: SQLite, or that of
DATABASE_URL, which must have no services. Each page is asked through Django's client, uncompressed, without
the page cache. `--quick`: 3,000 services; fails at five times the limits.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.verdict import fails, word

#: Milliseconds that a page may take: median, and 95th percentile.
MEDIAN, HIGH = 100, 300
LANGUAGES = {
    "en": "Sample house",
    "ar": "بيت تجريبي",
    "ru": "Пробный дом",
    "th": "บ้านตัวอย่าง",
    "es": "Casa de muestra",
}
ZONES = {"KE": "", "IN": "", "US": "America/Chicago", "RU": "Europe/Moscow", "AU": "Australia/Sydney"}
PAGES = (
    "", "?page=40", "?sort=checked", "?sort=changed", "?view=table", "?view=tiles", "?view=outlines",
    "?type=shelter", "?type=nsp&type=oat&country=KE", "?country=KE", "?country=IN&city=IN:Sampleton+3",
    "?quick=women&quick=children", "?quick=no_papers&quick=trans&quick=free", "?attribute=confidential",
    "?language=ar&led=yes", "?region=network-asia", "?checked=fresh", "?checked=stale&status=closed",
    "?open=now", "?open=now&country=US&type=drop_in", "?facet=city&country=KE", "?country=ZZ",
    "?q=sample", "?q=shelter", "?q=بيت", "?q=дом&country=RU", "?q=naloxone+sampleton", "?q=samle",
    "?q=بيت&quick=women&open=now", "?q=legal&view=table&sort=name",
)  # fmt: skip


def main() -> int:
    """Run, print a table, and fail where a promise is broken."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        _set_up(folder)
        count = 3_000 if asked.quick else asked.services
        started = time.perf_counter()
        fill(count)
        print(f"{count:,} made-up services put there and indexed in {time.perf_counter() - started:.0f} s")
        return measure(asked.turns, quick=asked.quick)


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=20_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    return parser.parse_args()


def _set_up(folder: str) -> None:
    os.environ.update(WHRIN_VAR=folder, WHRIN_HTTPS="0", DJANGO_SETTINGS_MODULE="whrin.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    from whrin.services.models import Service

    if Service.objects.exists():
        sys.exit("This database has services. Give one that may be overwritten.")


def fill(count: int) -> None:
    """Make services, what is said of them, their places and hours; the same every time."""
    from whrin.search.actions import rebuild
    from whrin.services.models import Claim, Opening, Place, Service, Term

    chance = random.Random(20261122)  # not a secret
    services = Service.objects.bulk_create(_services(count, chance), batch_size=500)
    types = list(Term.objects.filter(kind="type"))
    attributes = list(Term.objects.filter(kind="attribute"))
    kinds, claims, places, openings = [], [], [], []
    through = Service.types.through
    for service in services:
        kinds += [through(service_id=service.pk, term_id=term.pk) for term in chance.sample(types, 3)]
        claims += [
            Claim(service=service, term=term, value=chance.choice(("yes", "yes", "partly", "no")))
            for term in chance.sample(attributes, 8)
        ]
        places.append(Place(service=service, precision="city", city=f"Sampleton {chance.randrange(40)}"))
        opens = chance.randrange(6 * 60, 12 * 60, 30)
        closes = opens + chance.choice((240, 480, 540, 900))
        days = range(1, 6) if chance.random() < 0.7 else ()
        openings += [Opening(service=service, weekday=day, opens=opens, closes=closes) for day in days]
    for rows in (kinds, claims, places, openings):
        type(rows[0]).objects.bulk_create(rows, batch_size=1_000)  # type: ignore[attr-defined] # models all
    rebuild(shelf="services")


def _services(count: int, chance: random.Random) -> list[Any]:
    from whrin.kit.days import today
    from whrin.organisations.models import Organisation
    from whrin.places.models import Country
    from whrin.services.models import Service

    groups = Organisation.objects.bulk_create(
        Organisation(slug=f"sample-group-{number}", name=f"Sample group {number}", is_sample=True)
        for number in range(max(1, count // 4))
    )
    countries = [*Country.objects.values_list("code", flat=True), *list(ZONES) * 10]
    made, day = [], today()
    for number in range(count):
        language = chance.choice(list(LANGUAGES))
        country = chance.choice(countries)
        made.append(
            Service(
                slug=f"sample-service-{number}",
                name=f"{LANGUAGES[language]} {number}",
                language=language,
                organisation=chance.choice(groups),
                description=f"{LANGUAGES[language]}. Made up to measure speed. " * 4,
                country_id=country,
                status=chance.choices(("active", "unverified", "paused", "closed"), (50, 40, 5, 5))[0],
                state="public",
                led_by_community=chance.choice(("yes", "partly", "no", "unknown")),
                cost=chance.choice(("free", "some", "unknown")),
                languages=chance.sample(["en", "ar", "ru", "th", "es", "fr", "sw", "hi"], 2),
                time_zone=ZONES.get(country, ""),
                checked_on=day.replace(year=day.year - chance.randrange(4), day=chance.randrange(1, 22)),
                is_sample=True,
                created_on=day,
                edited_on=day.replace(day=chance.randrange(1, 22)),
            )
        )
    return made


def measure(turns: int, *, quick: bool) -> int:
    """Ask every page some times; print and judge."""
    from django.test import Client

    from whrin.services.queries import public_services

    reader = Client()

    def ask(query: str) -> None:
        status = reader.get(f"/en/services/{query}").status_code
        if status != 200:
            sys.exit(f"{status}: {query}")

    first = _taken(lambda: ask(""))
    taken = {query: [_taken(lambda query=query: ask(query)) for _turn in range(turns)] for query in PAGES}  # type: ignore[misc] # a default binds it
    plain = [_taken(lambda: list(public_services().filter(country="KE")[:20])) for _turn in range(30)]
    print(f"{'first page of the process':<44}{first:8.1f} ms")
    for query, times in taken.items():
        print(f"{query or '(plain)':<44}{statistics.median(times):8.1f} ms   worst {max(times):8.1f} ms")
    print(f"{'beside it: rows of one country, LIMIT 20':<44}{statistics.median(plain):8.1f} ms")
    return _judged([one for times in taken.values() for one in times], quick=quick)


def _taken(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1_000


def _judged(taken: Sequence[float], *, quick: bool) -> int:
    ordered = sorted(taken)
    median, high = statistics.median(ordered), ordered[int((len(ordered) - 1) * 0.95)]
    missed = max(median / MEDIAN, high / HIGH)
    print(f"median {median:.1f} ms of {MEDIAN}, 95th percentile {high:.1f} ms of {HIGH}: {word(missed)}")
    return int(fails(missed, quick=quick))


if __name__ == "__main__":
    sys.exit(main())
