"""What programmes may ask, and what they are told when they ask for what cannot be."""

import json
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.signals import post_init
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.services import making
from whrin.organisations.models import Organisation
from whrin.services.actions import merge_services, withdraw_service
from whrin.services.enums import Source
from whrin.services.hsds.ids import organisation_id, taxonomy_id
from whrin.services.models import Service, Term

_ROOT = "/hsds/3.1/"


def _get(client: Client, address: str) -> Any:
    answer = client.get(_ROOT + address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def _names(client: Client, query: str, of: str = "services") -> list[str]:
    found = _get(client, f"{of}?{query}")["contents"]
    return sorted(each["name"] if "name" in each else each["service"]["name"] for each in found)


@pytest.fixture
def three(db: None) -> list[Service]:
    """A shelter told exactly, one told by its town with claims, one elsewhere of another organisation."""
    return [
        making.service(name="Exact", **{"place:new-1": making.HOUSE}),
        making.service(
            name="Town",
            types=["nsp"],
            **{
                "place:new-1": making.HIDDEN,
                "claim:naloxone": making.claim("partly"),
                "claim:children": making.claim("no"),
            },
        ),
        making.service(name="Elsewhere", country="US", organisation="Another", led_by_community="yes"),
    ]


def test_a_programme_can_page_filter_and_follow(client: Client, three: list[Service]) -> None:
    first = _get(client, "services?per_page=2")
    assert {key: first[key] for key in first if key != "contents"} == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 1,
        "size": 2,
        "first_page": True,
        "last_page": False,
        "empty": False,
    }
    assert _get(client, "services/?per_page=2&page=2")["last_page"]
    assert _get(client, "services?page=9")["empty"]
    terms = {term.slug: term.uid for term in Term.objects.filter(kind="attribute")}
    assert _names(client, f"taxonomy_term_id={terms['naloxone']}") == ["Town"]
    assert _names(client, f"taxonomy_term_id={terms['children']}") == []
    assert _names(client, f"taxonomy_id={taxonomy_id('attributes')}") == ["Town"]
    ours = organisation_id(three[2].organisation_id or 0)
    assert _names(client, f"organization_id={ours}") == ["Elsewhere"]
    assert _names(client, f"organization_id={ours}&taxonomy_term_id={terms['naloxone']}") == []
    assert _names(client, "modified_after=2999-01-01T00:00:00Z") == []
    assert len(_names(client, "modified_after=2020-01-01")) == 3
    assert _names(client, "search=Elsewhere") == ["Elsewhere"]
    assert _names(client, "", of="service_at_locations") == ["Exact", "Town"]
    assert _names(client, "postcode=00%20999", of="service_at_locations") == ["Exact"]
    assert _names(client, "search=elsewhere", of="organizations") == ["Another"]
    assert [each["id"] for each in _get(client, "services?minimal=true")["contents"]] == [
        str(each.uid) for each in three
    ]


def test_a_programme_can_take_everything_line_by_line(client: Client, three: list[Service]) -> None:
    answer = client.get(_ROOT + "services?format=ndjson&full=true&per_page=1")
    lines = answer.getvalue().decode().splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Exact", "Town", "Elsewhere"]


def test_terms_below_a_side_of_the_right_to_health_are_found(client: Client, db: None) -> None:
    top = _get(client, f"taxonomy_terms?taxonomy_id={taxonomy_id('attributes')}&top_only=true")["contents"]
    assert [term["code"] for term in top] == ["availability", "accessibility", "acceptability", "quality"]
    below = _get(client, f"taxonomy_terms?parent_id={top[3]['id']}")["contents"]
    assert {"paid_peers", "complaints"} <= {term["code"] for term in below}
    assert _get(client, f"taxonomy_terms/{below[0]['id']}") == below[0]


