"""Every change of a service, for everybody; of a place nothing finer than is told of it now."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.services import making
from tests.services.answers.test_taking import MAPPING
from tests.services.making import FROM_DESK, HIDDEN, HOUSE
from tests.surveys import making as surveys
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.actions import change_service
from whrin.services.actions.records import Origin
from whrin.services.enums import Informant, Source
from whrin.services.models import Change, Round, Service
from whrin.surveys.models import Form

pytestmark = pytest.mark.django_db

#: All that shows where a house is.
TRACES = ["Jacaranda", "00999", "1.28333", "36.81667"]
#: Every page of one service.
EXITS = ["", "history/", "changes.atom", "sheet/", "card/", "card/?plain=1"]


def pages_of(client: Client, service: Service) -> str:
    """Return all that a visitor can read of a service."""
    answers = [client.get(f"/en/services/{service.slug}/{end}") for end in EXITS]
    assert [answer.status_code for answer in answers] == [200] * len(EXITS)
    return "".join(answer.content.decode() for answer in answers)


def test_a_visitor_reads_what_was_and_what_is(client: Client) -> None:
    service = making.service(description="Beds for five.")
    origin = Origin(Source.SURVEY, Informant.WOMAN, "mapping/77/2")
    change_service(service=service, content={"description": "Beds for ten."}, origin=origin, by=None)
    page = client.get(f"/en/services/{service.slug}/history/").content.decode()
    assert "Beds for five.</del>" in page
    assert "Beds for ten.</ins>" in page
    assert "From the mapping survey · A woman who uses or has used drugs" in page
    feed = client.get(f"/en/services/{service.slug}/changes.atom").content.decode()
    assert "What it does: Beds for five. → Beds for ten." in feed
    # Two answers of one informant must not be linkable.
    assert "mapping/77" not in page + feed


def test_a_change_leads_to_its_public_source(client: Client) -> None:
    service = making.service()
    origin = Origin(Source.IMPORT, Informant.PUBLIC, "https://reports.example/listing")
    change_service(service=service, content={"cost": "free"}, origin=origin, by=None)
    page = client.get(f"/en/services/{service.slug}/history/").content.decode()
    assert '<a href="https://reports.example/listing"' in page


def test_what_a_survey_told_leads_to_its_round_or_to_the_survey_itself(
    client: Client, coordinator: Person
) -> None:
    service = making.service()
    form = surveys.open_form(coordinator, "mapping", MAPPING)
    Form.objects.update(audience="invited")
    asia = Region.objects.get(code="network-asia")
    one = Round.objects.create(
        slug="asia", region=asia, year=2026, form=form, opens_on=today(), closes_on=today()
    )
    origin = Origin(Source.SURVEY, Informant.WOMAN, "mapping/77/2")
    change_service(service=service, content={"cost": "free"}, origin=origin, by=None)
    address = f"/en/services/{service.slug}/history/"
    # A plan is nobody's business yet, and who is not invited cannot open the form.
    assert "From the mapping survey</a>" not in client.get(address).content.decode()
    Round.objects.filter(pk=one.pk).update(state="open")
    assert 'href="/en/services/rounds/asia/"' in client.get(address).content.decode()
    Form.objects.update(audience="anyone")
    assert 'href="/en/surveys/mapping/"' in client.get(address).content.decode()


def test_nobody_can_read_where_a_place_was_once_it_is_hidden(client: Client) -> None:
    service = making.service(
        description="At 17 Jacaranda Close.", contact_email="desk@house.example", **{"place:new-1": HOUSE}
    )
    assert "17 Jacaranda Close" in pages_of(client, service)
    field = Change.objects.get(service=service, field__startswith="place:").field
    change_service(service=service, content={field: HIDDEN}, origin=FROM_DESK, by=None)
    told = pages_of(client, service)
    assert [trace for trace in TRACES if trace in told] == []
    assert "The address is not published, for safety." in told
    assert "<s>[…]</s>" in told


def test_nobody_can_read_where_a_place_was_that_is_there_no_more(client: Client) -> None:
    service = making.service(**{"place:new-1": HOUSE})
    field = Change.objects.get(service=service, field__startswith="place:").field
    change_service(service=service, content={field: None}, origin=FROM_DESK, by=None)
    told = pages_of(client, service)
    assert [trace for trace in [*TRACES, "Nairobi"] if trace in told] == []


def test_a_long_history_has_pages(client: Client) -> None:
    service = making.service()
    for number in range(20):
        change_service(service=service, content={"cost_note": f"Fee {number:02}"}, origin=FROM_DESK, by=None)
    address = f"/en/services/{service.slug}/history/"
    assert "Beds for women" not in client.get(address).content.decode().replace("beds", "Beds")
    assert "beds for women" in client.get(f"{address}?page=2").content.decode()
    assert [client.get(f"{address}?page={bad}").status_code for bad in ("0", "3", "x", "٢")] == [404] * 4


@pytest.mark.parametrize("changes", [1, 3])
def test_the_page_asks_the_same_however_much_changed(
    client: Client, changes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    service = making.service(**{"place:new-1": HOUSE, "claim:naloxone": making.claim()})
    for number in range(changes):
        change_service(service=service, content={"cost_note": f"Fee {number}"}, origin=FROM_DESK, by=None)
    client.get(f"/en/services/{service.slug}/history/")
    with django_assert_num_queries(9):
        client.get(f"/en/services/{service.slug}/history/")
