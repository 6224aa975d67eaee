"""Measures of the sample network: real ones that public sources name, in `sample/measures.json`. The
sentences are our own; nobody has checked since their source whether they still hold, and each page says so.
"""

import json
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from whrin.audit.actions import Actor
from whrin.library.models import Work
from whrin.policy_index.actions import create_measure, publish_measure
from whrin.policy_index.models import Measure


@transaction.atomic
def load(folder: Path, by: Actor | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Add the measures of `folder`/measures.json, once; return how many. What was changed since stays."""
    if Measure.objects.filter(is_sample=True).exists():
        return 0
    rows = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    named = {source["work"] for row in rows for source in row["sources"] if source["work"]}
    works = set(Work.objects.filter(slug__in=named).values_list("slug", flat=True))
    for done, row in enumerate(rows, start=1):
        for source in row["sources"]:
            # A network may leave the library's sample out; title and address then stand for the work.
            source["work"] = source["work"] if source["work"] in works else ""
        publish_measure(measure=create_measure(content=row, by=by, is_sample=True), by=by)
        if progress:
            progress(done, len(rows))
    return len(rows)
