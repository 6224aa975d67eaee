"""How a woman comes in, and what is kept of it."""

import datetime

import pytest

from tests import cast
from whrin.people.actions import invite, join_by_invitation, make_member, vouch
from whrin.people.actions.joining import (
    CannotVouch,
    ChooseAnotherName,
    InvitationNotGood,
    TooManyInvitations,
    valid_until,
)
from whrin.people.choosing_names import is_to_be_had, name_in_offer, offered_names, sign_offer
from whrin.people.codes import code_for, number_in
from whrin.people.models import Application, Invitation, Membership, Person, RecoveryPhrase, Vouch
from whrin.people.names import name_of
from whrin.people.phrases import canonical_phrase, new_phrase
from whrin.people.rules import is_active_member


def test_three_names_are_offered_and_all_are_free(db: None) -> None:
    names = offered_names()
    assert len(set(names)) == 3
    assert all(is_to_be_had(name, was_offered=True) for name in names)


@pytest.mark.parametrize(
    "name", ["+30 694 123 4567", "rosa1234567", "rosa@example.org", "www.rosa.example", "~rosa", "R", "12345"]
)
def test_a_name_that_leads_to_her_is_refused(db: None, name: str) -> None:
    assert not is_to_be_had(name)


@pytest.mark.parametrize("taken", ["Blue Heron", "blue heron", " BLUE HERON ", "Ｂlue Heron"])
def test_a_taken_name_gets_the_answer_of_any_refused_one(member: Person, taken: str) -> None:
    with pytest.raises(ChooseAnotherName) as refused:
        make_member(name=taken.strip(), passphrase=cast.PASSWORD)
    with pytest.raises(ChooseAnotherName) as silly:
        make_member(name="rosa@example.org", passphrase=cast.PASSWORD)
    assert str(refused.value) == str(silly.value)
    assert Person.objects.count() == 1


def test_a_name_of_the_staff_is_taken_too(editor: Person) -> None:
    assert not is_to_be_had("Lucia")


def test_a_refusal_proves_nothing_for_free_names_are_refused_as_well(db: None) -> None:
    free = [f"Woman of letters {chr(97 + number)}" for number in range(26)] * 2
    free += [f"{name} too" for name in free]
    refused = [name for name in set(free) if not is_to_be_had(name)]
    assert 0 < len(refused) < len(set(free)) / 2
    assert not is_to_be_had(refused[0])


def test_a_name_like_those_offered_is_refused_by_lot_too_when_it_was_typed(db: None) -> None:
    like_ours = [f"Blue Heron {number}" for number in range(10, 100)]
    refused = [name for name in like_ours if not is_to_be_had(name)]
    assert 0 < len(refused) < len(like_ours) / 2
    assert is_to_be_had(refused[0], was_offered=True)


def test_an_offer_that_we_did_not_make_is_none(db: None) -> None:
    assert name_in_offer(sign_offer("Blue Heron 27")) == "Blue Heron 27"
    assert name_in_offer(sign_offer("Blue Heron 27").replace("27", "28")) == ""
    assert name_in_offer("Blue Heron 27") == ""


def test_a_recovery_phrase_is_read_back_however_it_is_typed() -> None:
    for language in ("en", "es", "fr", "pt", "ru", "ar", "id"):
        phrase = new_phrase(language)
        assert len(phrase.split()) == 12
        numbered = ", ".join(f"{at}. {word.upper()}" for at, word in enumerate(phrase.split(), 1))
        assert canonical_phrase(numbered) == canonical_phrase(phrase)


def test_the_phrase_is_kept_as_a_fingerprint_only(db: None) -> None:
    person, phrase = make_member(name="Quiet Fern 31", passphrase=cast.PASSWORD)
    row = RecoveryPhrase.objects.values().get(person=person)
    assert not set(phrase.split()) & set(str(row).split())
    assert name_of(person) == "Quiet Fern 31"


def test_a_short_code_stands_for_one_number_and_one_purpose() -> None:
    for number in (0, 1, 77, 2**30 - 1):
        code = code_for(number, purpose="a")
        assert number_in(code.lower().replace("-", " "), purpose="a") == number
        assert number_in(code, purpose="b") is None
    assert number_in("AAAA-AAAA-AAAA", purpose="a") is None
    assert number_in("", purpose="a") is None


@pytest.mark.parametrize(
    ("joined", "until"),
    [
        (datetime.date(2026, 11, 22), datetime.date(2027, 12, 31)),
        (datetime.date(2026, 10, 1), datetime.date(2027, 12, 31)),
        (datetime.date(2026, 1, 31), datetime.date(2027, 3, 31)),
    ],
)
def test_the_date_of_renewal_does_not_tell_the_day_she_joined(
    joined: datetime.date, until: datetime.date
) -> None:
    assert valid_until(joined) == until


def test_an_invited_woman_is_a_member_at_once_and_the_code_is_used_up(member: Person) -> None:
    code = invite(by=member, kind=Membership.Kind.ALLY)
    person, _phrase = join_by_invitation(
        code=code.lower(), name="Quiet Fern 31", passphrase=cast.PASSWORD, language="es", was_offered=True
    )
    assert is_active_member(person)
    assert person.membership.kind == Membership.Kind.ALLY
    with pytest.raises(InvitationNotGood):
        join_by_invitation(code=code, name="Still Owl 31", passphrase=cast.PASSWORD, language="es")
    assert Person.objects.count() == 2


def test_a_refused_name_leaves_the_invitation_good(member: Person) -> None:
    code = invite(by=member)
    with pytest.raises(ChooseAnotherName):
        join_by_invitation(code=code, name="Blue Heron", passphrase=cast.PASSWORD, language="en")
    assert Invitation.objects.count() == 1


def test_an_invitation_goes_out_of_date(member: Person) -> None:
    code = invite(by=member)
    Invitation.objects.update(expires_on=datetime.date(2020, 1, 1))
    with pytest.raises(InvitationNotGood):
        join_by_invitation(
            code=code, name="Quiet Fern 31", passphrase=cast.PASSWORD, language="en", was_offered=True
        )


def test_a_member_cannot_paper_the_town_with_invitations(member: Person) -> None:
    for _guest in range(10):
        invite(by=member)
    with pytest.raises(TooManyInvitations):
        invite(by=member)
    assert member.invitations.count() == 10


def test_a_woman_who_applies_has_an_account_but_does_not_belong_yet(db: None) -> None:
    person = cast.applicant()
    assert not is_active_member(person)
    assert "why" not in Application.objects.get().sealed_words


def test_a_member_vouches_once_and_the_applicant_cannot_for_herself(member: Person) -> None:
    person = cast.applicant()
    code = code_for(person.application.pk, purpose="application")
    vouch(code=code, by=member)
    vouch(code=code, by=member)
    with pytest.raises(CannotVouch):
        vouch(code=code, by=person)
    with pytest.raises(CannotVouch):
        vouch(code="AAAA-AAAA-AAAA", by=member)
    assert Vouch.objects.count() == 1
