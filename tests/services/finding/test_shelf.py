"""What the search knows of a service, and how soon."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.services import making
from whrin.organisations.actions import save_organisation
from whrin.organisations.models import Organisation
from whrin.search.models import Document
from whrin.search.queries import drift, find
from whrin.services.actions import change_service, withdraw_service
from whrin.services.enums import Source

pytestmark = pytest.mark.django_db


def names(text: str = "", **filters: Any) -> list[str]:
    found = find(shelf="services", text=text, filters=filters, sort="name")
    return [hit.card["name"] for hit in found.hits]


def test_a_service_is_found_by_kind_attribute_and_country_in_every_script() -> None:
    making.service(**{"claim:no_papers": making.claim(), "types": ["shelter"]})
    making.service(name="Other", country="NP", types=["legal"])
    for text in ("مأوى", "Кения", "Kenia", "refugio", "كينيا", "shelter"):
        assert names(text) == ["Sample shelter"], text
    assert names("Népal") == ["Other"]


def test_everything_she_wants_must_hold_at_least_partly_and_the_card_says_partly(client: Client) -> None:
    making.service(name="Both", **{"claim:no_papers": making.claim(), "claim:children": making.claim()})
    making.service(
        name="One", **{"claim:children": making.claim(), "claim:no_papers": making.claim("partly")}
    )
    making.service(name="Neither", **{"claim:children": making.claim("no")})
    making.service(name="Free", cost="free", openings=[[1, 60, 120, True]])
    assert names(quick=["no_papers", "children"]) == names(attribute=["no_papers"]) == ["Both", "One"]
    page = client.get("/en/services/?quick=no_papers&sort=name").content.decode()
    both, one = page.index("/en/services/both/"), page.index("/en/services/one/")
    assert '<span class="tag ok">No identity papers</span>' in page[both:one]
    assert '<span class="tag ">No identity papers: Partly</span>' in page[one:]
    # An attribute of the checklist is told where it was asked for.
    told = client.get("/en/services/?attribute=no_papers").content.decode()
    assert "No identity papers, no registration: Partly" in told
    assert names(attribute=["children"]) == ["Both", "One"]
    assert names(quick=["free"]) == names(quick=["women"]) == ["Free"]


def test_nothing_finer_than_told_is_in_the_search() -> None:
    service = making.service(**{"place:new-1": making.HOUSE})
    other = making.service(name="Hidden", **{"place:new-1": making.HIDDEN})
    document = Document.objects.get(key=service.uid.hex)
    assert "city=KE:Nairobi" in document.facets
    assert "Jacaranda" not in f"{document.card}{document.facets}{document.spellings}"
    place = f"place:{other.places.get().uid.hex}"
    hidden = {**making.HIDDEN, "precision": "none", "city": ""}
    change_service(service=other, content={place: hidden}, origin=making.FROM_DESK, by=None)
    assert "nairobi" not in str(Document.objects.filter(key=other.uid.hex).values_list()).lower()
    withdraw_service(service=service, by=None, source=Source.DESK)
    assert not Document.objects.filter(key=service.uid.hex).exists()
    assert drift("services") == 0


def test_a_renamed_organisation_is_found_by_its_new_name(
    tasks_at_once: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    making.service()
    organisation = Organisation.objects.get(name="Sample organisation")
    organisation.name = "Jasmine collective"
    with django_capture_on_commit_callbacks(execute=True):
        save_organisation(organisation=organisation, focus=[], by=None)
    assert names("jasmine") == ["Sample shelter"]
