"""Signing at an event: one after the other on one screen, on which nothing stays."""

import datetime
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import SignedIn, member
from tests.vault.making import Holder
from whrin.campaigns.enums import SignState, Way
from whrin.campaigns.models import Call, Kiosk, Signature
from whrin.kit.days import today
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.django_db
ANA = {"name": "Ana Alba", "email": "ana@union.example", "country": "KE", "shows": "named"}


def link(heron: Holder, call: Call, **given: str) -> str:
    """Make a link as the holder does; return its path."""
    page = heron.client.post(
        f"/en/write/{call.paper_id}/kiosk/", {"place": "Town hall", "day": today().isoformat(), **given}
    )
    found = re.search(r"/en/act/kiosk/[\w-]+/", page.text)
    return found[0] if found else ""


def test_the_link_is_shown_once_and_kept_nowhere(heron: Holder, call: Call) -> None:
    secret = link(heron, call).split("/")[-2]
    assert len(secret) > 20
    assert secret not in heron.client.get(f"/en/write/{call.paper_id}/kiosk/").text
    assert secret not in str(vars(Kiosk.objects.get()))


def test_people_sign_one_after_the_other_and_nothing_of_the_last_stays(heron: Holder, call: Call) -> None:
    address, tablet = link(heron, call), Client()
    answer = tablet.post(address, ANA)
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?signed=yes")
    signature = Signature.objects.get()
    until = today() + datetime.timedelta(days=30)
    assert (signature.state, signature.way, signature.waits_until) == (SignState.WAITING, Way.KIOSK, until)
    for page in (tablet.get(answer["Location"]), tablet.get(address)):
        assert "no-store" in page["Cache-Control"]
        assert "Ana" not in page.text
    assert 'autocomplete="off"' in tablet.get(address).text
    assert not tablet.cookies
    tablet.post(address, {**ANA, "name": "Bea", "email": "bea@union.example"})
    assert (Signature.objects.count(), Outgoing.objects.count()) == (2, 2)


def test_who_is_signed_in_signs_out_before_she_hands_the_device_on(heron: Holder, call: Call) -> None:
    address = link(heron, call)
    page = heron.client.get(address).text
    assert "Sign out before others sign on it" in page and 'name="email"' not in page
    answer = heron.client.post(reverse("account_logout"), {"next": address})
    assert answer["Location"] == address
    assert 'name="email"' in heron.client.get(address).text


@pytest.mark.parametrize(
    "wrong", [{"email": "nonsense"}, {"name": "\u200b "}, {"shows": "loud"}, {"country": "XX"}]
)
def test_nonsense_is_not_taken_and_what_she_typed_is_kept(
    heron: Holder, call: Call, wrong: dict[str, str]
) -> None:
    answer = Client().post(link(heron, call), {**ANA, **wrong})
    assert (answer.status_code, Signature.objects.exists()) == (422, False)
    assert ANA["email"] in answer.text or ANA["name"] in answer.text


def test_a_link_ends_at_midnight_and_by_hand(heron: Holder, call: Call) -> None:
    address = link(heron, call)
    with time_machine.travel(today() + datetime.timedelta(days=1), tick=False):
        assert Client().post(address, ANA).status_code == 410
    heron.client.post(f"/en/write/{call.paper_id}/kiosk/", {"close": Kiosk.objects.get().pk})
    assert Client().get(address).status_code == 410
    assert Client().get("/en/act/kiosk/guessed/").status_code == 404
    assert not Signature.objects.exists()


def test_nobody_else_can_make_a_link_and_nobody_for_a_day_that_is_over(heron: Holder, call: Call) -> None:
    address = f"/en/write/{call.paper_id}/kiosk/"
    assert SignedIn(member("Grey Wren")).post(address, {"place": "x", "day": today()}).status_code == 404
    yesterday = (today() - datetime.timedelta(days=1)).isoformat()
    assert link(heron, call, day=yesterday) == ""
    assert not Kiosk.objects.exists()
