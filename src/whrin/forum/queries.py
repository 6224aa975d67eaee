"""The only gate to rows of this room: each question takes the person who asks.

What she may not see is not there, in the same words as what does not exist.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404

from whrin.forum.models import Participant, Post, Space, Thread
from whrin.forum.rules import Asker, is_moderator, may_read_as_member, may_read_space
from whrin.forum.sealing import open_keys
from whrin.kit.paging import last_page
from whrin.people.models import Person
from whrin.people.rules import has_lived_experience, is_active_member, keep_membership


class NotThere(Http404):
    """There is nothing of this name for this person."""


def last_page_of(total: int, size: int, page: int) -> int:
    """Return the last page of a list of `total` rows. Raises `NotThere` for a page that it does not have."""
    last = last_page(total, size)
    if not 1 <= page <= last:
        raise NotThere
    return last


def place_in(person: Asker, space: Space) -> Participant | None:
    """Return the place a person has in a space."""
    if not isinstance(person, Person):
        return None
    place = Participant.objects.filter(space=space, person=person).first()
    return _at_hand(place, person, space)


def _at_hand(place: Participant | None, person: Person, space: Space) -> Participant | None:
    """Let the place know the person and the space we already have, so that nothing is asked for twice."""
    if place is not None:
        place.person, place.space = person, space
    return place


def spaces_for(person: Asker) -> QuerySet[Space]:
    """Return the spaces that a person may know of."""
    open_to_all = Q(access=Space.Access.OPEN)
    if not isinstance(person, Person) or not is_active_member(person):
        return Space.objects.filter(open_to_all)
    known = open_to_all | Q(access=Space.Access.MEMBERS)
    known |= Q(access=Space.Access.COHORT, participants__person=person)
    if has_lived_experience(person):
        known |= Q(access=Space.Access.LIVED)
    return Space.objects.filter(known).distinct()


def space_for(person: Asker, slug: str) -> tuple[Space, Participant | None]:
    """Return a space she may read and her place in it, or None. Raises `NotThere`."""
    space = Space.objects.filter(slug=slug).first()
    if space is None:
        raise NotThere
    place = place_in(person, space)
    if not may_read_space(person, space, place):
        raise NotThere
    return space, place


def place_for(person: Asker, slug: str) -> Participant:
    """Return her own place in a space that she may read as a member. Raises `NotThere`."""
    space, place = space_for(person, slug)
    if place is None or not may_read_as_member(person, space, place):
        raise NotThere
    return place


def moderator_for(person: Asker, slug: str) -> Participant:
    """Return her place in a space that she moderates. Raises `NotThere`."""
    place = place_for(person, slug)
    if not is_moderator(place):
        raise NotThere
    return place


def threads_for(person: Asker, space: Space, place: Participant | None) -> QuerySet[Thread]:
    """Return the threads of a space that she may read, newest first; her own also while they wait."""
    threads = Thread.objects.filter(space=space)
    if not may_read_as_member(person, space, place):
        return threads.filter(is_public=True, posts_published__gt=0)
    if is_moderator(place):
        return threads
    return threads.filter(Q(posts_published__gt=0) | Q(author=place, author__isnull=False))


def _may_see_thread(person: Asker, thread: Thread, place: Participant | None) -> bool:
    """Say of a thread at hand what `threads_for` asks of the database."""
    if not may_read_as_member(person, thread.space, place):
        return thread.is_public and thread.posts_published > 0
    is_own = place is not None and thread.author_id == place.pk
    return thread.posts_published > 0 or is_own or is_moderator(place)


def thread_for(person: Asker, uid: str) -> tuple[Thread, Participant | None]:
    """Return a thread she may read and her place in its space, or None. Raises `NotThere`."""
    thread = Thread.objects.select_related("space", "author__person").filter(uid=uid).first()
    if thread is None:
        raise NotThere
    place = place_in(person, thread.space)
    if not may_read_space(person, thread.space, place):
        raise NotThere
    if not _may_see_thread(person, thread, place):
        raise NotThere
    return thread, place


def readers_of(post: Post, people: Sequence[Person]) -> Sequence[Participant]:
    """Return the places of those people, in the space of a published post, who may read it as members."""
    rows = Participant.objects.filter(space=post.thread.space, person__in=people)
    places = list(rows.select_related("person__membership"))
    for place in places:
        place.space = post.thread.space
        keep_membership(place.person)
    if post.thread.space.access == Space.Access.LIVED:
        open_keys(places)
    return [place for place in places if may_read_as_member(place.person, place.space, place)]


def posts_for(place: Participant | None, thread: Thread) -> QuerySet[Post]:
    """Return the posts of a thread that she may read, by number. The thread itself has passed the gate."""
    posts = Post.objects.filter(thread=thread).select_related("author__person")
    if is_moderator(place):
        return posts
    seen = Q(state=Post.State.PUBLISHED)
    if place is not None:
        seen |= Q(author=place)
    return posts.filter(seen)


def post_for(person: Asker, uid: str) -> tuple[Post, Participant | None]:
    """Return a post she may read and her place in its space, or None. Raises `NotThere`."""
    post = Post.objects.select_related("thread").filter(uid=uid).first()
    if post is None:
        raise NotThere
    thread, place = thread_for(person, post.thread.uid)
    seen = posts_for(place, thread).filter(pk=post.pk).first()
    if seen is None:
        raise NotThere
    seen.thread = thread
    return seen, place
