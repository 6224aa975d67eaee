"""What the forum gives to other rooms: what it does when a person goes, her export, letters, chores."""

from django.db.models.signals import pre_delete

from whrin.ballots.askers import register_asker
from whrin.forum.actions import detach_words, erase_person
from whrin.forum.actions.expiring import forget_what_is_old
from whrin.forum.archives.own import forget_author
from whrin.forum.archives.subscribers import ASK, WELCOME, ask_some, compose_question, compose_welcome
from whrin.forum.archives.tasks import forget_old_lists
from whrin.forum.by_mail import SOURCE
from whrin.forum.digests import KIND, NOTICE, compose_digest, compose_notice, send_digests, tell_moderators
from whrin.forum.exporting import export_of
from whrin.forum.hooks import register_after_publishing, register_when_waiting
from whrin.forum.letters import POST, compose_post, compose_posts, enqueue_letters
from whrin.forum.models import Participant, Poll
from whrin.forum.moderating_by_mail import KIND as MODERATION
from whrin.forum.moderating_by_mail import compose_for_moderator, enqueue_for_moderators
from whrin.forum.moderation_chores import forget_what_moderators_knew
from whrin.forum.polls import ASKS, forget_ballot_of
from whrin.forum.polls_asking import ASKER
from whrin.forum.shelf import SHELF
from whrin.kit.daily import register_daily, register_hourly
from whrin.mailing.letters import register_letters
from whrin.mailing.lists import register_source
from whrin.people.leaving import register_detaching, register_erasure, register_export
from whrin.people.models import Person
from whrin.search.shelves import register_shelf


def _erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- what stays was detached before
    erase_person(person=person)


def _forget_author(person: Person, keeps_words: bool) -> None:
    forget_author(person=person, keeps_words=keeps_words)


def _detach(person: Person) -> None:
    for place in Participant.objects.filter(person=person).select_related("person", "space"):
        detach_words(by=place)


def _forget_ballot(instance: Poll, **_said: object) -> None:
    forget_ballot_of(instance)


def register() -> None:
    """Register; registering twice is the same as once."""
    register_erasure("forum", _erase)
    register_erasure("forum-old-lists", _forget_author)
    register_detaching("forum", _detach)
    register_export("forum", export_of)
    register_shelf(SHELF)
    register_daily("forum", forget_what_is_old)
    register_daily("forum-moderation", forget_what_moderators_knew)
    register_daily("forum-old-lists", forget_old_lists)
    register_source(SOURCE)
    register_asker(ASKS, ASKER)
    pre_delete.connect(_forget_ballot, sender=Poll, dispatch_uid="forum-polls")
    register_after_publishing(enqueue_letters)
    register_when_waiting(enqueue_for_moderators)
    register_letters(POST, compose_post, for_many=compose_posts)
    register_letters(KIND, compose_digest)
    register_letters(NOTICE, compose_notice)
    register_letters(MODERATION, compose_for_moderator)
    register_letters(ASK, compose_question)
    register_letters(WELCOME, compose_welcome)
    register_hourly("forum-old-lists", ask_some)
    register_hourly("forum-digests", send_digests)
    register_hourly("forum-moderators", tell_moderators)
