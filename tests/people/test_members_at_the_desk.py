"""Who answers members, and what they get to see."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests import cast
from tests.people.test_sessions import whole_database
from whrin.people.actions import appeal, forget_answered, lapse_memberships, suspend
from whrin.people.codes import code_for
from whrin.people.models import Appeal, Application, Invitation, Membership, Person
from whrin.people.queries import account_of
from whrin.people.rules import is_active_member

DESK = "/desk/members/"
SignIn = type[cast.SignedIn]


@pytest.fixture
def applicant(db: None) -> Person:
    """Quiet Fern has applied."""
    return cast.applicant(words="Canary words", kind="ally", language="es")


@pytest.fixture
def suspended(member: Person, moderator: Person) -> Person:
    """Blue Heron is suspended by Nino, and has appealed."""
    suspend(membership=member.membership, reason="Canary reason", by=moderator)
    appeal(person=member, words="Canary appeal")
    return member


def test_a_moderator_reads_an_application_and_accepts_it(
    sign_in: SignIn, moderator: Person, member: Person, applicant: Person
) -> None:
    door = sign_in(member)
    door.post(reverse("account_vouch"), {"code": code_for(applicant.application.pk, purpose="application")})
    desk = sign_in(moderator)
    assert "1 member vouches" in desk.get(DESK).content.decode()
    address = f"{DESK}application/{applicant.application.pk}/"
    page = desk.get(address).content.decode()
    assert "Canary words" in page
    assert "Spanish" in page
    assert "Heron" not in page
    assert desk.post(address, {"accept": "yes", "answer": "Bienvenida"}).status_code == 302
    assert is_active_member(applicant)
    assert account_of(applicant).answer == "Bienvenida"
    assert "Bienvenida" not in whole_database()


def test_nobody_is_refused_without_a_reason(sign_in: SignIn, moderator: Person, applicant: Person) -> None:
    address = f"{DESK}application/{applicant.application.pk}/"
    desk = sign_in(moderator)
    assert "Write the reason" in desk.post(address, {"refuse": "yes", "answer": " "}).content.decode()
    assert Membership.objects.get(person=applicant).state == Membership.State.APPLIED
    desk.post(address, {"refuse": "yes", "answer": "Not now"})
    assert Membership.objects.get(person=applicant).state == Membership.State.REFUSED
    assert account_of(applicant).answer == "Not now"


def test_an_answer_stands_against_a_second_one(sign_in: SignIn, moderator: Person, applicant: Person) -> None:
    address = f"{DESK}application/{applicant.application.pk}/"
    sign_in(moderator).post(address, {"accept": "yes"})
    assert sign_in(moderator).post(address, {"refuse": "yes", "answer": "No"}, follow=True).status_code == 404
    assert is_active_member(applicant)


@pytest.mark.parametrize("path", ["", "application/{}/", "appeal/{}/"])
def test_an_editor_and_a_member_read_nothing_of_it(
    sign_in: SignIn, editor: Person, other_member: Person, applicant: Person, suspended: Person, path: str
) -> None:
    pk = Application.objects.get().pk if "application" in path else Appeal.objects.get().pk
    for person in (editor, other_member):
        answer = sign_in(person).get(DESK + path.format(pk), follow=True)
        assert "Canary" not in answer.content.decode()
        assert "Quiet Fern" not in answer.content.decode()


def test_a_moderator_suspends_by_name_and_never_sees_a_list(
    sign_in: SignIn, moderator: Person, member: Person, other_member: Person
) -> None:
    desk = sign_in(moderator)
    assert "Heron" not in desk.get(DESK).content.decode()
    page = desk.post(DESK, {"name": "Nobody", "reason": "Why"}).content.decode()
    assert "No active member has this name." in page
    desk.post(DESK, {"name": "blue heron", "reason": "Canary reason"})
    assert not is_active_member(member)
    assert is_active_member(other_member)
    assert account_of(member).reason == "Canary reason"


def test_who_suspended_a_member_does_not_answer_her_appeal(
    sign_in: SignIn, moderator: Person, suspended: Person
) -> None:
    address = f"{DESK}appeal/{Appeal.objects.get().pk}/"
    desk = sign_in(moderator)
    assert "somebody else answers" in desk.get(address).content.decode()
    desk.post(address, {"accept": "yes", "answer": "Fine"})
    assert not is_active_member(suspended)


def test_another_person_lifts_a_suspension(sign_in: SignIn, coordinator: Person, suspended: Person) -> None:
    address = f"{DESK}appeal/{Appeal.objects.get().pk}/"
    desk = sign_in(coordinator)
    page = desk.get(address).content.decode()
    assert "Canary reason" in page
    assert "Canary appeal" in page
    desk.post(address, {"accept": "yes", "answer": "Welcome back"})
    assert is_active_member(suspended)
    assert account_of(suspended).answer == "Welcome back"
    assert account_of(suspended).reason == ""


def test_members_are_not_among_the_users_of_the_desk(
    sign_in: SignIn, coordinator: Person, editor: Person, member: Person
) -> None:
    desk = sign_in(coordinator)
    page = desk.get("/desk/users/").content.decode()
    assert "lucia" in page
    assert "~" + member.username[1:] not in page
    for step in ("edit", "delete", "history"):
        assert desk.get(f"/desk/users/{step}/{member.pk}/", follow=True).status_code == 404
    assert desk.post(f"/desk/users/delete/{member.pk}/", follow=True).status_code == 404
    assert Person.objects.filter(pk=member.pk).exists()


def test_staff_cannot_be_made_under_a_members_name(
    sign_in: SignIn, coordinator: Person, member: Person
) -> None:
    Person.objects.filter(pk=member.pk).update(username=_stand_in("heron"))
    sent = {"username": "Heron", "password1": cast.PASSWORD, "password2": cast.PASSWORD}
    page = sign_in(coordinator).post("/desk/users/new/", sent)
    assert "Choose another name." in page.content.decode()
    assert not Person.objects.filter(username="Heron").exists()


def _stand_in(name: str) -> str:
    from whrin.people.marks import stand_in_for

    return stand_in_for(name)


def test_a_membership_lapses_sixty_days_after_its_date(member: Person, other_member: Person) -> None:
    Membership.objects.filter(person=member).update(valid_until=datetime.date(2026, 9, 30))
    with time_machine.travel(datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)):
        assert lapse_memberships() == 0
    with time_machine.travel(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)):
        assert lapse_memberships() == 1
    assert not is_active_member(member)
    assert is_active_member(other_member)


def test_what_was_answered_is_forgotten_thirty_days_later(applicant: Person, suspended: Person) -> None:
    long_ago = datetime.date(2020, 1, 1)
    Invitation.objects.create(fingerprint="x", made_by=suspended, expires_on=long_ago)
    forget_answered()
    assert (Application.objects.count(), Appeal.objects.count()) == (1, 1)
    assert not Invitation.objects.exists()
    Application.objects.update(answered_on=long_ago)
    Appeal.objects.update(answered_on=long_ago)
    forget_answered()
    assert not Application.objects.exists()
    assert Appeal.objects.get().sealed_words == ""
    assert account_of(suspended).may_appeal


def test_the_list_at_the_desk_asks_the_database_as_often_for_three_as_for_one(
    sign_in: SignIn, moderator: Person, django_assert_num_queries: object
) -> None:
    desk = sign_in(moderator)
    desk.get(DESK)
    for count in range(1, 4):
        cast.applicant(f"Quiet Fern 3{count}")
        if count in {1, 3}:
            with django_assert_num_queries(14):  # type: ignore[operator]  # pytest-django's
                desk.get(DESK)
