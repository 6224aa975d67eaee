"""Floods are held, not counted and not lost; organisations count when somebody who may has signed."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.campaigns.signing.forms import SHELTER, send, token
from tests.cast import SignedIn
from tests.vault.making import Holder
from whrin.campaigns.actions import signing
from whrin.campaigns.enums import Authority, SignState
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.signing.totals import totals_of
from whrin.campaigns.taking import domains, floods
from whrin.campaigns.taking.letters import token_of
from whrin.organisations.models import Organisation, Representative
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
HELD = "/en/write/{}/signatures/held/"


def held_page(call: Call) -> str:
    return HELD.format(call.paper_id)


def shelter(**columns: str) -> Organisation:
    given = {"slug": "shelter", "name": "The Shelter", "website": "https://shelter.example/", "kind": "women"}
    return Organisation.objects.create(**{**given, **columns})


def test_a_throwaway_address_is_held_and_told_so(reader: Client, call: Call) -> None:
    answer = send(reader, call, email="x@inbox.mailinator.com")
    assert answer["Location"].endswith("?signed=look")
    assert b"We look at them before" in reader.get(answer["Location"]).content
    row = Signature.objects.get()
    assert (row.state, row.held_because) == (SignState.HELD, "throwaway")
    page = f"/en/act/confirm/{token_of(row.pk)}/"
    reader.post(page, {"act": "yes"})
    assert b"before we count it" in reader.get(page).content
    row.refresh_from_db()
    assert row.state == SignState.HELD and totals_of(call).both == 0


@pytest.mark.parametrize(
    ("most", "reason", "given"),
    [
        ("OF_A_DOMAIN", "domain", {"email": "a{}@one.example", "name": "Ana {}"}),
        ("OF_A_NAME", "name", {"email": "a{}@gmail.com", "name": "Ana"}),
    ],
)
def test_a_burst_is_held_from_one_place_on(
    reader: Client, call: Call, monkeypatch: pytest.MonkeyPatch, most: str, reason: str, given: dict[str, str]
) -> None:
    monkeypatch.setattr(floods, most, 2)
    for number in range(3):
        send(reader, call, **{name: words.format(number) for name, words in given.items()})
    assert sorted(Signature.objects.values_list("held_because", flat=True)) == ["", "", reason]


def test_many_with_one_form_are_held(reader: Client, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "OF_A_FORM", 2)
    one = token()
    for number in range(3):
        send(reader, call, token=one, email=f"a{number}@gmail.com", name=f"Ana {number}")
    assert sorted(Signature.objects.values_list("held_because", flat=True)) == ["", "", "form"]


def test_a_holder_lets_go_and_refuses_in_batches(reader: Client, call: Call, heron: Holder) -> None:
    for name in ("a", "b", "c"):
        send(reader, call, email=f"{name}@mailinator.com", name=f"Ana {name}")
    rows = list(Signature.objects.order_by("shown"))
    signing.confirm(signature=rows[0])
    shown = heron.client.get(held_page(call)).content
    assert b"Ana a" in shown and b"a@mailinator.com" in shown and b"thrown away" in shown
    heron.client.post(held_page(call), {"act": "let_go", "signature": [rows[0].pk, rows[1].pk, "nonsense"]})
    heron.client.post(held_page(call), {"act": "refuse", "signature": [rows[2].pk]})
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == [SignState.CONFIRMED, SignState.WAITING, SignState.REFUSED]
    assert (bytes(rows[2].sealed), rows[2].shown) == (b"", "")
    assert totals_of(call).people == 1


def test_others_cannot_open_what_is_held(reader: Client, call: Call, other_member: Person) -> None:
    send(reader, call, email="a@mailinator.com")
    row = Signature.objects.get()
    browser = SignedIn(other_member)
    assert browser.get(held_page(call)).status_code == 404
    assert browser.post(held_page(call), {"act": "refuse", "signature": [row.pk]}).status_code == 404
    assert Signature.objects.get().state == SignState.HELD


def test_names_stay_closed_while_the_vault_is(reader: Client, call: Call, heron: Holder) -> None:
    send(reader, call, email="a@mailinator.com", shows="counted")
    page = SignedIn(heron.person).get(held_page(call)).content
    assert b"Ana Lopez" not in page and b"mailinator" not in page


def test_an_organisation_counts_at_once_by_its_own_domain(reader: Client, call: Call) -> None:
    shelter()
    send(reader, call, SHELTER)
    row = signing.confirm(signature=Signature.objects.get())
    assert (row.authority, row.state, row.shown) == (Authority.CONFIRMED, SignState.CONFIRMED, "The Shelter")
    assert totals_of(call).organisations == 1


@pytest.mark.parametrize(
    ("email", "website", "name"),
    [
        ("ana@gmail.com", "https://shelter.example", "The Shelter"),
        ("ana@other.example", "https://other.example", "The Shelter"),
        ("ana@shelter.example.evil.example", "https://shelter.example", "The Shelter"),
        ("ana@nobody.example", "https://nobody.example", "Nobody knows it"),
    ],
)
def test_a_stranger_who_signs_for_an_organisation_waits_for_a_look(
    reader: Client, call: Call, heron: Holder, email: str, website: str, name: str
) -> None:
    shelter()
    send(reader, call, SHELTER, email=email, website=website, organisation=name)
    row = signing.confirm(signature=Signature.objects.get())
    assert (row.authority, row.state) == (Authority.CLAIMED, SignState.CONFIRMED)
    assert totals_of(call).both == 0
    assert b"whether you may sign" in reader.get(f"/en/act/confirm/{token_of(row.pk)}/").content
    assert name.encode() in heron.client.get(held_page(call)).content
    heron.client.post(held_page(call), {"act": "may", "signature": [row.pk]})
    cache.clear()
    assert Signature.objects.get().authority == Authority.CONFIRMED and totals_of(call).organisations == 1


def test_a_website_that_many_share_proves_nothing(reader: Client, call: Call) -> None:
    shelter(website="https://wordpress.com/shelter")
    send(reader, call, SHELTER, email="ana@wordpress.com", organisation="The Shelter")
    assert Signature.objects.get().authority == Authority.CLAIMED


def test_a_member_who_represents_an_organisation_signs_for_it(call: Call, other_member: Person) -> None:
    Representative.objects.create(organisation=shelter(), person=other_member)
    browser = SignedIn(other_member)
    send(browser, call, SHELTER, email="wren@gmail.com", organisation="the shelter", website="")
    assert Signature.objects.get().authority == Authority.CONFIRMED


def test_a_page_of_others_cannot_sign_with_what_she_represents(call: Call, other_member: Person) -> None:
    Representative.objects.create(organisation=shelter(), person=other_member)
    browser = SignedIn(other_member)
    browser.handler.enforce_csrf_checks = True
    assert send(browser, call, SHELTER, organisation="The Shelter").status_code == 403
    assert not Signature.objects.exists()


def test_an_organisation_counts_once(reader: Client, call: Call) -> None:
    shelter()
    for name in ("ana", "eva"):
        send(reader, call, SHELTER, email=f"{name}@shelter.example")
    rows = [signing.confirm(signature=row) for row in Signature.objects.order_by("pk")]
    assert [row.held_because for row in rows] == ["", "twice"]
    assert totals_of(call).organisations == 1


@pytest.mark.once
def test_women_who_hide_behind_a_forwarding_service_are_not_held() -> None:
    assert not any(map(domains.is_throwaway, ("addy.io", "duck.com", "riseup.net", "her.example")))
    assert domains.is_throwaway("a.yopmail.com") and domains.is_shared("gmail.com")
