"""What a member does with her account."""

import json

import pytest
from django.urls import reverse

from tests import cast
from tests.people.conftest import Browser
from tests.people.test_sessions import whole_database
from whrin.people import notices
from whrin.people.actions import set_address, show_card, suspend, write_card
from whrin.people.actions.about_me import CONFIRM, confirmation_token
from whrin.people.addresses import address_of, read_address
from whrin.people.codes import code_for
from whrin.people.letters_text import NothingToSay, compose_confirmation
from whrin.people.lived_experience import declared
from whrin.people.models import Address, Appeal, CardShown, Membership, Person, Vouch
from whrin.people.rules import has_lived_experience, is_active_member
from whrin.places.models import Country
from whrin.topics.models import Topic

EMAIL = "canary.heron@example.org"


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """Collect what this room wants sent: kind, key, address."""
    sent: list[tuple[str, str, str]] = []
    monkeypatch.setattr(notices, "_senders", [])
    notices.register_sender(lambda kind, key, _person, address: sent.append((kind, key, address)))
    return sent


@pytest.fixture
def heron(browser: Browser, member: Person) -> Browser:
    """Blue Heron's browser, signed in."""
    browser.sign_in("Blue Heron")
    return browser


def test_she_corrects_what_is_kept_of_her(heron: Browser, member: Person) -> None:
    country = Country.objects.first()
    topic = Topic.objects.create(slug="rights")
    sent = {
        "interface_language": "es",
        "country": country.pk,
        "languages": ["es", "ar"],
        "interests": [topic.slug],
        "lived_experience": ["drugs", "prison"],
    }
    # The map of services has the word, too.
    before = whole_database().count("prison")
    assert heron.post(reverse("account_me"), sent)["Location"] == reverse("account_home")
    kept = Membership.objects.get(person=member)
    assert (kept.country, kept.languages, kept.interface_language) == (country, ["es", "ar"], "es")
    assert declared(kept) == ["drugs", "prison"]
    assert has_lived_experience(member)
    assert whole_database().count("prison") == before
    heron.post(reverse("account_me"), {"interface_language": "en"})
    kept.refresh_from_db()
    assert (kept.country, kept.languages, declared(kept)) == (None, [], [])


def test_a_wrong_particular_is_refused_and_changes_nothing(heron: Browser, member: Person) -> None:
    page = heron.post(reverse("account_me"), {"interface_language": "xx", "lived_experience": ["all"]})
    assert page.status_code == 422
    assert not has_lived_experience(member)
    assert Membership.objects.get(person=member).interface_language == "en"


def test_an_address_counts_only_when_the_letter_that_went_there_is_answered(
    heron: Browser, member: Person, letters: list[tuple[str, str, str]]
) -> None:
    heron.post(reverse("account_address"), {"email": EMAIL})
    address = Address.objects.get()
    assert letters == [(CONFIRM, str(address.pk), EMAIL)]
    assert (address_of(member), read_address(address)) == ("", EMAIL)
    subject, text = compose_confirmation(str(address.pk), member)
    link = next(word for word in text.split() if "/account/address/confirm/" in word)
    assert "WHRIN" not in subject + text
    anywhere = Browser()
    path = link[link.index("/account") :]
    assert anywhere.get(path).status_code == 200
    assert address_of(member) == ""
    assert "confirmed" in anywhere.post(path).content.decode()
    assert address_of(member) == EMAIL
    assert EMAIL not in whole_database()
    with pytest.raises(NothingToSay):
        compose_confirmation(str(address.pk), member)


@pytest.mark.parametrize("token", ["nonsense", "ab:cd:ef"])
def test_a_link_that_is_not_ours_confirms_nothing(browser: Browser, db: None, token: str) -> None:
    page = browser.post(reverse("account_confirm_address", args=[token]))
    assert page.status_code == 410
    assert "This link is not good any more" in page.content.decode()


