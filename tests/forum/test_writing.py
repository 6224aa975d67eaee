"""Saying something: posts, newcomers, changes, taking back."""

import pytest

from tests import cast
from tests.forum import making
from whrin.forum.actions import (
    NothingSaid,
    Silenced,
    SpaceFrozen,
    TooLong,
    TooSoon,
    edit_post,
    withdraw_post,
    write_post,
)
from whrin.forum.hooks import _after_publishing, register_after_publishing
from whrin.forum.models import Draft, Mention, Participant, Post, Space, Thread
from whrin.forum.quoting import quote_of
from whrin.forum.sealing import name_in, read_post, title_of


def test_a_participant_begins_a_thread_and_is_answered(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant)
    answer = making.post(other_participant, "Mine, too.", thread=post.thread, answers=post)
    assert (post.number, answer.number, answer.answers) == (1, 2, post)
    thread = Thread.objects.get()
    assert (title_of(thread), thread.posts_published, thread.last) == ("Harvest", 2, answer.pk)
    assert read_post(Post.objects.get(pk=answer.pk)).body == "Mine, too."
    assert name_in(Participant.objects.get(pk=other_participant.pk)) == "Red Clover"


def test_no_column_holds_her_words_or_her_name(participant: Participant) -> None:
    making.post(participant, "canary words", "canary title", note="canary note", trimmed="canary quote")
    rows = [*Post.objects.values(), *Thread.objects.values(), *Participant.objects.values()]
    assert "canary" not in str(rows)
    assert "Mint" not in str(rows)


def test_a_newcomer_waits_until_enough_of_her_posts_have_passed(participant: Participant) -> None:
    participant.space.held_first = 1
    post = making.post(participant)
    assert (post.state, post.thread.posts_published) == (Post.State.HELD, 0)


def test_the_same_form_sent_twice_is_one_post(participant: Participant) -> None:
    first = making.post(participant, uid="a" * 26)
    second = making.post(participant, uid="a" * 26)
    assert first == second
    assert Post.objects.count() == Thread.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "refusal"), [("", NothingSaid), (" \u200b ", NothingSaid), ("a" * 20_001, TooLong)]
)
def test_a_participant_cannot_post_nothing_or_too_much(
    participant: Participant, words: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        making.post(participant, words)
    assert not Post.objects.exists()
    assert not Thread.objects.exists()


def test_nobody_writes_in_what_is_frozen_but_a_moderator(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant)
    participant.space.is_frozen = other_participant.space.is_frozen = True
    with pytest.raises(SpaceFrozen):
        making.post(participant, thread=post.thread)
    other_participant.role = Participant.Role.MODERATOR
    making.post(other_participant, "We pause here.", thread=post.thread)
    assert Post.objects.count() == 2


def test_a_silenced_or_suspended_participant_cannot_write(participant: Participant) -> None:
    participant.is_silenced = True
    with pytest.raises(Silenced):
        making.post(participant)
    participant.is_silenced = False
    membership = participant.person.membership
    membership.state = membership.State.SUSPENDED
    membership.save()
    with pytest.raises(Silenced):
        making.post(participant)
    assert not Post.objects.exists()


def test_slow_mode_lets_one_post_pass(participant: Participant) -> None:
    participant.space.slow_minutes = 10
    making.post(participant)
    with pytest.raises(TooSoon):
        making.post(participant)
    assert Post.objects.count() == 1


def test_who_is_named_is_noted_and_let_go_again(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant, "What do you say, @red clover? And @Nobody, mint@example.org?")
    assert [mention.participant for mention in Mention.objects.all()] == [other_participant]
    edit_post(by=participant, post=post, body="Never mind.")
    assert not Mention.objects.exists()


def test_an_author_changes_her_words_and_others_cannot(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant)
    with pytest.raises(Silenced):
        edit_post(by=other_participant, post=post, body="Changed.")
    assert read_post(post).body == "The plums are ripe."
    edit_post(by=participant, post=post, body="The figs are ripe.")
    kept = Post.objects.get()
    assert (read_post(kept).body, kept.is_edited, kept.state) == ("The figs are ripe.", True, "published")


def test_a_newcomers_changed_post_waits_again(participant: Participant) -> None:
    post = making.post(participant)
    participant.space.held_first = 2
    edit_post(by=participant, post=post, body="Buy now.")
    assert (Post.objects.get().state, Thread.objects.get().posts_published) == (Post.State.HELD, 0)


def test_what_is_taken_back_is_gone_also_where_it_was_quoted(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant, "My secret.\nIt rains.")
    body = quote_of("My secret.\nIt rains.") + "I see.\n> Something else"
    answer = making.post(other_participant, body, thread=post.thread, answers=post, trimmed="> My secret.")
    withdraw_post(by=participant, post=post)
    assert [left.number for left in Post.objects.all()] == [2]
    words = read_post(Post.objects.get(pk=answer.pk))
    assert (words.body, words.trimmed) == ("> […]\n\nI see.\n> Something else", "")
    thread = Thread.objects.get()
    assert (title_of(thread), thread.author, thread.posts_published) == ("", None, 1)


def test_the_last_post_takes_its_thread_along(participant: Participant) -> None:
    withdraw_post(by=participant, post=making.post(participant))
    assert not Thread.objects.exists()


def test_a_sent_post_ends_its_draft_and_tells_who_wants_to_know(participant: Participant) -> None:
    told: list[Post] = []
    register_after_publishing(told.append)
    try:
        Draft.objects.create(by=participant, thread=None, sealed="x")
        post = making.post(participant)
        participant.space.held_first = 9
        making.post(participant, thread=post.thread)
    finally:
        _after_publishing.remove(told.append)
    assert told == [post]
    assert not Draft.objects.exists()


def test_only_a_space_for_visitors_makes_threads_public(participant: Participant, open_space: Space) -> None:
    assert not making.post(participant).thread.is_public
    assert making.post(making.participant(cast.member("Owl"), open_space)).thread.is_public


def test_a_post_of_another_thread_is_not_answered_here(participant: Participant) -> None:
    elsewhere, here = making.post(participant), making.post(participant)
    post = write_post(by=participant, thread=here.thread, body="Yes.", answers=elsewhere)
    assert post.answers is None
