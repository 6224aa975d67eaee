"""What moderators do about a space and its participants: actions. Each stands in the space's log."""

from django.db import transaction

from whrin.forum.models import Entry, Participant, Space, Thread
from whrin.forum.moderating import NotYours, refuse_others
from whrin.forum.moderation_log import write

#: Minutes that slow mode can ask for between two posts of one person.
SLOW = (0, 5, 15, 60, 360, 1440)


@transaction.atomic
def freeze_space(*, by: Participant, is_frozen: bool) -> None:
    """Stop all writing in a space at once, but for moderators; or open it again. Raises `NotYours`."""
    refuse_others(by, by.space_id)
    changed = Space.objects.filter(pk=by.space_id).exclude(is_frozen=is_frozen).update(is_frozen=is_frozen)
    by.space.is_frozen = is_frozen
    if changed:
        write(by=by, verb=Entry.Verb.FREEZE if is_frozen else Entry.Verb.THAW)


@transaction.atomic
def freeze_thread(*, by: Participant, thread: Thread, is_frozen: bool) -> None:
    """Stop a conversation, but for moderators; or open it again. Raises `NotYours`."""
    refuse_others(by, thread.space_id)
    changed = Thread.objects.filter(pk=thread.pk).exclude(is_frozen=is_frozen).update(is_frozen=is_frozen)
    thread.is_frozen = is_frozen
    if changed:
        write(by=by, verb=Entry.Verb.FREEZE if is_frozen else Entry.Verb.THAW, about=thread.uid)


@transaction.atomic
def slow_down(*, by: Participant, minutes: int) -> None:
    """Let each participant write once in so many minutes (one of `SLOW`). Raises `NotYours`."""
    refuse_others(by, by.space_id)
    if minutes not in SLOW:
        raise ValueError(minutes)
    changed = Space.objects.filter(pk=by.space_id).exclude(slow_minutes=minutes).update(slow_minutes=minutes)
    by.space.slow_minutes = minutes
    if changed:
        write(by=by, verb=Entry.Verb.SLOW)


@transaction.atomic
def silence(*, by: Participant, participant: Participant, is_silenced: bool) -> None:
    """Stop a participant from writing, or let her write again. A moderator is not silenced by another.

    Raises `NotYours`.
    """
    refuse_others(by, participant.space_id)
    if participant.role == Participant.Role.MODERATOR:
        raise NotYours
    found = Participant.objects.filter(pk=participant.pk).exclude(is_silenced=is_silenced)
    participant.is_silenced = is_silenced
    if found.update(is_silenced=is_silenced):
        verb = Entry.Verb.SILENCE if is_silenced else Entry.Verb.UNSILENCE
        write(by=by, verb=verb, about=participant.uid)
