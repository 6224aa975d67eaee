"""Writes records as a table that `reading` brings back: every field, for work at the desk, not for the
public.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from whrin.services.content import RELATED, content_of
from whrin.services.enums import TermKind
from whrin.services.fields import CLAIM, FIELDS, PLACE
from whrin.services.imports.cells import cell_of, claim_cell, places_cell
from whrin.services.models import Service
from whrin.services.queries import terms_of

_BATCH = 200


def table_of(services: QuerySet[Service]) -> Iterator[str]:
    """Yield the lines of a CSV file, the heading first, with a mark that spreadsheets need for UTF-8."""
    slugs = [term.slug for term in terms_of(TermKind.ATTRIBUTE)]
    names = [field.name for field in FIELDS]
    yield "\ufeff" + _line(["uid", "state", *names, "places", *(f"{CLAIM}{slug}" for slug in slugs)])
    related = services.select_related("organisation", "part").prefetch_related(*RELATED)
    for service in related.iterator(chunk_size=_BATCH):
        content = content_of(service)
        places = [(name, content[name]) for name in content if name.startswith(PLACE)]
        claims = (content.get(f"{CLAIM}{slug}") for slug in slugs)
        yield _line(
            [
                service.uid.hex,
                service.state,
                *(cell_of(name, content[name]) for name in names),
                places_cell(places),
                *(claim_cell(claim) if claim else "" for claim in claims),
            ]
        )


def _line(cells: Iterable[Any]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()
