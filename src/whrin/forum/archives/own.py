"""Whoever wrote to an old list and is here with the same address can take her letters away, or have them.

For a year: then the fingerprints of authors are erased. Actions, and the question they begin with.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from whrin.forum.archives.raw import Author
from whrin.forum.archives.veiling import author_mark, mark_of_author
from whrin.forum.models import OldLetter, Participant, Post, Space
from whrin.forum.moderation_quotes import cut_quotes_in_space
from whrin.forum.publishing import forget, lose_title
from whrin.forum.sealing import read_post, seal_post, seal_title, title_of
from whrin.forum.shelf import index_anew
from whrin.people.addresses import address_of
from whrin.people.models import Address, Person


def own_old_posts(place: Participant) -> QuerySet[Post]:
    """Return what a participant wrote to the old list from her confirmed address, newest first."""
    address = address_of(place.person)
    if not address:
        return Post.objects.none()
    mark = author_mark(place.space, Author(address, ""))
    letters = OldLetter.objects.filter(space=place.space, author=mark)
    posts = Post.objects.filter(old_letter__in=letters, author=None, way=Post.Way.OLD)
    return posts.select_related("thread__space").order_by("-pk")


@transaction.atomic
def take_old_posts_away(*, by: Participant) -> None:
    """Delete what she wrote to the old list, with quotes of it and titles of hers. It does not come again."""
    _delete(list(own_old_posts(by)))


def _delete(posts: Sequence[Post]) -> None:
    cut_quotes_in_space(*posts)
    for post in posts:
        if post.number == 1:
            lose_title(post.thread)
        forget(post)


@transaction.atomic
def forget_author(*, person: Person, keeps_words: bool) -> None:
    """Delete what somebody wrote to old lists when her account goes, or forget that it was she."""
    marks = list(Address.objects.filter(person=person, is_confirmed=True).values_list("mark", flat=True))
    for space in Space.objects.filter(old_letters__isnull=False).distinct() if marks else ():
        letters = OldLetter.objects.filter(space=space, author=mark_of_author(space, marks[0]))
        if not keeps_words:
            posts = Post.objects.filter(old_letter__in=letters, author=None, way=Post.Way.OLD)
            _delete(list(posts.select_related("thread__space").order_by("-pk")))
        letters.update(author="")


@transaction.atomic
def make_old_posts_hers(*, by: Participant) -> None:
    """Put what she wrote to the old list under her name here, and under her key."""
    posts = list(own_old_posts(by))
    for post in posts:
        words, post.author = read_post(post), by
        post.sealed = seal_post(post, replace(words, name=""))
        post.save(update_fields=["author", "sealed"])
        if post.number == 1:
            title, post.thread.author = title_of(post.thread), by
            post.thread.sealed_title = seal_title(post.thread, title)
            post.thread.save(update_fields=["author", "sealed_title"])
    index_anew([post.uid for post in posts])
