"""What stands at the address of a service: shown, moved, gone, or never there."""

import json

import pytest
from django.test import Client

from tests.services import making
from whrin.services.actions import create_service, merge_services, withdraw_service
from whrin.services.models import Service

pytestmark = pytest.mark.django_db


def test_a_visitor_can_read_a_service_at_its_address(client: Client) -> None:
    found = making.service(name="House of Sample", **{"place:new-1": making.HOUSE})
    page = client.get(f"/en/services/{found.slug}/")
    assert page.status_code == 200
    assert "House of Sample" in page.content.decode()


def test_a_page_says_what_it_is_to_search_engines_and_no_text_breaks_out(client: Client) -> None:
    found = making.service(name="</script><b>House", **{"place:new-1": making.HIDDEN})
    page = client.get(f"/en/services/{found.slug}/").content.decode()
    told = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (told["name"], told["areaServed"]["identifier"]) == ("</script><b>House", "KE")
    (channel,) = told["availableChannel"]
    assert set(channel["serviceLocation"]["address"]) == {"@type", "addressLocality", "addressCountry"}
    assert "<b>House" not in page


def test_a_merged_service_leads_to_the_one_that_stands_for_both(client: Client) -> None:
    kept, gone = making.service(), making.service(name="The same again")
    merge_services(kept=kept, gone=gone, by=None)
    answer = client.get(f"/en/services/{gone.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/services/{kept.slug}/")


def test_nothing_of_a_withdrawn_service_is_told(client: Client) -> None:
    found = making.service(name="Vanished house", description="Behind the mill")
    withdraw_service(service=found, by=None, source="organisation")
    page = client.get(f"/en/services/{found.slug}/")
    assert page.status_code == 410
    assert "Vanished" not in page.content.decode()
    assert "mill" not in page.content.decode()


def test_a_visitor_cannot_tell_a_draft_from_nothing(client: Client) -> None:
    content = making.content(name="Not yet")
    draft = create_service(content=content, origin=making.FROM_DESK, by=None, is_public=False)
    assert client.get(f"/en/services/{draft.slug}/").status_code == 404
    assert client.get("/en/services/no-such-one/").status_code == 404


@pytest.mark.parametrize("name", ["Need", "Data", "Rounds"])
def test_a_service_cannot_hide_a_page_of_the_room(name: str) -> None:
    assert making.service(name=name).slug == f"{name.lower()}-2"
    assert not Service.objects.filter(slug=name.lower()).exists()
