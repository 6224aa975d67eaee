"""The list and its maps come quickly to a cheap phone, with as many records as the sample has."""

import csv
import gzip

import brotli
import pytest
from django.test import Client

from tests.architecture.tree import ROOT
from tests.services import making
from whrin.kit.days import today
from whrin.search.actions import refresh
from whrin.services.models import Service, Term

MOST_LISTED, MOST_DRAWN = 13_000, 45_000


def put_the_samples_on_the_map() -> None:
    """Copy one record for each of the sample, quicker than it is loaded."""
    first = making.service()
    with (ROOT / "sample" / "services.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = Service.objects.bulk_create(
        Service(
            slug=f"sample-{number}",
            name=row["service_name"] or row["organisation"],
            description=row["description"],
            organisation=first.organisation,
            country_id=row["country"],
            state=first.state,
            created_on=today(),
            edited_on=today(),
        )
        for number, row in enumerate(rows)
    )
    assert len(made) >= 127
    terms = list(Term.objects.filter(kind="type"))
    links = [
        Service.types.through(service_id=one.pk, term_id=terms[(number + add) % len(terms)].pk)
        for number, one in enumerate(made)
        for add in range(3)
    ]
    Service.types.through.objects.bulk_create(links)
    refresh(shelf="services", keys=[one.uid.hex for one in made])


@pytest.mark.once
@pytest.mark.django_db
def test_no_view_of_the_list_outgrows_its_promise(reader: Client) -> None:
    put_the_samples_on_the_map()
    weights = {}
    for language in ("en", "ar"):
        for query in ("", "?view=table", "?view=tiles", "?view=outlines", "?q=women", "?facet=country"):
            body = reader.get(f"/{language}/services/{query}").content
            most = MOST_DRAWN if "outlines" in query else MOST_LISTED
            heavier = max(len(brotli.compress(body, quality=5)), len(gzip.compress(body, 6)))
            weights[language + query] = (heavier, most)
    assert {name: pair for name, pair in weights.items() if pair[0] > pair[1]} == {}
    assert weights["en?view=outlines"][0] > 15_000  # the map is there
