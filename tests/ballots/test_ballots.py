"""Answering in secret: once, changeable, counted at closing; then nothing but figures is left."""

import datetime
import json

import pytest
import time_machine
from django.core import serializers

from tests import cast
from tests.ballots.conftest import SUBJECT, Asking, ballot
from whrin.ballots.actions import (
    BallotOver,
    ChoiceUnfit,
    NotAsked,
    cast_stance,
    close_ballot,
    close_what_is_over,
    withdraw_stance,
)
from whrin.ballots.models import Ballot, Stance
from whrin.ballots.queries import result_of, stances_of
from whrin.kit.daily import hourly_chores
from whrin.kit.days import today
from whrin.people.actions.deletion import delete_account
from whrin.people.leaving import exports
from whrin.people.models import Person


def test_a_member_changes_her_answer_and_the_last_one_counts(asking: Asking) -> None:
    [heron], opened = asking.members(1), ballot()
    cast_stance(by=heron, subject=SUBJECT, choices=[1])
    cast_stance(by=heron, subject=SUBJECT, choices=[3])
    assert stances_of(heron, [opened]) == {SUBJECT: [3]}
    assert Stance.objects.count() == 1


def test_a_member_takes_her_answer_back(asking: Asking) -> None:
    [heron], opened = asking.members(1), ballot()
    cast_stance(by=heron, subject=SUBJECT, choices=[1])
    withdraw_stance(by=heron, subject=SUBJECT)
    assert stances_of(heron, [opened]) == {}


def test_nobody_else_than_those_who_are_asked_can_answer(asking: Asking) -> None:
    ballot()
    with pytest.raises(NotAsked):
        cast_stance(by=cast.member("Stranger"), subject=SUBJECT, choices=[1])
    assert not Stance.objects.exists()


def test_a_ballot_that_no_room_vouches_for_cannot_be_answered(member: Person) -> None:
    ballot()
    with pytest.raises(NotAsked):
        cast_stance(by=member, subject=SUBJECT, choices=[1])


@pytest.mark.parametrize("choices", [[], [0], [4], [1, 2]])
def test_what_is_no_option_is_refused(asking: Asking, choices: list[int]) -> None:
    [heron] = asking.members(1)
    ballot()
    with pytest.raises(ChoiceUnfit):
        cast_stance(by=heron, subject=SUBJECT, choices=choices)
    assert not Stance.objects.exists()


def test_figures_are_shown_at_closing_and_nothing_else_is_left(asking: Asking) -> None:
    members, opened = asking.members(8), ballot(Ballot.Kind.SEVERAL)
    for person in members:
        cast_stance(by=person, subject=SUBJECT, choices=[1, 2] if person in members[:4] else [2])
    assert result_of(opened) is None
    close_ballot(subject=SUBJECT)
    closed = Ballot.objects.get()
    result = result_of(closed)
    assert result is not None
    assert (result.counts, result.voters, result.is_exact) == ((4, 8, None), 8, False)
    assert not Stance.objects.exists()
    assert closed.wrapped_key == ""
    assert asking.closed == [SUBJECT]
    with pytest.raises(BallotOver):
        cast_stance(by=members[0], subject=SUBJECT, choices=[3])


def test_the_database_does_not_tell_who_chose_what_in_two_ballots(asking: Asking) -> None:
    [heron] = asking.members(1)
    first = ballot()
    cast_stance(by=heron, subject=SUBJECT, choices=[1])
    again = Stance.objects.get().voter
    Ballot.objects.filter(pk=first.pk).delete()
    ballot()
    cast_stance(by=heron, subject=SUBJECT, choices=[1])
    row = json.loads(serializers.serialize("json", Stance.objects.all()))[0]["fields"]
    assert row["voter"] != again
    assert set(row) == {"ballot", "voter", "choices"}


def test_a_ballot_closes_by_itself_after_its_last_day(asking: Asking) -> None:
    [heron], opened = asking.members(1), ballot(days=3)
    with time_machine.travel(datetime.datetime.combine(opened.closes, datetime.time(23), datetime.UTC)):
        assert close_what_is_over() == 0
        cast_stance(by=heron, subject=SUBJECT, choices=[1])
    after = opened.closes + datetime.timedelta(days=1)
    with time_machine.travel(datetime.datetime.combine(after, datetime.time(1), datetime.UTC)):
        with pytest.raises(BallotOver):
            cast_stance(by=heron, subject=SUBJECT, choices=[2])
        assert result_of(opened) is not None
        hourly_chores()["ballots"]()
        assert close_what_is_over() == 0
    assert Ballot.objects.get().closed_on == opened.closes
    assert not Stance.objects.exists()


def test_her_answer_goes_with_her_account_and_is_in_her_export_before(asking: Asking) -> None:
    heron, owl = asking.members(2)
    ballot(days=0)
    for person in (heron, owl):
        cast_stance(by=person, subject=SUBJECT, choices=[1])
    assert exports()["ballots"](heron) == [{"ballot": SUBJECT, "choices": [1]}]
    delete_account(person=heron, keeps_words=False)
    assert Stance.objects.count() == 1
    assert stances_of(owl, [Ballot.objects.get()]) == {SUBJECT: [1]}
    assert Ballot.objects.get().closes == today()


def test_figures_of_a_ballot_that_is_over_do_not_change_when_somebody_goes(asking: Asking) -> None:
    members, opened = asking.members(6), ballot(options=2)
    for number, person in enumerate(members):
        cast_stance(by=person, subject=SUBJECT, choices=[1 + number % 2])
    after = opened.closes + datetime.timedelta(days=1)
    with time_machine.travel(datetime.datetime.combine(after, datetime.time(0, 30), datetime.UTC)):
        before = result_of(opened)
        delete_account(person=members[0], keeps_words=False)
        assert result_of(Ballot.objects.get()) == before
    assert before is not None
    assert before.counts == (3, 3)
