"""What coordinators do with spaces."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.forum.models import Participant, Post, Space, Thread
from whrin.forum.names import mark_in
from whrin.forum.shelf import index_anew
from whrin.kit.edition import advance_on_commit
from whrin.people.keys import new_wrapped_key
from whrin.people.models import Person


class NobodyOfThisName(Exception):
    """No participant of the space has this name."""

    message = _("Nobody in this space has this name.")


@transaction.atomic
def make_space(*, by: Person | None, **fields: Any) -> Space:
    """Make a space with a key of its own. `fields`: of `Space`, checked by a form."""
    space = Space.objects.create(wrapped_key=new_wrapped_key(), **fields)
    record(verb="forum.space.make", about=space, by=by)
    advance_on_commit()
    return space


@transaction.atomic
def change_space(*, by: Person, space: Space) -> Space:
    """Save what a coordinator changed about a space. One that is no longer open shows visitors nothing."""
    if not space.wrapped_key:
        space.wrapped_key = new_wrapped_key()
    space.save()
    if space.access != Space.Access.OPEN:
        posts = Post.objects.filter(thread__space=space, thread__is_public=True)
        uids = list(posts.values_list("uid", flat=True))
        Thread.objects.filter(space=space, is_public=True).update(is_public=False)
        index_anew(uids)
    record(verb="forum.space.change", about=space, by=by)
    advance_on_commit()
    return space


@transaction.atomic
def remove_space(*, by: Person, space: Space) -> None:
    """Delete a space with everything in it."""
    record(verb="forum.space.remove", about=space, by=by)
    uids = list(Post.objects.filter(thread__space=space).values_list("uid", flat=True))
    space.delete()
    index_anew(uids)
    advance_on_commit()


@transaction.atomic
def name_moderator(*, by: Person | None, space: Space, name: str, is_moderator: bool = True) -> Participant:
    """Make the participant of this name a moderator of her space, or no longer. Raises `NobodyOfThisName`.

    Who she is stays unknown to the one who does it.
    """
    place = Participant.objects.filter(space=space, mark=mark_in(space, name)).first()
    if place is None:
        raise NobodyOfThisName
    place.role = Participant.Role.MODERATOR if is_moderator else Participant.Role.MEMBER
    place.save(update_fields=["role"])
    record(verb="forum.moderator.name", about=space, by=by, is_moderator=is_moderator)
    return place
