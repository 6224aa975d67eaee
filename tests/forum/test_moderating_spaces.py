"""Freezing, slowing and silencing; two moderators who see a name; the log."""

import datetime

import pytest

from tests import cast
from tests.forum import making
from whrin.forum import moderating, moderating_names, moderating_spaces
from whrin.forum.actions import Silenced, SpaceFrozen, write_post
from whrin.forum.models import Claim, Entry, NameRequest, Participant, Post, Report, Space
from whrin.forum.models.moderation import LogOnlyGrows
from whrin.forum.moderating import DoneAlready, NoReason, NotYours
from whrin.forum.moderation_chores import forget_what_moderators_knew
from whrin.forum.moderation_log import figures_of, write
from whrin.kit.days import today

pytestmark = pytest.mark.django_db


def verbs(space: Space) -> list[str]:
    return list(Entry.objects.filter(space=space).order_by("pk").values_list("verb", flat=True))


def test_a_frozen_space_lets_moderators_alone_write(
    space: Space, participant: Participant, nino: Participant
) -> None:
    moderating_spaces.freeze_space(by=nino, is_frozen=True)
    moderating_spaces.freeze_space(by=nino, is_frozen=True)
    participant.space.refresh_from_db()
    with pytest.raises(SpaceFrozen):
        making.post(participant)
    assert making.post(nino).state == "published"
    moderating_spaces.freeze_space(by=nino, is_frozen=False)
    participant.space.refresh_from_db()
    assert making.post(participant).state == "published"
    assert verbs(space) == ["freeze", "thaw"]


def test_a_frozen_thread_leaves_others_open(
    space: Space, participant: Participant, nino: Participant
) -> None:
    thread = making.post(participant).thread
    moderating_spaces.freeze_thread(by=nino, thread=thread, is_frozen=True)
    thread.refresh_from_db()
    with pytest.raises(SpaceFrozen):
        write_post(by=participant, thread=thread, body="And then?")
    assert making.post(participant).state == "published"
    assert verbs(space) == ["freeze"]


def test_slow_mode_takes_a_known_time(space: Space, nino: Participant) -> None:
    moderating_spaces.slow_down(by=nino, minutes=15)
    with pytest.raises(ValueError, match="7"):
        moderating_spaces.slow_down(by=nino, minutes=7)
    space.refresh_from_db()
    assert (space.slow_minutes, verbs(space)) == (15, ["slow"])


def test_a_silenced_participant_reads_and_does_not_write(
    space: Space, participant: Participant, nino: Participant
) -> None:
    moderating_spaces.silence(by=nino, participant=participant, is_silenced=True)
    with pytest.raises(Silenced):
        making.post(participant)
    moderating_spaces.silence(by=nino, participant=participant, is_silenced=False)
    assert making.post(participant).state == "published"
    assert verbs(space) == ["silence", "unsilence"]


def test_a_moderator_does_not_silence_another(space: Space, nino: Participant, tamar: Participant) -> None:
    with pytest.raises(NotYours):
        moderating_spaces.silence(by=nino, participant=tamar, is_silenced=True)
    tamar.refresh_from_db()
    assert not tamar.is_silenced


def test_others_can_do_nothing_to_a_space(
    space: Space, participant: Participant, other_participant: Participant
) -> None:
    thread = making.post(participant).thread
    elsewhere = making.moderator(cast.member("Elene"), making.space("The well"))
    for by in (participant, elsewhere):
        with pytest.raises(NotYours):
            moderating_spaces.freeze_thread(by=by, thread=thread, is_frozen=True)
        with pytest.raises(NotYours):
            moderating_spaces.silence(by=by, participant=other_participant, is_silenced=True)
        with pytest.raises(NotYours):
            moderating_names.ask_name(by=by, participant=other_participant, reason="I wonder.")
    for act in (
        lambda: moderating_spaces.freeze_space(by=participant, is_frozen=True),
        lambda: moderating_spaces.slow_down(by=participant, minutes=5),
    ):
        with pytest.raises(NotYours):
            act()
    space.refresh_from_db()
    assert (space.is_frozen, space.slow_minutes) == (False, 0)
    assert not Entry.objects.exists()


def test_two_moderators_together_see_a_name_once(space: Space, nino: Participant, tamar: Participant) -> None:
    person = cast.member("Elene", email="elene@example.org")
    found = making.participant(person, space, "Red Clover")
    with pytest.raises(NoReason):
        moderating_names.ask_name(by=nino, participant=found, reason=" ")
    request = moderating_names.ask_name(by=nino, participant=found, reason="Her life is in danger.")
    assert moderating_names.ask_name(by=nino, participant=found, reason="Again.") == request
    assert "danger" not in request.sealed_reason
    for by in (nino, tamar):
        with pytest.raises(NotYours):
            moderating_names.see_name(by=by, request=request)
    with pytest.raises(NotYours):
        moderating_names.agree_to_name(by=nino, request=request)
    moderating_names.agree_to_name(by=tamar, request=request)
    with pytest.raises(DoneAlready):
        moderating_names.agree_to_name(by=tamar, request=request)
    with pytest.raises(NotYours):
        moderating_names.see_name(by=tamar, request=request)
    assert moderating_names.see_name(by=nino, request=request) == "elene@example.org"
    with pytest.raises(DoneAlready):
        moderating_names.see_name(by=nino, request=request)
    assert verbs(space) == ["ask-name", "see-name"]