@pytest.mark.parametrize(
    "query",
    [
        *("page=0", "page=x", "page=99999999999999999999", "per_page=-1", "full=maybe"),
        *("format=xml", "taxonomy_term_id=1", "modified_after=soon", "proximity=nan"),
        "modified_after=0001-01-01T00:00:00%2B14:00",
    ],
)
def test_a_programme_that_asks_for_what_cannot_be_is_told(client: Client, query: str, db: None) -> None:
    answer = client.get(f"{_ROOT}services?{query}")
    assert answer.status_code == 400
    assert query.split("=", maxsplit=1)[0] in answer.json()["error"]["message"]


def test_nobody_can_write_and_what_is_not_there_is_told(client: Client, db: None) -> None:
    strict_client = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "delete", "options"):
        answer = getattr(strict_client, method)(_ROOT + "services")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert answer.json()["error"]["code"] == "method-not-allowed"
    for address in (
        "nothing",
        "services/no-id",
        f"services/{organisation_id(1)}",
        "profile/schema/secrets.json",
    ):
        answer = client.get(_ROOT + address)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (404, "*"), address


def test_any_site_may_read_and_hears_what_is_unchanged(client: Client, three: list[Service]) -> None:
    answer = client.get(_ROOT + "services")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert client.get(_ROOT + "services", headers={"if-none-match": answer["ETag"]}).status_code == 304
    making.service(name="New")
    assert client.get(_ROOT + "services", headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_a_withdrawn_record_is_gone_and_a_merged_one_leads_on(client: Client, three: list[Service]) -> None:
    exact, town, elsewhere = three
    place = exact.places.get().uid
    withdraw_service(service=exact, by=None, source=Source.ORGANISATION)
    for address in (f"services/{exact.uid}", f"service_at_locations/{place}"):
        answer = client.get(_ROOT + address)
        assert answer.status_code == 410
        assert b"Exact" not in answer.content
    merge_services(kept=town, gone=elsewhere, by=None)
    answer = client.get(f"{_ROOT}services/{elsewhere.uid}")
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/hsds/3.1/services/{town.uid}")
    assert _names(client, "") == ["Town"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("services?full=true", 8),
        ("organizations?full_service=true", 9),
        ("service_at_locations?full=true", 8),
    ],
)
def test_a_list_asks_the_database_as_often_however_long_it_is(
    client: Client, address: str, asked: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.service(name="One", **{"place:new-1": making.HOUSE, "claim:naloxone": making.claim()})
    client.get(_ROOT + address)
    with django_assert_num_queries(asked):
        client.get(_ROOT + address)
    for name in ("Two", "Three"):
        making.service(
            name=name, organisation=name, **{"place:new-1": making.HOUSE, "claim:dcr": making.claim()}
        )
    client.get(_ROOT + address)
    with django_assert_num_queries(asked):
        assert len(_get(client, address)["contents"]) == 3


@pytest.mark.django_db
def test_an_organisation_of_which_nobody_said_what_it_is_is_told_like_any_other(client: Client) -> None:
    making.service()
    Organisation.objects.update(kind="")
    told = _get(client, "organizations")["contents"][0]
    assert (told["name"], "Other" in told["description"]) == ("Sample organisation", True)


@pytest.mark.django_db
def test_what_is_said_of_services_is_told_without_an_instance_for_each(client: Client) -> None:
    making.service(openings=[[1, 540, 1020, False]], **{"claim:naloxone": making.claim("partly")})
    made: list[str] = []

    def count(instance: Model, **_signal: Any) -> None:
        made.append(type(instance).__name__)

    post_init.connect(count)
    try:
        told = _get(client, "services?full=true")["contents"][0]
    finally:
        post_init.disconnect(count)
    # A page of a hundred has thousands of them: they cost more than all the rest of it.
    assert "Service" in made and not {"Claim", "Opening"} & set(made)
    assert [each["value"] for each in told["attributes"] if each["link_type"] == "claim"] == ["partly"]
    assert told["schedules"][0]["byday"] == "MO"
