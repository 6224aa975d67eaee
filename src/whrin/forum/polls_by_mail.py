"""Polls by letter: the options in what goes out, an answer in what comes in.

An answer is the word “vote” in any language of the interface and numbers, and nothing else. What is not
certain is asked back, never guessed. What she chose is not repeated to her: others may read her mailbox.
"""

import re

from django.utils.translation import gettext as _

from whrin.ballots.actions import CannotAnswer, ChoiceUnfit
from whrin.ballots.models import Ballot
from whrin.ballots.queries import ballots_about
from whrin.forum.actions import answer_poll
from whrin.forum.models import Participant, Poll, Post
from whrin.forum.polls import options_of, poll_of, subject_of
from whrin.forum.queries import NotThere, post_for
from whrin.mailing.commands import read_line
from whrin.mailing.lists import Fate, Outcome, Wish

_NUMBERS = re.compile(r"[\d\s,;.&+،]*")
#: Signs after the word “vote” from which on a line is taken for a sentence.
_SENTENCE = 60


def words_of_poll(post: Post) -> str:
    """Return the options of a poll as text, and how to answer it by letter; empty without one, or when it has
    closed. Raises `CannotOpenError`.
    """
    poll = poll_of(post)
    if poll is None:
        return ""
    ballot = ballots_about([subject_of(post)]).get(subject_of(post))
    if ballot is not None and not ballot.is_open:
        return ""
    lines = [f"{number}. {option}" for number, option in enumerate(options_of(poll), start=1)]
    if ballot is not None and post.thread.space.list_name:
        lines += ["", _how_to_answer(poll) % {"day": ballot.closes.isoformat()}]
    return "\n".join(lines)


def _how_to_answer(poll: Poll) -> str:
    if poll.is_several:
        return _(
            "This is a poll. To answer, reply with the word vote and your numbers, and nothing else, for "
            "instance: vote 1, 2. Nobody here learns who chose what. It closes after %(day)s."
        )
    return _(
        "This is a poll. To answer, reply with the word vote and one number, and nothing else, for "
        "instance: vote 2. Nobody here learns who chose what. It closes after %(day)s."
    )


def answer_by_letter(place: Participant, answers: str, body: str) -> Outcome | None:
    """Count a letter that answers the poll under the post `answers` (its uid), or say why not; None: it is no
    answer to a poll.
    """
    lines = [line for line in body.splitlines() if line.strip()]
    command = read_line(lines[0]) if lines else None
    if command is None or command.what is not Wish.VOTE:
        return None
    is_numbers = _NUMBERS.fullmatch(command.word) is not None
    post = _asking(place, answers)
    if post is None:
        return Outcome(Fate.OBEYED, word=no_poll()) if is_numbers and len(lines) == 1 else None
    if is_numbers and len(lines) == 1:
        return Outcome(Fate.OBEYED, word=_answered(place, post, command.word))
    if is_numbers or (len(lines) == 1 and len(command.word) < _SENTENCE):
        return Outcome(Fate.OBEYED, word=_asked_back(post))
    return None


def no_poll() -> str:
    """Return what is said to an answer to no poll."""
    return _(
        "The message you answered has no poll, so nothing was counted and nothing was posted. Answer the "
        "letter in which the poll stands."
    )


def _asking(place: Participant, uid: str) -> Post | None:
    """Return the post with a poll that she answers, if she may see it."""
    try:
        post, _hers = post_for(place.person, uid)
    except NotThere:
        return None
    is_here = post.thread.space_id == place.space_id
    return post if is_here and poll_of(post) is not None else None


def _answered(place: Participant, post: Post, numbers: str) -> str:
    try:
        answer_poll(by=place, post=post, choices=[int(each[:4]) for each in re.findall(r"\d+", numbers)])
    except ChoiceUnfit:
        return _asked_back(post)
    except CannotAnswer as refusal:
        return str(refusal.message)
    return _("Your answer to the poll counts. To change it, send another one before it closes.")


def _asked_back(post: Post) -> str:
    ballot = ballots_about([subject_of(post)]).get(subject_of(post))
    if ballot is None:
        return no_poll()
    if ballot.kind == Ballot.Kind.SEVERAL:
        told = _(
            "We could not tell what you choose, so nothing was counted and nothing was posted. Reply with "
            "the word vote and numbers from 1 to %(count)d, and nothing else, for instance: vote 1, 2"
        )
    else:
        told = _(
            "We could not tell what you choose, so nothing was counted and nothing was posted. Reply with "
            "the word vote and one number from 1 to %(count)d, and nothing else, for instance: vote 2"
        )
    return told % {"count": ballot.options}