def test_who_gave_no_address_is_known_by_her_account(
    space: Space, participant: Participant, nino: Participant, tamar: Participant
) -> None:
    request = moderating_names.ask_name(by=nino, participant=participant, reason="A threat.")
    moderating_names.agree_to_name(by=tamar, request=request)
    assert moderating_names.see_name(by=nino, request=request) == "Blue Heron"


def test_the_word_of_one_who_moderates_no_more_does_not_count(
    space: Space, participant: Participant, nino: Participant, tamar: Participant
) -> None:
    request = moderating_names.ask_name(by=nino, participant=participant, reason="A threat.")
    moderating_names.agree_to_name(by=tamar, request=request)
    Participant.objects.filter(pk=tamar.pk).update(role=Participant.Role.MEMBER)
    with pytest.raises(NotYours):
        moderating_names.see_name(by=nino, request=request)
    assert NameRequest.objects.exists()


def test_she_who_is_asked_about_does_not_agree(space: Space, nino: Participant, tamar: Participant) -> None:
    request = moderating_names.ask_name(by=nino, participant=tamar, reason="A threat.")
    with pytest.raises(NotYours):
        moderating_names.agree_to_name(by=tamar, request=request)
    request.refresh_from_db()
    assert request.agreed_by is None


def test_the_log_only_grows(space: Space, nino: Participant) -> None:
    write(by=nino, verb=Entry.Verb.FREEZE)
    line = Entry.objects.get()
    line.verb = Entry.Verb.THAW
    for change in (
        line.save,
        line.delete,
        Entry.objects.all().delete,
        Entry.objects.filter(space=space).delete,
        lambda: Entry.objects.update(verb="thaw"),
        lambda: space.log.all().delete(),
    ):
        with pytest.raises(LogOnlyGrows):
            change()
    assert verbs(space) == ["freeze"]


def test_the_log_goes_with_its_space(space: Space, nino: Participant) -> None:
    write(by=nino, verb=Entry.Verb.FREEZE)
    space.delete()
    assert not Entry.objects.exists()


def test_figures_count_by_quarter(space: Space, nino: Participant) -> None:
    for day, verb in (("2026-03-31", "pass"), ("2026-04-01", "pass"), ("2026-05-02", "remove")):
        Entry.objects.create(space=space, by=nino.uid, verb=verb, day=day)
    figures = figures_of(space)
    assert list(figures.verbs) == [str(Entry.Verb.PASS.label), str(Entry.Verb.REMOVE.label)]
    found = [(quarter.year, quarter.number, list(quarter.counts)) for quarter in figures.quarters]
    assert found == [(2026, 2, [1, 1]), (2026, 1, [1, 0])]
    assert figures.since == datetime.date(2026, 3, 31)


def test_what_is_old_is_forgotten(
    space: Space, participant: Participant, other_participant: Participant, nino: Participant
) -> None:
    def ago(days: int) -> datetime.date:
        return today() - datetime.timedelta(days=days)

    kept, gone, asked = (making.post(participant, title=word) for word in ("a", "b", "c"))
    reported = moderating.report_post(by=other_participant, post=kept, category="spam")
    for post in (gone, asked):
        moderating.remove_post(by=nino, post=post, reason="No.")
    asked.refresh_from_db()
    moderating.appeal(by=participant, post=asked, words="Why?")
    request = moderating_names.ask_name(by=nino, participant=participant, reason="A threat.")
    moderating.claim(by=nino, post=kept)
    forget_what_moderators_knew()
    assert Post.objects.count() == 3
    assert Claim.objects.exists()

    super(type(Entry.objects.all()), Entry.objects.all()).update(day=ago(31))
    Entry.objects.create(space=space, by=nino.uid, verb="freeze", day=ago(731))
    Claim.objects.update(day=ago(2))
    NameRequest.objects.filter(pk=request.pk).update(day=ago(30))
    Report.objects.filter(pk=reported.pk).update(closed_on=ago(365), state="dismissed")
    forget_what_moderators_knew()
    assert set(Post.objects.values_list("pk", flat=True)) == {kept.pk, asked.pk}
    for model in (Claim, NameRequest, Report):
        assert not model.objects.exists()
    assert "freeze" not in verbs(space)
    forget_what_moderators_knew()
    assert Post.objects.count() == 2
