"""A mapping round at the desk of a coordinator."""

import datetime

import pytest
from django.test import Client

from tests import cast
from tests.services.answers.test_taking import MAPPING
from tests.surveys import making as surveys
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.models import Round
from whrin.surveys.actions import create_form
from whrin.surveys.models import Form, Invitation

pytestmark = pytest.mark.django_db
_LIST = "/desk/services/rounds/"


@pytest.fixture
def desk(coordinator: Person) -> Client:
    return cast.SignedIn(coordinator)


@pytest.fixture
def form(coordinator: Person) -> Form:
    return surveys.publish(create_form(form_id="mapping", by=coordinator), coordinator, MAPPING)


def _page(desk: Client, path: str) -> str:
    response = desk.get(path)
    assert response.status_code == 200, response
    return response.content.decode()


def test_a_coordinator_plans_opens_shows_links_once_closes_and_publishes(desk: Client, form: Form) -> None:
    day = today()
    sent = {
        "region": Region.objects.get(code="network-asia").pk,
        "year": "2026",
        "opens_on": day.isoformat(),
        "closes_on": (day - datetime.timedelta(days=1)).isoformat(),
    }
    refused = desk.post(f"{_LIST}new/", sent)
    assert refused.status_code == 422 and 'value="2026"' in refused.content.decode()
    assert not Round.objects.exists()
    last = (day + datetime.timedelta(days=14)).isoformat()
    assert desk.post(f"{_LIST}new/", {**sent, "closes_on": last}).status_code == 302
    one = Round.objects.get()
    here = f"{_LIST}{one.pk}/"
    plan = {"form": form.pk, "opens_on": day.isoformat(), "closes_on": last, "countries": ["IN", "NP"]}
    assert desk.post(f"{here}change/", {**plan, "countries": []}).status_code == 422
    assert desk.post(f"{here}change/", plan).status_code == 302
    assert "be made" in _page(desk, f"{here}step/open/")
    assert desk.post(f"{here}step/open/").status_code == 302
    assert "Make all links" in _page(desk, here)
    cards = desk.post(f"{here}country/IN/", {"links": "1"})
    secrets = set(cards.content.decode().split("seat=")[1:])
    assert len(secrets) == 4 and "no-store" in cards["Cache-Control"]
    assert "seat=" not in _page(desk, f"{here}country/IN/")
    before = set(Invitation.objects.values_list("pk", flat=True))
    renewed = desk.post(f"{here}country/IN/", {"renew": "2"}).content.decode()
    assert renewed.count("seat=") == 1
    assert len(before - set(Invitation.objects.values_list("pk", flat=True))) == 1
    assert desk.post(f"{here}country/IN/", {"reminded": "1"}).status_code == 302
    assert "0 of 4" in _page(desk, here)
    assert desk.post(f"{here}links/").content.decode().count("seat=") == 4
    assert desk.post(f"{here}step/close/").status_code == 302
    assert desk.post(f"{here}step/publish/").status_code == 422
    words = {"key_findings": "Found.", "background": "Why.", "method": "How."}
    assert desk.post(f"{here}texts/fr/", words).status_code == 302
    assert desk.post(f"{here}step/publish/").status_code == 302
    assert desk.post(f"{here}texts/en/", {"words": "Two, not three."}).status_code == 302
    one.refresh_from_db()
    assert (one.texts, one.corrections[0]["texts"]) == ({"fr": words}, {"en": "Two, not three."})
    assert "Add a correction" in _page(desk, here) and "Asia 2026" in _page(desk, _LIST)


def test_what_is_not_there_is_not_found_and_an_editor_sees_no_round(desk: Client, editor: Person) -> None:
    assert desk.get(f"{_LIST}99/", follow=True).status_code == 404
    assert cast.SignedIn(editor).get(_LIST).status_code in {302, 403}
