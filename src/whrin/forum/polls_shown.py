"""A poll as a reader sees it: choices, or figures when it has closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whrin.ballots.counting import FEW, Result
from whrin.ballots.models import Ballot
from whrin.ballots.queries import ballots_about, result_of, stances_of
from whrin.forum.models import Participant, Poll, Post
from whrin.forum.polls import options_of, poll_of, subject_of
from whrin.forum.rules import is_moderator
from whrin.people.sealing import CannotOpenError


@dataclass(frozen=True)
class ShownOption:
    """An option. `count`: None for fewer than `ShownPoll.few`, and while no figures are shown. `percent` is
    the length of its bar, `rest` what is left of 100.
    """

    number: int
    text: str
    is_chosen: bool
    count: int | None
    percent: int
    rest: int


@dataclass(frozen=True)
class ShownPoll:
    """A poll, for one reader. `day`: the last on which it can be answered, or on which it closed; empty while
    its post waits. `voters`: how many answered, or at least so many when not `is_exact`; `has_figures` is
    False while it is open and when too few answered.
    """

    uid: str
    language: str
    options: Sequence[ShownOption]
    is_several: bool
    is_open: bool
    day: str
    is_answered: bool
    may_answer: bool
    may_close: bool
    has_figures: bool
    voters: int
    is_exact: bool
    few: int = FEW


def polls_in(place: Participant | None, posts: Sequence[Post]) -> Mapping[int, ShownPoll]:
    """Return the polls under these posts, by number of the row, for a reader who may see the posts.

    Their `poll`, `author__person` and `thread` must be at hand. Without a poll nothing is asked for.
    """
    polls = [poll for post in posts if (poll := poll_of(post)) is not None]
    if not polls:
        return {}
    ballots = ballots_about([subject_of(poll.post) for poll in polls])
    hers = stances_of(place.person, ballots.values()) if place is not None else {}
    shown: dict[int, ShownPoll] = {}
    for poll in polls:
        subject = subject_of(poll.post)
        made = _shown(place, poll, ballots.get(subject), hers.get(subject, []))
        if made is not None:
            shown[poll.post.pk] = made
    return shown


def shown_poll(place: Participant | None, post: Post) -> ShownPoll | None:
    """Return the poll under one post."""
    return polls_in(place, [post]).get(post.pk)


def _shown(
    place: Participant | None, poll: Poll, ballot: Ballot | None, chosen: Sequence[int]
) -> ShownPoll | None:
    try:
        texts = options_of(poll)
    except CannotOpenError:
        return None  # Its author deleted her key while we looked.
    post = poll.post
    is_open = ballot is not None and ballot.is_open
    result = (result_of(ballot) if ballot is not None else None) or Result()
    is_hers = place is not None and post.author_id == place.pk
    return ShownPoll(
        uid=post.uid,
        language=post.language,
        options=_options(texts, chosen, result),
        is_several=poll.is_several,
        is_open=is_open,
        day=(ballot.closed_on or ballot.closes).isoformat() if ballot is not None else "",
        is_answered=bool(chosen),
        may_answer=is_open and place is not None and post.state == Post.State.PUBLISHED,
        may_close=is_open and (is_hers or is_moderator(place)),
        has_figures=result.is_shown,
        voters=result.voters,
        is_exact=result.is_exact,
    )


def _options(texts: Sequence[str], chosen: Sequence[int], result: Result) -> list[ShownOption]:
    counts = result.counts or (None,) * len(texts)
    most = max((count or 0 for count in counts), default=0) or 1
    made = []
    for number, (text, count) in enumerate(zip(texts, counts, strict=True), start=1):
        percent = round((count or 0) * 100 / most)
        made.append(ShownOption(number, text, number in chosen, count, percent, 100 - percent))
    return made
