"""What a participant keeps, marks or begins."""

from django.db import transaction

from whrin.forum.models import Bookmark, Draft, Mute, Participant, Post, Reaction, Thread
from whrin.forum.sealing import Begun, seal_draft
from whrin.kit.days import today


@transaction.atomic
def react(*, by: Participant, post: Post, kind: str) -> None:
    """Give a sign without words, or take it back."""
    there = Reaction.objects.filter(by=by, post=post, kind=kind)
    if there.exists():
        there.delete()
    else:
        Reaction.objects.get_or_create(by=by, post=post, kind=Reaction.Kind(kind))


@transaction.atomic
def set_bookmark(*, by: Participant, post: Post, is_set: bool) -> None:
    """Keep a post to find it again, or let it go."""
    if is_set:
        Bookmark.objects.get_or_create(by=by, post=post)
    else:
        Bookmark.objects.filter(by=by, post=post).delete()


@transaction.atomic
def mute_thread(*, by: Participant, thread: Thread, is_set: bool = True) -> None:
    """Send no letters of a thread, or send them again."""
    if is_set:
        Mute.objects.get_or_create(by=by, thread=thread)
    else:
        Mute.objects.filter(by=by, thread=thread).delete()


@transaction.atomic
def keep_draft(*, by: Participant, thread: Thread | None, begun: Begun) -> None:
    """Keep what she began: one draft in each thread, one of a new thread. Empty words delete it."""
    if begun == Begun():
        Draft.objects.filter(by=by, thread=thread).delete()
        return
    sealed = seal_draft(by, thread, begun)
    Draft.objects.update_or_create(by=by, thread=thread, defaults={"sealed": sealed, "day": today()})
