"""How fast citations are compared with their sources: `python -m benchmarks.evidence [--quick]`.

The promise: 200 citations of every source, with 20,000 services on the map, are compared in under 2 s
while nothing is kept. Beside it in the same run: the same facts asked for one after the other. Everything is
in a temporary data folder, and made up.
"""

import argparse
import datetime
import json
import tempfile
import time
from pathlib import Path

from benchmarks.hsds import fill, prepare
from benchmarks.verdict import fails, word

SECONDS, EACH = 2.0, 40
_DAY = datetime.date(2026, 10, 5)


def cite_all() -> int:
    """Make a paper that cites all sources; return how many citations it has."""
    from whrin.campaigns.models import Citation, Paper, PaperKind
    from whrin.documents.evidence.facts import Fact
    from whrin.documents.evidence.reading import read_facts

    keys = [*_map(), *_works(), *_released(), *_measures(), *_results()]
    wrong = [one for one, fact in read_facts(keys).items() if not isinstance(fact, Fact)]
    if wrong:
        raise SystemExit(f"not to be cited: {wrong[:3]}")
    paper = Paper.objects.create(kind=PaperKind.objects.all()[0])
    empty = Fact(None, None, "2026", "/").as_json()
    Citation.objects.bulk_create(
        Citation(paper=paper, number=number, source=source, key=key, fact=empty)
        for number, (source, key) in enumerate(keys, 1)
    )
    return len(keys)


def _map() -> list[tuple[str, str]]:
    from whrin.places.models import Country

    codes = Country.objects.values_list("pk", flat=True)[:EACH]
    return [("services", f"place={code}&attribute=children") for code in codes]


def _works() -> list[tuple[str, str]]:
    from whrin.library import actions

    found = []
    for number in range(EACH):
        work = actions.add_work(title=f"Work {number}", language="en", kind="report")
        actions.publish(work=work, by=None)
        found.append(("library", f"work={work.slug}&language=en"))
    return found


def _released() -> list[tuple[str, str]]:
    from whrin.incidents.models import Release

    lines = {f"line-{number}": 20 for number in range(EACH)}
    tables = {"total": 100, "kinds": lines, "actors": {}, "regions": {}}
    rules = {"smallest": 10, "step": 5}
    Release.objects.create(quarter="2026-Q3", tables=tables, rules=rules, day=_DAY, state="published")
    return [("incidents", f"quarter=2026-Q3&table=kinds&line={line}") for line in lines]


def _measures() -> list[tuple[str, str]]:
    from whrin.policy_index.models import Measure

    made = Measure.objects.bulk_create(
        Measure(
            slug=f"measure-{number}", kind="law", status="in_force", state="public", country_id="KE",
            texts={"en": {"title": f"Law {number}"}}, created_on=_DAY, edited_on=_DAY,
        )
        for number in range(EACH)
    )  # fmt: skip
    return [("policy_index", f"measure={one.slug}") for one in made]


def _results() -> list[tuple[str, str]]:
    from whrin.services.models import PublishedResults

    parts = [{"code": f"a{number}", "texts": {}, "count": 20, "share": 20} for number in range(EACH)]
    question = {"path": "q", "name": "q", "texts": {}, "why": "", "answered": 100, "parts": parts}
    told = {"results": {"n": 100, "counted_on": "2026-10-05", "questions": [question]}}
    PublishedResults.objects.create(
        form_name="bench", number=1, title="Bench", language="en", method="", informants=100, smallest=5,
        day=_DAY, table="", document=json.dumps(told),
    )  # fmt: skip
    return [("results", f"survey=bench&question=q&answer={part['code']}") for part in parts]


def measured(services: int) -> float:
    """Measure, print, and return by how much the promise is missed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from whrin.campaigns.actions.citing import refresh_citations
    from whrin.campaigns.models import Citation
    from whrin.documents.evidence.reading import read_fact
    from whrin.kit.edition import forget_what_is_kept

    many = cite_all()
    forget_what_is_kept()
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        refresh_citations()
    took = time.perf_counter() - began
    began = time.perf_counter()
    for source, key in Citation.objects.values_list("source", "key"):
        read_fact(source, key)
    one_by_one = time.perf_counter() - began
    print(f"{many} citations, all of them news, {services} services: {took:.2f} s, {len(asked)} questions")
    print(f"the same facts one after the other, with what is kept: {one_by_one:.2f} s")
    return took / SECONDS


def main() -> int:
    """Measure, print, and fail when the promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="1,000 services")
    asked = options.parse_args()
    services = 1_000 if asked.quick else 20_000
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        fill(services)
        missed = measured(services)
        print(f"200 citations compared under {SECONDS:g} s: {word(missed)}")
        return int(fails(missed, quick=asked.quick))


if __name__ == "__main__":
    raise SystemExit(main())
