"""The calendar of the sample network."""

import csv

import pytest
from django.test import Client

from tests.architecture.tree import ROOT
from whrin.events.models import Body, Occasion, Session
from whrin.events.samples import load

pytestmark = pytest.mark.django_db
SAMPLE = ROOT / "sample"


def test_every_line_of_the_table_is_in_the_calendar_and_no_day_is_made_up(client: Client) -> None:
    assert load(SAMPLE, None) == 31
    with (SAMPLE / "events.csv").open(encoding="utf-8", newline="") as file:
        lines = {line["name"]: line for line in csv.DictReader(file)}
    rows: list[Session | Occasion] = [*Session.objects.all(), *Occasion.objects.filter(begins_at=None)]
    assert {row.names["en"] for row in rows} == set(lines)
    for row in rows:
        line = lines[row.names["en"]]
        assert row.starts is None and row.months == line["typical_month"] and row.is_sample
        yearly = "/".join(filter(None, [row.yearly, row.yearly_to])) if isinstance(row, Occasion) else ""
        assert yearly == line["fixed_date"]
    made_up = Occasion.objects.get(begins_at__isnull=False)
    assert "Sample" in made_up.names["en"]
    for row in rows:
        part = "sessions/" if isinstance(row, Session) else ""
        assert client.get(f"/en/calendar/{part}{row.slug}/").status_code == 200
    for body in Body.objects.all():
        assert client.get(f"/en/calendar/bodies/{body.slug}/").status_code == 200

    Occasion.objects.filter(slug="world-aids-day").update(place="Here")
    assert load(SAMPLE, None) == 0
    assert Occasion.objects.get(slug="world-aids-day").place == "Here"
