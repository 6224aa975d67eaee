"""The pages of those who deliver a paper, as they meet them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.signed import open_call, sign_as
from tests.cast import SignedIn, member, moderator
from tests.vault import making
from tests.vault.making import Holder
from whrin.campaigns.enums import Authority, Shows, Signer, SignState
from whrin.campaigns.models import Call, Signature
from whrin.kit.days import today
from whrin.mailing.models import Outgoing
from whrin.vault.models import PersonalKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(heron: Holder) -> Call:
    """Four signed; one of them is held."""
    made = open_call(heron)
    sign_as(made, "Ana Alba", country_id="KE")
    sign_as(made, "Bea Quiet", shows=Shows.COUNTED, country_id="KE")
    sign_as(made, "=Water Union", kind=Signer.ORGANISATION, country_id="NP")
    sign_as(made, "Held Hana", state=SignState.HELD)
    return made


def page(call: Call, name: str) -> str:
    return f"/en/write/{call.paper_id}/signatures/{name}"


def test_a_holder_can_read_who_signed_and_look_for_some(heron: Holder, call: Call) -> None:
    shown = heron.client.get(page(call, "list/")).text
    assert all(name in shown for name in ("Ana Alba", "ana.alba@her.example", "Bea Quiet", "Held Hana"))
    found = heron.client.get(page(call, "list/?state=held")).text
    assert ("Held Hana" in found, "Ana Alba" in found) == (True, False)


@pytest.mark.parametrize("name", ["list/", "delivery/", "delivery.csv"])
def test_nobody_else_can_see_that_the_pages_are_there(call: Call, name: str) -> None:
    assert SignedIn(member("Grey Wren")).get(page(call, name)).status_code == 404
    stranger = Client().get(page(call, name))
    assert (stranger.status_code, "Ana" in stranger.text) == (302, False)


def test_staff_without_the_key_reads_no_name_until_a_holder_opens_hers(heron: Holder, call: Call) -> None:
    staff = making.holder(moderator())
    assert "Ana Alba" not in staff.client.get(page(call, "list/")).text
    making.unlock(SignedIn(heron.person), heron.person, heron.phrase)
    assert "Ana Alba" in staff.client.get(page(call, "list/")).text
    PersonalKey.objects.filter(person=heron.person).delete()
    assert "Ana Alba" in staff.client.get(page(call, "list/")).text


def test_the_list_asks_the_database_as_often_for_three_as_for_one(heron: Holder) -> None:
    call = open_call(heron)
    counts = []
    for many in (1, 3):
        for number in range(many):
            sign_as(call, f"Signer {many} {number}", country_id="KE")
        heron.client.get(page(call, "list/"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            heron.client.get(page(call, "list/"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_handed_over_says_what_each_allowed_and_adds_up(heron: Holder, call: Call) -> None:
    sign_as(call, "Claimed Union", kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    rows = heron.client.get(page(call, "delivery.csv")).text.splitlines()
    assert rows == [
        "Kind,Name,Country,Number",
        "An organisation,'=Water Union,Nepal,1",
        "A person,Ana Alba,Kenya,1",
        "A person,,Kenya,1",
    ]


def test_a_holder_delivers_thanks_and_tells(heron: Holder, call: Call) -> None:
    address = page(call, "delivery/")
    assert "Only one person can open these signatures" in heron.client.get(address).text
    given = {"go": "deliver", "to": "The committee", "day": today().isoformat(), "receipt": ""}
    refused = heron.client.post(address, {**given, "to": ""})
    assert (refused.status_code, Call.objects.get().delivered_on) == (422, None)
    assert heron.client.post(address, given).status_code == 302
    assert heron.client.post(address, {"go": "thank"}).status_code == 302
    assert Outgoing.objects.count() == 3
    assert heron.client.post(address, {"go": "tell", "outcome_en": "It helped."}).status_code == 302
    assert heron.client.post(address, {"go": "tell", "outcome_en": "Again."}).status_code == 409
    shown = heron.client.get(address).text
    assert ("The committee" in shown, "All letters are on their way." in shown) == (True, True)
    assert Call.objects.get().outcome == {"en": "It helped."}


def test_what_waits_for_a_look_is_decided_by_one_who_sees_it(heron: Holder, call: Call) -> None:
    address = page(call, "list/")
    union = sign_as(call, "Claimed Union", kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    stranger = sign_as(call, "Strange Union", kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    held = Signature.objects.get(shown="Held Hana")
    Signature.objects.filter(pk=held.pk).update(waits_until=today())
    assert heron.client.post(address, {"go": "count", "uid": [held.pk]}).status_code == 302
    heron.client.post(address, {"go": "may_sign", "uid": [union.pk]})
    heron.client.post(address, {"go": "refuse", "uid": [stranger.pk]})
    states = dict(Signature.objects.filter(pk__in=[held.pk, stranger.pk]).values_list("pk", "state"))
    assert states == {held.pk: SignState.WAITING, stranger.pk: SignState.REFUSED}
    assert Signature.objects.get(pk=union.pk).authority == Authority.CONFIRMED
    assert Outgoing.objects.get().key == str(held.pk)
    assert "changed on the disk" not in heron.client.get(address).text
    assert heron.client.post(address, {"go": "count", "uid": ["nonsense"]}).status_code == 404
    assert SignedIn(member("Grey Wren")).post(address, {"go": "refuse", "uid": [union.pk]}).status_code == 404
    assert Signature.objects.get(pk=union.pk).state == SignState.CONFIRMED
