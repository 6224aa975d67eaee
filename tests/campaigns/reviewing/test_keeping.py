"""Reminders go once; what was said of a paper goes with whoever said it, and 90 days after publication."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from tests import cast
from tests.campaigns import making
from tests.cast import SignedIn
from tests.forum.mail import letters_to
from whrin.campaigns.actions.duties import add_duty, finish_duty, remind
from whrin.campaigns.actions.remarks import make_remark
from whrin.campaigns.actions.signing_off import send_to_review, sign_off
from whrin.campaigns.enums import Role, State, Verdict
from whrin.campaigns.models import Duty, Edition, Paper, Remark, Seat, SignOff
from whrin.campaigns.reviewing.own import export, forget_review
from whrin.kit.days import today
from whrin.mailing.models import Outgoing
from whrin.people.actions import delete_account
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(member: Person) -> Paper:
    return making.paper(member)


@pytest.fixture
def wren(paper: Paper) -> Person:
    return making.seat(paper, cast.member("Grey Wren", email="wren@wren.example"))


def _in(days: int) -> datetime.date:
    return today() + datetime.timedelta(days=days)


def _reminded(wren: Person, *, after: int) -> int:
    with time_machine.travel(timezone.now() + datetime.timedelta(days=after)):
        remind()
        remind()
        return len(letters_to(wren))


def test_she_is_reminded_a_week_and_a_day_before_once_each(
    paper: Paper, wren: Person, member: Person
) -> None:
    add_duty(paper=paper, what="Count the cells", by=member, person=wren, due=_in(20))
    assert [_reminded(wren, after=days) for days in (0, 12, 13, 14, 18, 19, 20, 21)] == [
        0,
        0,
        1,
        0,
        0,
        1,
        0,
        0,
    ]


def test_a_reminder_says_nothing_and_none_goes_for_what_is_done(
    paper: Paper, wren: Person, member: Person
) -> None:
    duty = add_duty(paper=paper, what="Count the cells", by=member, person=wren, due=_in(9))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        remind()
        [arrived] = letters_to(wren)
    assert "Count" not in str(arrived)
    assert arrived["Subject"] == "Something waits for you"
    finish_duty(duty=duty, by=wren)
    assert _reminded(wren, after=8) == 0


def test_who_is_asked_in_the_last_days_is_not_reminded_at_once(
    paper: Paper, wren: Person, member: Person
) -> None:
    add_duty(paper=paper, what="Count the cells", by=member, person=wren, due=_in(3))
    assert [_reminded(wren, after=days) for days in (0, 1, 2)] == [0, 0, 1]


def test_what_was_said_is_forgotten_ninety_days_after_publication(
    paper: Paper, wren: Person, member: Person
) -> None:
    make_remark(paper=paper, by=wren, text="Hm.", language="en")
    sign_off(version=send_to_review(paper=paper, by=member), verdict=Verdict.AGREE, by=wren)
    Paper.objects.update(state=State.PUBLISHED, slug="care", published_on=_in(-89))
    assert forget_review() == 0
    Paper.objects.update(published_on=_in(-90))
    assert forget_review() == 2
    assert not Remark.objects.exists()
    assert not SignOff.objects.exists()


def test_what_a_correction_is_agreed_on_with_stays_while_it_is_needed(
    paper: Paper, wren: Person, member: Person
) -> None:
    Paper.objects.update(slug="care", published_on=_in(-200))
    version = send_to_review(paper=paper, by=member)
    sign_off(version=version, verdict=Verdict.AGREE, by=wren)
    assert forget_review() == 0
    Paper.objects.update(state=State.PUBLISHED)
    Edition.objects.create(paper=paper, number=1, version=version)
    assert forget_review() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=90)):
        assert forget_review() == 1
    assert not SignOff.objects.exists()


def test_who_goes_takes_her_words_along_and_leaves_those_of_others_and_the_paper(
    paper: Paper, wren: Person, member: Person
) -> None:
    making.seat(paper, wren, Role.WRITER)
    said = make_remark(paper=paper, by=member, text="Well?", language="en")
    make_remark(paper=paper, by=wren, text="Well.", language="en", answers=said)
    add_duty(paper=paper, what="Count the cells", by=wren, person=member)
    sealed = export(member)
    assert sealed["remarks"] == [{"day": str(today()), "text": "Well?", "proposed": ""}]
    delete_account(person=member, keeps_words=False)
    kept = Remark.objects.get()
    assert (kept.person, kept.answers) == (wren, None)
    assert Seat.objects.get(role=Role.HOLDER).person == wren
    assert Duty.objects.get().person is None
    assert SignedIn(wren).get(f"/en/write/{paper.pk}/remarks/").status_code == 200


def test_who_published_for_all_gives_a_paper_without_holder_another_one(
    paper: Paper, member: Person, coordinator: Person
) -> None:
    browser, path = SignedIn(coordinator), f"/en/write/{paper.pk}/people/"
    cast.member("Grey Wren")
    assert browser.post(path, {"name": "Grey Wren", "role": "writer"}).status_code == 404
    delete_account(person=member, keeps_words=False)
    browser.post(path, {"name": "Grey Wren", "role": "holder"})
    assert Seat.objects.get().role == Role.HOLDER
    assert not Outgoing.objects.exists()
