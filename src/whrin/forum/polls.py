"""Polls under posts. Their words are sealed here as the post's are; answers are counted by `ballots`.

Steps of actions, not actions: call them inside one.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from whrin.ballots.actions import close_ballot, erase_stances, forget_ballot, open_ballot
from whrin.ballots.models import Ballot
from whrin.forum.models import Participant, Poll, Post
from whrin.forum.sealing import open_in_space, seal_in_space
from whrin.kit.days import today
from whrin.people.keys import open_for, seal_for
from whrin.people.sealing import CannotOpenError

#: What the subjects of our ballots begin with.
ASKS = "forum.poll"
#: For how many days a poll may be open.
DAYS = (3, 7, 14)


@dataclass(frozen=True)
class Wanted:
    """A poll as its author wants it. `options`: 2 to 8 texts, checked by a form."""

    options: tuple[str, ...]
    is_several: bool = False
    days: int = 7


def subject_of(post: Post) -> str:
    """Return what the ballot of a post is called."""
    return f"{ASKS}:{post.uid}"


def uid_in(subject: str) -> str:
    """Return the uid of the post that a ballot of ours stands under."""
    return subject.partition(":")[2]


def poll_of(post: Post) -> Poll | None:
    """Return the poll of a post. Lists bring it along: `select_related("poll")`."""
    poll: Poll | None = getattr(post, "poll", None)
    if poll is not None:
        poll.post = post
    return poll


def attach_poll(post: Post, wanted: Wanted) -> None:
    """Put a poll under a post. It opens with the post."""
    days = wanted.days if wanted.days in DAYS else DAYS[1]
    poll = Poll(post=post, is_several=wanted.is_several, days=days)
    poll.sealed = _sealed(post, wanted.options)
    poll.save()
    if post.state == Post.State.PUBLISHED:
        open_poll(post)


def open_poll(post: Post) -> None:
    """Let the poll of a post be answered, if it has one, from today on."""
    poll = Poll.objects.filter(post=post).first()
    if poll is None:
        return
    poll.post = post
    try:
        options = options_of(poll)
    except CannotOpenError:
        return  # Its author is deleting her account; the poll goes with it.
    open_ballot(
        subject=subject_of(post),
        kind=Ballot.Kind.SEVERAL if poll.is_several else Ballot.Kind.SINGLE,
        options=len(options),
        closes=today() + datetime.timedelta(days=poll.days),
    )


def close_poll_of(post: Post) -> None:
    """Count the poll of a post now."""
    close_ballot(subject=subject_of(post))


def drop_poll(post: Post) -> None:
    """Delete the poll of a post, and all answers."""
    Poll.objects.filter(post=post).delete()


def forget_ballot_of(poll: Poll) -> None:
    """Delete the ballot of a poll that is being deleted, whatever took it along."""
    forget_ballot(subject=subject_of(poll.post))


def forget_answers_of(by: Participant) -> None:
    """Delete what a participant answered in her space; she leaves it."""
    uids = Poll.objects.filter(post__thread__space=by.space).values_list("post__uid", flat=True)
    erase_stances(person=by.person, subjects=[f"{ASKS}:{uid}" for uid in uids])


def options_of(poll: Poll) -> Sequence[str]:
    """Return the texts of a poll's options, in order. Raises `CannotOpenError`."""
    post, label = poll.post, _label(poll.post)
    if post.author is None:
        opened = open_in_space(post.thread.space, poll.sealed, label=label)
    else:
        opened = open_for(post.author.person, poll.sealed, label=label)
    return [str(option) for option in json.loads(opened)]


def options_left(post: Post) -> Sequence[str]:
    """Return the texts of the options under a post; none without a poll, or when its author's key is gone."""
    poll = poll_of(post)
    try:
        return options_of(poll) if poll is not None else ()
    except CannotOpenError:
        return ()


def seal_poll_anew(poll: Poll, options: Sequence[str]) -> None:
    """Seal a poll under the key that its post is under now."""
    poll.sealed = _sealed(poll.post, options)
    poll.save(update_fields=["sealed"])


def _sealed(post: Post, options: Sequence[str]) -> str:
    text = json.dumps(list(options), ensure_ascii=False)
    if post.author is None:
        return seal_in_space(post.thread.space, text, label=_label(post))
    return seal_for(post.author.person, text, label=_label(post))


def _label(post: Post) -> str:
    return f"forum.Poll:{post.uid}"
