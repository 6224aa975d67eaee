"""What is left of an organisation whose record goes off the map."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests import cast
from tests.services import making
from whrin.kit.days import today
from whrin.organisations.actions import save_organisation
from whrin.organisations.models import Organisation, Representative
from whrin.services.actions import erase_withdrawn, withdraw_service

pytestmark = [pytest.mark.once, pytest.mark.django_db]
_NAME = "Vanishing sisters"


def test_an_organisation_that_vanishes_is_told_nowhere_and_after_a_month_kept_nowhere(client: Client) -> None:
    making.service(name="Sample house")
    gone = making.service(organisation=_NAME)
    withdraw_service(service=gone, by=None, source="organisation")
    # Every other exit is asked in `test_no_leak.py`.
    for page in ("/en/organisations/", "/hsds/3.1/organizations?full=true", "/hsds/3.1/services?full=true"):
        assert _NAME not in client.get(page).content.decode()
    assert Organisation.objects.filter(name=_NAME).exists()
    with time_machine.travel(today() + timedelta(days=31)):
        assert erase_withdrawn() == 1
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Sample organisation"]


@pytest.mark.parametrize("use", ["shown", "saved", "represented", "has a draft", "has a website"])
def test_an_organisation_that_anybody_else_uses_stays(use: str) -> None:
    service = making.service(organisation=_NAME)
    organisation = Organisation.objects.get()
    if use == "shown":
        Organisation.objects.update(is_public=True)
    elif use == "saved":
        save_organisation(organisation=organisation, focus=[], by=None)
    elif use == "represented":
        Representative.objects.create(organisation=organisation, person=cast.member("Amina"))
    elif use == "has a draft":
        making.service(organisation=_NAME, name="Sample draft")
    else:
        Organisation.objects.update(website="https://sisters.example/")
    withdraw_service(service=service, by=None, source="organisation", at_once=True)
    assert Organisation.objects.get().name == _NAME
