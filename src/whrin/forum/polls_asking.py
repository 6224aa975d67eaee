"""What ballots ask the forum: who belongs to those who are asked, and what follows when they close."""

from whrin.ballots.askers import Asker
from whrin.forum.models import Post
from whrin.forum.polls import uid_in
from whrin.forum.queries import NotThere, post_for
from whrin.forum.rules import may_read_as_member
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person


def may_answer(person: Person, subject: str) -> bool:
    """Say whether she has a place where the post stands, and the post is published."""
    try:
        post, place = post_for(person, uid_in(subject))
    except NotThere:
        return False
    is_in = place is not None and may_read_as_member(person, post.thread.space, place)
    return is_in and post.state == Post.State.PUBLISHED


def after_closing(subject: str) -> None:
    """Let visitors see the figures, where visitors read."""
    if Post.objects.filter(uid=uid_in(subject), thread__is_public=True).exists():
        advance_on_commit()


ASKER = Asker(may_answer, after_closing)
