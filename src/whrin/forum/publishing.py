"""A post becomes readable, or stops being so: counts, order, what others quoted of it.

Steps of actions, not actions: call them inside one.
"""

from django.db.models import F

from whrin.forum.hooks import after_publishing
from whrin.forum.models import Participant, Post, Space, Thread
from whrin.forum.polls import open_poll
from whrin.forum.shelf import index_anew
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit

#: Threads that are only of an old list stand below those that live, by their days.
_BELOW = 10_000_000


def publish(post: Post) -> None:
    """Let readers of the space see a post; a newcomer comes nearer to writing without waiting."""
    was_held = post.state == Post.State.HELD
    post.state, post.day = Post.State.PUBLISHED, today()
    post.save(update_fields=["state", "day"])
    if was_held and post.author is not None:
        waiting = Participant.objects.filter(pk=post.author.pk, passed__lt=post.thread.space.held_first)
        waiting.update(passed=F("passed") + 1)
    if post.thread.posts_published == 0:
        post.thread.is_public = post.thread.space.access == Space.Access.OPEN
    count_anew(post.thread)
    index_anew([post.uid])
    open_poll(post)
    after_publishing(post)


def count_anew(thread: Thread) -> None:
    """Bring a thread's count and place in the list up to date after a post came or went."""
    published = Post.objects.filter(thread=thread, state=Post.State.PUBLISHED)
    living = published.exclude(way=Post.Way.OLD).order_by("-pk").first()
    newest = living or published.order_by("-day", "-pk").first()
    thread.posts_published = published.count()
    if newest is not None:
        thread.day = newest.day
        thread.last = newest.pk if living else newest.day.toordinal() - _BELOW
    thread.save(update_fields=["posts_published", "last", "day", "is_public"])
    if thread.is_public:
        advance_on_commit()


def forget(post: Post) -> None:
    """Delete a post. Its number stays empty while others follow; the last one takes the thread along."""
    thread = post.thread
    post.delete()
    index_anew([post.uid])
    if Post.objects.filter(thread=thread).exists():
        count_anew(thread)
        return
    if thread.is_public:
        advance_on_commit()
    thread.delete()


def lose_title(thread: Thread) -> None:
    """Take a thread's title away, and who began it."""
    thread.author, thread.sealed_title = None, ""
    thread.save(update_fields=["author", "sealed_title"])
