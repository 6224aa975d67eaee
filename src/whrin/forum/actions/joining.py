"""Taking a place in a space, and giving it back."""

import datetime

from django.db import transaction

from whrin.forum.actions.leaving import delete_words, detach_words
from whrin.forum.models import Participant, Space
from whrin.forum.models.spaces import new_uid
from whrin.forum.names import NameTaken, checked_name, mark_in
from whrin.forum.polls import forget_answers_of
from whrin.forum.rules import may_join
from whrin.forum.sealing import seal_name
from whrin.people.models import Person
from whrin.people.rules import is_active_member


class CannotJoin(Exception):
    """She may not be in this space. It is not told apart from a space that is not there."""


@transaction.atomic
def join_space(*, person: Person, space: Space, name: str, is_invited: bool = False) -> Participant:
    """Give a person a place under a name of this space; who has one keeps it as it is.

    `is_invited`: she followed a moderator's invitation, which a closed group asks for. Raises `CannotJoin`,
    `NameUnfit`, `NameTaken`.
    """
    there = Participant.objects.filter(space=space, person=person).first()
    if there is not None:
        return there
    if space.access == Space.Access.COHORT:
        may = is_invited and is_active_member(person)
    else:
        may = may_join(person, space)
    if not may:
        raise CannotJoin
    name = checked_name(name)
    mark = mark_in(space, name)
    if Participant.objects.filter(mark=mark).exists():
        raise NameTaken
    place = Participant(uid=new_uid(), space=space, person=person, mark=mark)
    place.sealed_name = seal_name(place, name)
    place.save()
    return place


@transaction.atomic
def leave_space(*, by: Participant, keeps_words: bool = True) -> None:
    """Take a participant out of her space. Her words stay without her name, or go with her."""
    if keeps_words:
        detach_words(by=by)
    else:
        delete_words(by=by)
    forget_answers_of(by)
    by.delete()


@transaction.atomic
def settle_place(
    *,
    by: Participant,
    delivery: str,
    hour: int,
    is_neutral: bool,
    paused_until: datetime.date | None = None,
    moderates_by_mail: bool = False,
) -> None:
    """Set how a participant hears of posts, and a moderator of what waits for her."""
    by.delivery, by.hour, by.is_neutral, by.paused_until = delivery, hour, is_neutral, paused_until
    by.moderates_by_mail = moderates_by_mail
    by.save(update_fields=["delivery", "hour", "is_neutral", "paused_until", "moderates_by_mail"])
