"""Polls: asking, answering, closing."""

from collections.abc import Collection

from django.db import transaction

from whrin.ballots.actions import cast_stance, withdraw_stance
from whrin.forum.actions.writing import Silenced, refuse_where_nobody_writes
from whrin.forum.models import Entry, Participant, Poll, Post
from whrin.forum.moderation_log import write
from whrin.forum.polls import Wanted, attach_poll, close_poll_of, subject_of
from whrin.forum.rules import is_moderator


@transaction.atomic
def add_poll(*, by: Participant, post: Post, wanted: Wanted) -> None:
    """Put a poll under one's own post. One that has a poll keeps it. Raises `CannotWrite`."""
    if post.author_id != by.pk or post.state not in {Post.State.HELD, Post.State.PUBLISHED}:
        raise Silenced
    refuse_where_nobody_writes(by, post.thread)
    Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if not Poll.objects.filter(post=post).exists():
        attach_poll(post, wanted)


@transaction.atomic
def answer_poll(*, by: Participant, post: Post, choices: Collection[int]) -> None:
    """Answer the poll under a post, in place of an earlier answer. `choices`: numbers of options, from 1.

    Raises `whrin.ballots.actions.CannotAnswer`.
    """
    cast_stance(by=by.person, subject=subject_of(post), choices=choices)


@transaction.atomic
def take_answer_back(*, by: Participant, post: Post) -> None:
    """Take back one's answer to the poll under a post. Raises `whrin.ballots.actions.BallotOver`."""
    withdraw_stance(by=by.person, subject=subject_of(post))


@transaction.atomic
def close_poll(*, by: Participant, post: Post) -> None:
    """Count the poll under a post now: its author may, and moderators. Raises `Silenced`."""
    if post.author_id != by.pk:
        if not is_moderator(by):
            raise Silenced
        write(by=by, verb=Entry.Verb.CLOSE_POLL, about=post.uid)
    close_poll_of(post)
