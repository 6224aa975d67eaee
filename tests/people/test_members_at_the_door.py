"""How a member comes in, stays, and comes back."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests import cast
from tests.people.conftest import Browser
from tests.people.test_sessions import whole_database
from tests.people.test_sign_in import without_tokens
from whrin.people.actions import invite, make_recovery_phrase
from whrin.people.choosing_names import name_in_offer
from whrin.people.models import Membership, OpenSession, Person
from whrin.people.names import name_of
from whrin.people.rules import is_active_member

#: A clock that a test sets (`time_machine.travel`).
Clock = Any
NEW = "four words not together"
PHONE = "Mozilla/5.0 (Linux; Android 9) Mobile Safari"


def form_for(browser: Browser, clock: Clock, **more: str) -> dict[str, str]:
    """Return the form at the door, as a person fills it in after reading it."""
    page = browser.get(reverse("account_join"))
    token = page.context["form"].fields["token"].initial
    clock.shift(10)
    first = {"choice": page.context["form"].fields["choice"].initial, "kind": "member", "words": "I care."}
    return {"token": token, "passphrase": NEW, "again": NEW, **first, **more}


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with time_machine.travel(time.time(), tick=False) as traveller:
        yield traveller


def test_a_woman_joins_with_a_name_and_a_passphrase_alone(browser: Browser, clock: Clock) -> None:
    sent = form_for(browser, clock)
    page = browser.post(reverse("account_join"), sent)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert len(page.context["words"]) == 12
    person = Person.objects.get()
    name = name_in_offer(sent["choice"])
    assert name
    assert name_of(person) == name
    assert person.membership.state == Membership.State.APPLIED
    home = browser.get(reverse("account_home")).content.decode()
    assert name in home
    assert "A person reads what you wrote" in home
    stored = whole_database()
    for canary in (name, NEW, "I care.", page.context["words"][0] + " " + page.context["words"][1]):
        assert canary not in stored


def test_an_invited_woman_belongs_at_once(browser: Browser, member: Person, clock: Clock) -> None:
    sent = form_for(browser, clock, choice="", name="Woman of the hills 7", code=invite(by=member), words="")
    answer = browser.post(reverse("account_join"), sent)
    while answer.status_code == 422:  # one free name in eight is refused, so that a refusal proves nothing
        sent["name"] += "x"
        answer = browser.post(reverse("account_join"), sent)
    assert is_active_member(Person.objects.latest("pk"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"choice": "", "name": "blue heron"}, "Choose another name, or take one of these."),
        ({"choice": "", "name": "+306941234567"}, "Choose another name, or take one of these."),
        ({"choice": "", "name": ""}, "Choose another name, or take one of these."),
        ({"code": "AAAA-BBBB"}, "This invitation code is not good"),
        ({"words": " "}, "Write a few words, or give an invitation code."),
        ({"again": "another one, long enough"}, "The two are not the same."),
        ({"passphrase": "short", "again": "short"}, "too short"),
        ({"token": "forged"}, "The form was open for long."),
        ({"website": "https://spam.example"}, "Please send it once more."),
    ],
)
def test_a_form_that_cannot_be_taken_says_why_and_makes_nobody(
    browser: Browser, member: Person, clock: Clock, change: dict[str, str], words: str
) -> None:
    sent = form_for(browser, clock, **change)
    page = browser.post(reverse("account_join"), sent)
    assert page.status_code == 422
    assert words in page.content.decode()
    if "words" not in change:
        assert "I care." in page.content.decode()
    assert Person.objects.count() == 1


def test_a_programme_that_answers_at_once_is_asked_again(browser: Browser, db: None) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        sent = form_for(browser, clock)
        clock.shift(-9)
        assert browser.post(reverse("account_join"), sent).status_code == 422
    assert not Person.objects.exists()


def test_a_flood_of_applications_ends_for_the_hour_but_not_for_the_invited(
    browser: Browser, member: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whrin.people.joining_pages.AN_HOUR", 1)
    assert Browser().post(reverse("account_join"), form_for(Browser(), clock)).status_code == 200
    refused = Browser().post(reverse("account_join"), form_for(Browser(), clock))
    assert refused.status_code == 429
    assert Person.objects.count() == 2
    sent = form_for(browser, clock, code=invite(by=member))
    assert browser.post(reverse("account_join"), sent).status_code == 200


@pytest.mark.parametrize("typed", ["Blue Heron", " blue heron "])
def test_a_member_signs_in_by_her_name_and_lands_on_her_account(
    browser: Browser, member: Person, typed: str
) -> None:
    answer = browser.sign_in(typed)
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_home"))
    assert "Blue Heron" in browser.get(reverse("account_home")).content.decode()


def test_a_members_name_gets_the_answer_of_an_unknown_one(browser: Browser, member: Person) -> None:
    known, unknown = (browser.sign_in(name, "wrong") for name in ("Blue Heron", "Zarin"))
    assert known.status_code == unknown.status_code
    pages = [
        page.content.decode().replace(name, "") for page, name in ((known, "Blue Heron"), (unknown, "Zarin"))
    ]
    assert without_tokens(pages[0]) == without_tokens(pages[1])


def test_a_members_name_takes_the_work_of_an_unknown_one(
    browser: Browser, member: Person, settings: object, django_assert_max_num_queries: object
) -> None:
    from tests.people.counting import CountingHasher

    settings.PASSWORD_HASHERS = ["tests.people.counting.CountingHasher"]  # type: ignore[attr-defined]  # pytest-django's
    member.set_password(cast.PASSWORD)
    member.save()
    counts = []
    for name in ("Blue Heron", "Zarin"):
        CountingHasher.worked = 0
        browser.sign_in(name, "wrong")
        counts.append(CountingHasher.worked)
    assert counts[0] == counts[1] == 1


def test_guesses_at_one_name_are_counted_together_however_it_is_written(
    browser: Browser, member: Person
) -> None:
    for at in range(10):
        name = ("Blue Heron", "BLUE HERON", "blue heron ", "Ｂlue Heron")[at % 4]
        assert browser.sign_in(name, "wrong").status_code == 200
    assert browser.sign_in("blue HERON").status_code == 429


@pytest.mark.parametrize("address", ["/desk/", "/desk/pages/", "/desk/users/", "/desk/account/"])
def test_a_member_never_reaches_the_desk(browser: Browser, member: Person, address: str) -> None:
    browser.sign_in("Blue Heron")
    assert browser.get(address).status_code == 403


def test_a_session_on_a_shared_phone_ends_with_the_browser_or_after_twenty_idle_minutes(
    browser: Browser, member: Person
) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser.post(
            reverse("account_login"), {"login": "Blue Heron", "password": cast.PASSWORD, "shared": "on"}
        )
        morsel = next(morsel for name, morsel in browser.cookies.items() if "session" in name)
        assert (morsel["max-age"], morsel["expires"]) == ("", "")
        for _visit in range(3):
            clock.shift(19 * 60)
            assert browser.get(reverse("account_home")).status_code == 200
        clock.shift(21 * 60)
        assert browser.get(reverse("account_home")).status_code == 302


def test_on_her_own_phone_a_session_lasts_twelve_hours(browser: Browser, member: Person) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser.sign_in("Blue Heron")
        morsel = next(morsel for name, morsel in browser.cookies.items() if "session" in name)
        assert morsel["max-age"] == 12 * 3600
        clock.shift(11 * 3600)
        assert browser.get(reverse("account_home")).status_code == 200
        clock.shift(2 * 3600)
        assert browser.get(reverse("account_home")).status_code == 302


def test_the_box_for_a_shared_phone_is_ticked_to_begin_with(browser: Browser, db: None) -> None:
    page = browser.get(reverse("account_login")).content.decode()
    assert re.search(r'<input[^>]*name="shared"[^>]*checked', page)


def test_she_sees_her_sessions_and_ends_one(
    browser: Browser, another_browser: Browser, member: Person
) -> None:
    another_browser.sign_in("Blue Heron", HTTP_USER_AGENT=PHONE)
    browser.sign_in("Blue Heron")
    page = browser.get(reverse("account_sessions")).content.decode()
    assert "a telephone or tablet" in page
    assert "a computer" in page
    other = OpenSession.objects.get(device="phone")
    browser.post(reverse("account_end_session", args=[other.pk]))
    assert another_browser.get(reverse("account_home")).status_code == 302
    assert browser.get(reverse("account_home")).status_code == 200


def test_she_cannot_end_the_session_of_another(
    browser: Browser, another_browser: Browser, member: Person, other_member: Person
) -> None:
    another_browser.sign_in("Grey Wren")
    browser.sign_in("Blue Heron")
    hers = OpenSession.objects.get(person=other_member)
    answer = browser.post(reverse("account_end_session", args=[hers.pk]), follow=True)
    assert answer.status_code == 404
    assert another_browser.get(reverse("account_home")).status_code == 200


def test_she_signs_out_everywhere(browser: Browser, another_browser: Browser, member: Person) -> None:
    for each in (browser, another_browser):
        each.sign_in("Blue Heron")
    browser.post(reverse("account_end_all_sessions"))
    for each in (browser, another_browser):
        assert each.get(reverse("account_home")).status_code == 302
    assert not OpenSession.objects.exists()
    assert not Session.objects.exists()


def test_a_new_passphrase_ends_every_session(
    browser: Browser, another_browser: Browser, member: Person
) -> None:
    for each in (browser, another_browser):
        each.sign_in("Blue Heron")
    browser.confirm()
    sent = {"oldpassword": cast.PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post(reverse("account_change_password"), sent).status_code == 302
    for each in (browser, another_browser):
        assert each.get(reverse("account_home")).status_code == 302
    assert not OpenSession.objects.exists()


def test_signing_out_leaves_no_note_of_the_session(browser: Browser, member: Person) -> None:
    browser.sign_in("Blue Heron")
    assert OpenSession.objects.count() == 1
    browser.post(reverse("account_logout"))
    assert not OpenSession.objects.exists()


def test_the_list_of_sessions_asks_the_database_as_often_for_three_as_for_one(
    browser: Browser, member: Person, django_assert_num_queries: object
) -> None:
    browser.sign_in("Blue Heron")
    browser.get(reverse("account_sessions"))
    for _more in range(2):
        with django_assert_num_queries(4):  # type: ignore[operator]  # pytest-django's
            browser.get(reverse("account_sessions"))
        for _each in range(2):
            Browser().sign_in("Blue Heron")


def test_twelve_words_bring_her_back_and_end_every_session(
    browser: Browser, another_browser: Browser, member: Person
) -> None:
    another_browser.sign_in("Blue Heron")
    words = make_recovery_phrase(person=member, language="es")
    sent = {"name": "blue heron", "phrase": words.upper(), "passphrase": NEW, "again": NEW}
    page = browser.post(reverse("account_recover"), sent)
    assert len(page.context["words"]) == 12
    assert "no-store" in page["Cache-Control"]
    assert " ".join(page.context["words"]) != words
    assert another_browser.get(reverse("account_home")).status_code == 302
    assert browser.sign_in("Blue Heron", NEW).status_code == 302
    again = Browser().post(reverse("account_recover"), sent)
    assert again.status_code == 422


@pytest.mark.parametrize("name", ["Blue Heron", "Nobody Here"])
def test_wrong_words_change_nothing_and_are_counted_by_name(
    browser: Browser, member: Person, name: str
) -> None:
    make_recovery_phrase(person=member, language="en")
    before = Person.objects.values().get(pk=member.pk)
    sent = {"name": name, "phrase": "one two three", "passphrase": NEW, "again": NEW}
    for _attempt in range(10):
        page = browser.post(reverse("account_recover"), sent)
        assert page.status_code == 422
        assert "The name or the words are not right" in page.content.decode()
    assert browser.post(reverse("account_recover"), sent).status_code == 429
    assert Person.objects.values().get(pk=member.pk) == before


def test_her_pages_speak_the_language_she_chose(browser: Browser, member: Person) -> None:
    Membership.objects.update(interface_language="ar")
    browser.sign_in("Blue Heron")
    page = browser.get(reverse("account_home"), headers={"accept-language": "en"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page


def test_a_second_step_keeps_what_she_said_of_the_telephone(
    browser: Browser, member: Person, telephone: object
) -> None:
    browser.sign_in("Blue Heron")
    with time_machine.travel(time.time(), tick=False) as clock:
        secret = browser.set_up_app()
        clock.shift(60)
        door = {"login": "Blue Heron", "password": cast.PASSWORD, "shared": "on"}
        later = Browser()
        assert later.post(reverse("account_login"), door)["Location"] == reverse("mfa_authenticate")
        answer = later.post(reverse("mfa_authenticate"), {"code": telephone(secret)})  # type: ignore[operator]  # a fixture
        assert answer["Location"] == reverse("account_home")
        clock.shift(21 * 60)
        assert later.get(reverse("account_home")).status_code == 302


def test_she_is_told_that_the_telephone_shows_a_second_factor(browser: Browser, member: Person) -> None:
    browser.sign_in("Blue Heron")
    page = browser.get(reverse("mfa_index")).content.decode()
    assert "shows on your telephone that you have an account here" in page
    assert "Before the desk opens" not in page


def test_someone_who_waits_for_an_answer_cannot_use_what_is_for_members(browser: Browser, db: None) -> None:
    cast.applicant()
    browser.sign_in("Quiet Fern 31")
    for name in ("account_invite", "account_vouch", "account_cards", "account_card"):
        assert browser.get(reverse(name)).status_code == 403
