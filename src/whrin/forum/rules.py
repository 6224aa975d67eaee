"""Who may read, write and moderate. Questions only; rows are fetched in `queries`."""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from whrin.forum.models import Participant, Post, Space
from whrin.people.models import Person
from whrin.people.rules import has_lived_experience, is_active_member

#: Whoever asks: a visitor has no account.
Asker: TypeAlias = Person | AnonymousUser


def may_read_space(person: Asker, space: Space, place: Participant | None) -> bool:
    """Say whether she may read in a space; `place`: hers there, if she has one.

    Of an open space a visitor reads what was public from the beginning (`Thread.is_public`).
    """
    return space.access == Space.Access.OPEN or may_read_as_member(person, space, place)


def may_read_as_member(person: Asker, space: Space, place: Participant | None) -> bool:
    """Say whether she may read all of a space, also what visitors do not see."""
    if not isinstance(person, Person) or not is_active_member(person):
        return False
    if space.access == Space.Access.COHORT:
        return place is not None
    return space.access != Space.Access.LIVED or has_lived_experience(person)


def may_join(person: Asker, space: Space) -> bool:
    """Say whether she may take a place of her own accord; a closed group takes an invitation."""
    return space.access != Space.Access.COHORT and may_read_as_member(person, space, None)


def may_write(by: Participant) -> bool:
    """Say whether a participant may write in her space, leaving aside whether it is frozen."""
    return not by.is_silenced and may_read_as_member(by.person, by.space, by)


def is_moderator(place: Participant | None) -> bool:
    """Say whether a participant moderates her space, and still belongs to the network."""
    return (
        place is not None
        and place.role == Participant.Role.MODERATOR
        and may_read_as_member(place.person, place.space, place)
    )


def may_see_post(place: Participant | None, post: Post, *, moderates: bool) -> bool:
    """Say whether a reader of the space sees this post: published ones, her own, or all that wait."""
    if post.state == Post.State.PUBLISHED:
        return True
    return moderates or (place is not None and post.author_id == place.pk)
