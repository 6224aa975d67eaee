"""Every published record is HSDS 3.1, in the strict form of the standard's schemas and of our profile's."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.services import making
from tests.services.hsds import strict
from whrin.services.enums import Cost, Degree, Informant, Precision, Status, Sureness
from whrin.services.fields import FINE_PARTS
from whrin.services.models import Service, Term

_HOURS: tuple[list[list[Any]], ...] = (
    [],
    [[1, 540, 1020, False], [2, 540, 1020, False]],
    [[5, 1200, 1560, True], [7, 0, 1440, False]],
)
_MONTHS = ("2026-10", "")
_ZONES = ("Africa/Nairobi", "Europe/London", "")


def _place(precision: str, *, is_bare: bool) -> dict[str, str]:
    place = {**making.HOUSE, "precision": precision}
    if precision != Precision.EXACT or is_bare:
        place.update(dict.fromkeys(FINE_PARTS, ""))
    if precision in {Precision.NONE, Precision.COUNTRY}:
        place["city"] = ""
    return place


def _contents(number: int, precision: str, status: str) -> dict[str, Any]:
    """Return a record; its other values walk through all there are as the number grows."""
    degrees, roles, sure = Degree.values, Informant.values, Sureness.values
    slugs = Term.objects.filter(kind="attribute").values_list("slug", flat=True)
    claims = {
        f"claim:{slug}": {
            "value": degrees[(number + nth) % len(degrees)],
            "said_by": roles[(number + nth) % len(roles)],
            "said_on": _MONTHS[(number + nth) % 2],
            "sureness": sure[(number + nth // 2) % len(sure)],
        }
        for nth, slug in enumerate(slugs)
    }
    return making.content(
        name=f"Sample {number}",
        status=status,
        expect="Tea." if number % 2 else "",
        conditions="Women alone." if number % 3 else "",
        website="https://пример.example/д?x=1" if number % 2 else "",
        contact_email="desk@example.org" if number % 3 else "",
        contact_role="reception" if number % 2 else "",
        cost=Cost.values[number % 4],
        cost_note="Five a night." if number % 2 else "",
        languages=["sw", "zh-Hant", "hsb"][: number % 4],
        country=("KE", "US")[number % 2],
        part="US-CA" if number % 2 else "",
        time_zone=_ZONES[number % 3],
        openings=_HOURS[number % 3],
        is_always_open=number % 5 == 0,
        hours_note="Not on holidays." if number % 2 else "",
        led_by_community=degrees[number % 4],
        source="https://example.org/report" if number % 2 else "",
        source_year=2020 if number % 2 else None,
        types=["shelter", "nsp", "other"][: number % 4],
        **{"place:new-1": _place(precision, is_bare=number % 3 == 0)},
        **(claims if number % 2 else {}),
    )


def _get(client: Client, address: str) -> Any:
    answer = client.get(f"/hsds/3.1/{address}")
    assert answer.status_code == 200, (address, answer.content[:200])
    return answer.json()


@pytest.mark.once
@pytest.mark.django_db
def test_every_kind_of_record_is_valid_in_the_strict_form(client: Client) -> None:
    for number, (precision, status) in enumerate(product(Precision.values, Status.values)):
        making.service(**_contents(number, precision, status))
    Service.objects.filter(name="Sample 3").update(checked_on="2026-11-01", is_sample=True)
    seen = 0
    lists = {
        "services": strict.SERVICE,
        "services?full=true": strict.SERVICE,
        "organizations": strict.ORGANISATION,
        "organizations?full=true": strict.ORGANISATION,
        "organizations?full_service=true": strict.ORGANISATION,
        "service_at_locations": strict.PLACE,
        "service_at_locations?full=true": strict.PLACE,
        "taxonomies": "taxonomy",
        "taxonomy_terms?per_page=100": "taxonomy_term",
    }
    for address, root in lists.items():
        for thing in _get(client, address)["contents"]:
            seen += 1
            assert strict.faults(thing, root) == [], (address, thing["id"])
    for service in Service.objects.all():
        seen += 1
        assert strict.faults(_get(client, f"services/{service.uid}"), strict.SERVICE) == []
    assert seen > 100


def test_the_strict_form_takes_the_standards_own_examples_and_nothing_besides() -> None:
    for root in (strict.SERVICE, strict.ORGANISATION, strict.PLACE):
        example = json.loads((Path(__file__).parent / "examples" / f"{root}_full.json").read_text())
        assert list(strict.standard(root).iter_errors(example)) == []
        assert list(strict.standard(root).iter_errors({**example, "shoe_size": 38}))
        # Deep inside, too.
        assert list(strict.standard(root).iter_errors({**example, "contacts": [{"id": "no id"}]}))