def test_an_address_that_another_member_has_confirmed_is_neither_taken_nor_told_of(
    heron: Browser, member: Person, letters: list[tuple[str, str, str]]
) -> None:
    other = cast.member("Grey Wren", email=EMAIL)
    answer = heron.post(reverse("account_address"), {"email": EMAIL.upper()}, follow=True)
    assert "A letter is on its way." in answer.content.decode()
    assert letters == []
    assert Address.objects.get().person == other


def test_nobody_can_keep_an_address_from_its_owner_by_naming_it_first(
    member: Person, other_member: Person, letters: list[tuple[str, str, str]]
) -> None:
    set_address(person=other_member, email=EMAIL)
    token = confirmation_token(Address.objects.get())
    set_address(person=member, email=EMAIL)
    assert Address.objects.get().person == member
    assert Browser().post(reverse("account_confirm_address", args=[token])).status_code == 410


def test_nobody_has_letters_sent_to_strangers_over_and_over(
    heron: Browser, member: Person, letters: list[tuple[str, str, str]]
) -> None:
    answers = [heron.post(reverse("account_address"), {"email": f"{at}@example.org"}) for at in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(letters) == 5


def test_someone_who_waits_for_an_answer_cannot_have_letters_sent(
    browser: Browser, db: None, letters: list[tuple[str, str, str]]
) -> None:
    cast.applicant()
    browser.sign_in("Quiet Fern 31")
    assert browser.post(reverse("account_address"), {"email": EMAIL}).status_code == 403
    assert letters == []


def test_she_takes_her_address_away(heron: Browser, member: Person) -> None:
    set_address(person=member, email=EMAIL)
    heron.post(reverse("account_remove_address"))
    assert not Address.objects.exists()


def test_her_export_holds_everything_and_opens(heron: Browser, member: Person) -> None:
    set_address(person=member, email=EMAIL)
    write_card(person=member, words="Seven seas")
    answer = heron.get(reverse("account_export"))
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    mine = json.loads(answer.content)["people"]
    assert mine["name"] == "Blue Heron"
    assert mine["address"] == {"email": EMAIL, "is_confirmed": False}
    assert mine["card"] == {"words": "Seven seas"}
    assert mine["membership"]["state"] == "active"


def test_a_lapsed_member_comes_back_with_one_tap(heron: Browser, member: Person) -> None:
    Membership.objects.update(state=Membership.State.LAPSED)
    assert "I stay" in heron.get(reverse("account_home")).content.decode()
    heron.post(reverse("account_stay"))
    assert is_active_member(member)


def test_a_suspended_member_cannot_renew_herself_in(heron: Browser, member: Person, editor: Person) -> None:
    suspend(membership=member.membership, reason="because", by=editor)
    heron.post(reverse("account_stay"))
    assert not is_active_member(member)


def test_she_leaves_and_keeps_her_account(heron: Browser, member: Person) -> None:
    assert heron.get(reverse("account_leave")).status_code == 200
    assert is_active_member(member)
    heron.post(reverse("account_leave"))
    assert not Membership.objects.exists()
    assert "Blue Heron" in heron.get(reverse("account_home")).content.decode()
    assert heron.get(reverse("account_export")).status_code == 200


def test_a_suspended_member_reads_why_and_asks_for_another_look_once(
    heron: Browser, member: Person, editor: Person
) -> None:
    suspend(membership=member.membership, reason="Canary reason", by=editor)
    assert "Canary reason" in heron.get(reverse("account_home")).content.decode()
    heron.post(reverse("account_appeal"), {"words": "It was not so."})
    again = heron.post(reverse("account_appeal"), {"words": "Once more."})
    assert "nothing to decide" in again.content.decode()
    assert Appeal.objects.get().suspended_by == "lucia"
    assert "It was not so." not in whole_database()


def test_she_invites_and_the_code_is_shown_once(heron: Browser, member: Person) -> None:
    page = heron.post(reverse("account_invite"))
    code = page.context["code"]
    assert code in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert code not in whole_database()
    assert code not in heron.get(reverse("account_invite")).content.decode()


def test_she_vouches_by_the_code_that_the_applicant_sees(heron: Browser, member: Person) -> None:
    waiting = cast.applicant()
    door = Browser()
    door.sign_in("Quiet Fern 31")
    code = door.get(reverse("account_home")).context["account"].vouching_code
    assert heron.post(reverse("account_vouch"), {"code": "AAAA-AAAA-AAAA"}).status_code == 422
    assert not Vouch.objects.exists()
    heron.post(reverse("account_vouch"), {"code": code})
    assert Vouch.objects.get().application.person == waiting


def test_a_card_is_seen_by_the_member_it_is_shown_to_and_by_nobody_else(
    heron: Browser, member: Person, other_member: Person
) -> None:
    heron.post(reverse("account_card"), {"words": "I sing in Lomé."})
    door = Browser()
    door.sign_in("Grey Wren")
    code = door.get(reverse("account_home")).context["account"].member_code
    assert "I sing" not in door.get(reverse("account_cards")).content.decode()
    heron.post(reverse("account_show_card"), {"code": code})
    assert "I sing in Lomé." in door.get(reverse("account_cards")).content.decode()
    shown = CardShown.objects.get()
    door.post(reverse("account_take_card_back", args=[shown.pk]))
    assert CardShown.objects.exists()
    heron.post(reverse("account_take_card_back", args=[shown.pk]))
    assert "I sing" not in door.get(reverse("account_cards")).content.decode()
    assert "I sing" not in whole_database()


def test_a_code_that_is_nobodys_or_her_own_shows_no_card(heron: Browser, member: Person) -> None:
    write_card(person=member, words="Here I am")
    for code in ("AAAA-AAAA-AAAA", code_for(member.pk, purpose="member"), code_for(9999, purpose="member")):
        assert "This is nobody" in heron.post(reverse("account_show_card"), {"code": code}).content.decode()
    assert not CardShown.objects.exists()


def test_cards_shown_to_her_ask_the_database_as_often_for_three_as_for_one(
    heron: Browser, member: Person, django_assert_num_queries: object
) -> None:
    code = code_for(member.pk, purpose="member")
    heron.get(reverse("account_cards"))
    for count in range(1, 4):
        other = cast.member(f"Member {count}")
        write_card(person=other, words=f"Card {count}")
        show_card(person=other, code=code)
        if count in {1, 3}:
            with django_assert_num_queries(7):  # type: ignore[operator]  # pytest-django's
                assert f"Card {count}" in heron.get(reverse("account_cards")).content.decode()


def test_new_recovery_words_need_the_passphrase(heron: Browser, member: Person) -> None:
    assert heron.post(reverse("account_phrase"), {"passphrase": "wrong"}).status_code == 422
    page = heron.post(reverse("account_phrase"), {"passphrase": cast.PASSWORD})
    assert len(page.context["words"]) == 12


@pytest.mark.parametrize(
    "name",
    ["home", "me", "address", "sessions", "cards", "card", "invite", "vouch", "phrase", "leave", "export",
     "delete", "deletion_code", "appeal"],
)  # fmt: skip
def test_a_visitor_cannot_open_an_account(browser: Browser, db: None, name: str) -> None:
    answer = browser.get(reverse(f"account_{name}"))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(
    "name",
    ["home", "me", "address", "sessions", "cards", "card", "invite", "vouch", "phrase", "leave", "delete",
     "deletion_code", "appeal"],
)  # fmt: skip
def test_the_pages_of_the_account_are_readable_and_kept_by_no_browser(
    heron: Browser, member: Person, name: str
) -> None:
    from tests.people.test_pages import check

    answer = heron.get(reverse(f"account_{name}"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    check(answer.content.decode())


def test_someone_without_a_membership_has_nothing_to_renew(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    page = browser.post(reverse("account_stay"), follow=True)
    assert "nothing to decide" in page.content.decode()
    assert not Membership.objects.exists()


def test_staff_see_their_account_and_nothing_that_is_for_members(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    page = browser.get(reverse("account_home")).content.decode()
    assert "lucia" in page
    assert reverse("account_delete") not in page
    assert browser.get(reverse("account_invite")).status_code == 403
