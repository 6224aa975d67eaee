"""The pages of keys, as she meets them."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.cast import SignedIn, coordinator, member
from tests.vault import making
from tests.vault.making import Holder
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.vault import ceremony, holders, urls
from whrin.vault.actions import new_shared_key, retire_key, seal_to_recovery
from whrin.vault.doors import with_open_vault
from whrin.vault.labels import printed
from whrin.vault.models import PersonalKey, RecoveryKey, Unlocking
from whrin.vault.opened import Opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_room_with_keys")]
KEYS = "/en/keys/"


def _words_in(response: HttpResponse) -> str:
    return " ".join(response.context["words"])


def test_she_makes_a_key_opens_it_and_locks_it(reader: Client) -> None:
    person = member()
    client = SignedIn(person)
    made = client.post(f"{KEYS}make/")
    assert "no-store" in made["Cache-Control"]
    words = _words_in(made)
    assert len(words.split()) == 7
    assert words not in client.get(KEYS).text
    wrong = client.post(f"{KEYS}open/", {"phrase": "not these", "next": KEYS})
    assert wrong.status_code == 422
    assert not Unlocking.objects.exists()
    opened = client.post(f"{KEYS}open/", {"phrase": words, "next": f"{KEYS}recovery/"})
    assert (opened.status_code, opened["Location"]) == (302, f"{KEYS}recovery/")
    cookie = opened.cookies[settings.VAULT_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Strict",
        "/",
        "",
    )
    assert client.get(f"{KEYS}recovery/").status_code == 200
    assert client.post(f"{KEYS}lock/").status_code == 302
    assert not Unlocking.objects.exists()
    assert client.get(f"{KEYS}unsent/")["Location"] == f"{KEYS}open/?next=%2Fen%2Fkeys%2Funsent%2F"


def test_the_cookie_of_a_site_with_https_is_bound_to_the_host(heron: Holder, settings: object) -> None:
    settings.HTTPS, settings.VAULT_COOKIE_NAME = True, "__Host-vault"  # type: ignore[attr-defined]  # a fixture
    client = SignedIn(heron.person)
    opened = client.post(f"{KEYS}open/", {"phrase": heron.phrase}, secure=True)
    cookie = opened.cookies["__Host-vault"]
    assert (cookie["secure"], cookie["domain"], cookie["path"]) == (True, "", "/")


def test_a_second_key_is_made_only_when_she_says_that_the_first_is_gone(heron: Holder) -> None:
    assert heron.client.post(f"{KEYS}make/").status_code == 422
    assert PersonalKey.objects.get().state == PersonalKey.State.CONFIRMED
    assert heron.client.post(f"{KEYS}make/", {"gone": "on"}).status_code == 200
    assert PersonalKey.objects.count() == 2


def test_other_words_open_the_same_key_and_the_old_ones_nothing(heron: Holder) -> None:
    words = _words_in(heron.client.post(f"{KEYS}change/"))
    client = SignedIn(heron.person)
    assert client.post(f"{KEYS}open/", {"phrase": heron.phrase}).status_code == 422
    assert making.unlock(client, heron.person, words).pair == heron.opened.pair


def test_she_who_has_nothing_to_hold_finds_no_page_of_keys(reader: Client) -> None:
    client = SignedIn(member("Green Cedar"))
    assert [client.get(path).status_code for path in (KEYS, f"{KEYS}open/")] == [404, 404]
    assert client.post(f"{KEYS}make/").status_code == 404
    assert reader.get(KEYS)["Location"].startswith("/account/login/")
    assert not PersonalKey.objects.exists()


def test_a_key_is_confirmed_by_one_who_may_and_by_nobody_else(heron: Holder) -> None:
    waiting = making.holder(name="Red Lark", confirmed=False)
    amina = SignedIn(coordinator())
    assert waiting.personal.fingerprint in amina.get(KEYS).text
    assert waiting.personal.fingerprint not in heron.client.get(KEYS).text
    assert heron.client.post(f"{KEYS}confirm/", {"key": waiting.personal.pk}).status_code == 404
    assert amina.post(f"{KEYS}confirm/", {"key": "nonsense"}).status_code == 404
    waiting.personal.refresh_from_db()
    assert waiting.personal.state == PersonalKey.State.WAITING
    assert amina.post(f"{KEYS}confirm/", {"key": waiting.personal.pk}).status_code == 302
    waiting.personal.refresh_from_db()
    assert waiting.personal.state == PersonalKey.State.CONFIRMED


def test_one_who_confirms_for_her_own_room_cannot_confirm_keys_of_others(
    heron: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whose = {"Red Lark": ("papers",), "Grey Owl": ("papers", "reports")}
    for room in ("papers", "reports"):
        monkeypatch.setitem(
            holders._holders, room, lambda person, room=room: room in whose.get(name_of(person), ())
        )
    monkeypatch.delitem(holders._holders, "tests")
    monkeypatch.setitem(holders._own_confirmers, "papers", lambda person: person == heron.person)
    lark, owl = (making.holder(name=name, confirmed=False) for name in whose)
    page = heron.client.get(KEYS).text
    assert (lark.personal.fingerprint in page, owl.personal.fingerprint in page) == (True, False)
    answers = [heron.client.post(f"{KEYS}confirm/", {"key": one.personal.pk}) for one in (lark, owl)]
    assert [answer.status_code for answer in answers] == [302, 404]
    states = [PersonalKey.objects.get(pk=one.personal.pk).state for one in (lark, owl)]
    assert states == [PersonalKey.State.CONFIRMED, PersonalKey.State.WAITING]


@pytest.mark.once
def test_every_page_of_keys_is_shut_to_those_who_have_nothing_to_hold(reader: Client, editor: Person) -> None:
    outsider = SignedIn(member("Green Cedar"))
    for pattern in urls.urlpatterns:
        path = reverse(f"vault:{pattern.name}")
        for method in ("get", "post"):
            away, shut = getattr(reader, method)(path), getattr(outsider, method)(path)
            assert away.status_code in {302, 405}, path
            if away.status_code == 302:
                assert away["Location"].startswith("/account/login/")
            # Without a key of her own nobody comes further than to where it would be opened: no page for her.
            led = shut.get("Location", "").startswith(("/account/", f"{KEYS}open/"))
            assert shut.status_code in {404, 405} or led, path
    assert not PersonalKey.objects.exists()


@with_open_vault
def _desk(request: HttpRequest, person: Person, opened: Opened) -> HttpResponse:
    return HttpResponse(f"{opened.personal.pk}")


def _ask(one: Holder, method: str = "get", **fields: str) -> HttpResponse:
    request = getattr(RequestFactory(), method)("/en/desk/", fields)
    kept = making.request_of(one.client, one.person)
    request.COOKIES, request.session, request.user = kept.COOKIES, kept.session, kept.user
    response = _desk(request)
    request.session.save()
    return response


def test_what_she_typed_when_her_vault_had_closed_waits_sealed_until_she_opens_it(heron: Holder) -> None:
    assert _ask(heron).text == str(heron.personal.pk)
    Unlocking.objects.all().delete()
    told = "what a woman told her on the telephone"
    away = _ask(heron, "post", words=told)
    assert away["Location"] == f"{KEYS}open/?next=%2Fen%2Fkeys%2Funsent%2F"
    assert told not in str(dict(heron.client.session))
    opened = heron.client.post(away["Location"], {"phrase": heron.phrase})
    assert opened["Location"] == f"{KEYS}unsent/"
    assert told in heron.client.get(f"{KEYS}unsent/").text
    assert heron.client.get(f"{KEYS}unsent/").status_code == 302  # shown once, kept no longer


def test_one_removed_in_mid_session_is_led_away_and_her_words_are_given_back(
    heron: Holder, wren: Holder
) -> None:
    retire_key(personal=heron.personal, by=wren.person)
    assert _ask(heron)["Location"].startswith(f"{KEYS}open/")
    response = _ask(heron, "post", words="what a woman told her on the telephone")
    assert (response.status_code, "on the telephone" in response.text) == (403, True)


def test_no_page_leads_to_another_site(heron: Holder) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        opened = heron.client.post(f"{KEYS}open/", {"phrase": heron.phrase, "next": elsewhere})
        assert opened["Location"] == KEYS


def test_two_people_set_a_recovery_key_and_she_who_lost_her_words_comes_back(
    heron: Holder, wren: Holder
) -> None:
    shared, secret = new_shared_key(purpose="report", holders=[heron.personal])
    pair, _shares = ceremony.make_shares()
    page = f"{KEYS}recovery/"
    assert wren.client.post(f"{page}propose/", {"public": "AAAA"}).status_code == 422
    assert heron.client.post(f"{page}propose/", {"public": printed(pair.public)}).status_code == 404
    assert wren.client.post(f"{page}propose/", {"public": printed(pair.public)}).status_code == 302
    proposed = RecoveryKey.objects.get()
    wren.client.post(f"{page}second/", {"key": proposed.pk})
    assert RecoveryKey.objects.get().state == RecoveryKey.State.PROPOSED
    amina = making.holder(coordinator())
    assert proposed.fingerprint in amina.client.get(page).text
    amina.client.post(f"{page}second/", {"key": proposed.pk})
    assert RecoveryKey.objects.get().state == RecoveryKey.State.IN_USE
    seal_to_recovery(heron.opened)

    again = making.holder(heron.person)
    asked = again.client.post(f"{page}ask/").content
    answer, _many = ceremony.answer(ceremony.read_request(asked), pair)
    assert again.client.post(f"{page}take/", {}).status_code == 422
    upload = {"answer": making.file_of(answer)}
    assert again.client.post(f"{page}take/", upload).status_code == 302
    assert again.opened.pair_of(shared) == secret
