"""What becomes of a participant's words when she goes: they stay without her, or they go."""

from django.db import transaction
from django.db.models import QuerySet

from whrin.forum.models import Participant, Post, Thread
from whrin.forum.moderation_quotes import cut_quotes_in_space
from whrin.forum.polls import options_of, poll_of, seal_poll_anew
from whrin.forum.publishing import forget, lose_title
from whrin.forum.quoting import without_quotes
from whrin.forum.sealing import read_post, seal_post, seal_title, title_of, words_left
from whrin.forum.shelf import index_anew
from whrin.people.models import Person


@transaction.atomic
def detach_words(*, by: Participant) -> None:
    """Seal what a participant said anew, under the key of the space, and let no row name her.

    What waits for a moderator was never said, and goes.
    """
    for waiting in _posts_of(by).exclude(state=Post.State.PUBLISHED):
        forget(waiting)
    for post in _posts_of(by):
        words, poll = read_post(post), poll_of(post)
        options = options_of(poll) if poll is not None else ()
        post.author, post.hides_name = None, True
        post.sealed = seal_post(post, words)
        if poll is not None:
            seal_poll_anew(poll, options)
        post.save(update_fields=["author", "sealed", "hides_name"])
    for thread in _threads_of(by):
        title, thread.author = title_of(thread), None
        thread.sealed_title = seal_title(thread, title)
        thread.save(update_fields=["author", "sealed_title"])


@transaction.atomic
def delete_words(*, by: Participant) -> None:
    """Delete what a participant said, and what others quoted of it."""
    posts = list(_posts_of(by))
    cut_quotes_in_space(*posts)
    for post in posts:
        forget(post)
    for thread in _threads_of(by):
        lose_title(thread)


@transaction.atomic
def erase_person(*, person: Person) -> None:
    """Delete all of a person that is left in the forum; her data key is gone, and nothing can be read.

    What others quoted of her cannot be told from their own words any more, so all that they quoted in
    answers to her goes.
    """
    for place in Participant.objects.filter(person=person):
        answers = Post.objects.filter(answers__author=place).exclude(author=place)
        for post in answers.select_related("author__person", "thread__space"):
            words = words_left(post)
            if words is None:  # Its author is going as well, and it with her.
                continue
            post.sealed = seal_post(post, without_quotes(words))
            post.save(update_fields=["sealed"])
            index_anew([post.uid])
        for post in _posts_of(place):
            forget(post)
        for thread in _threads_of(place):
            lose_title(thread)
        place.delete()


def _posts_of(place: Participant) -> QuerySet[Post]:
    posts = Post.objects.filter(author=place).select_related("author__person", "thread__space", "poll")
    return posts.order_by("-pk")


def _threads_of(place: Participant) -> QuerySet[Thread]:
    return Thread.objects.filter(author=place).select_related("author__person", "space")
