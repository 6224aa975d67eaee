"""The forum's spaces as mailing lists: what comes in becomes a post, a wish, or a sentence that says why not.

Keys of what is said are uids of posts, keys of threads are uids of threads. A digest's key begins with
`DIGEST`: an answer to it answers nothing in particular; that of a letter to moderators with `MODERATE`.
"""

import datetime
import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from whrin.forum.actions import join_space, leave_space, mute_thread, settle_place
from whrin.forum.actions.joining import CannotJoin
from whrin.forum.archives.subscribers import confirms
from whrin.forum.models import Participant, Post, Space
from whrin.forum.moderating_by_mail import MODERATE, decide_by_letter, is_stray
from whrin.forum.names import NameRefused, offered_in
from whrin.forum.polls_by_mail import answer_by_letter, no_poll
from whrin.forum.posting_by_mail import base_title, post_letter
from whrin.forum.queries import place_in, threads_for
from whrin.forum.rules import may_read_as_member
from whrin.forum.sealing import name_in, open_keys
from whrin.kit.days import today
from whrin.mailing.lists import Fate, MailingList, Outcome, Said, Source, Wish
from whrin.mailing.reading import base_subject
from whrin.people.models import Person

#: What the key of a digest begins with.
DIGEST = "digest:"
#: Days in which a letter with the same subject goes on with a thread; threads that are looked at.
_SIMILAR_DAYS, _MOST_SIMILAR = 14, 50
_PAUSE_DAYS, _LONGEST_PAUSE = 14, 365
_DELIVERIES = {
    Wish.EACH: Participant.Delivery.EACH,
    Wish.DAILY: Participant.Delivery.DAILY,
    Wish.WEEKLY: Participant.Delivery.WEEKLY,
    Wish.HEADLINES: Participant.Delivery.HEADLINES,
    Wish.NOTHING: Participant.Delivery.NOTHING,
}


def find(name: str) -> MailingList | None:
    """Return the space with this list name, as a list."""
    space = Space.objects.filter(list_name=name.lower()).first() if name else None
    return None if space is None else MailingList(str(space.pk), space.list_name, space.language)


def _place(its: MailingList, person: Person) -> Participant | None:
    """Return her place in the space of a list, if she may still read there."""
    place = place_in(person, Space.objects.get(pk=int(its.key)))
    return place if place is not None and may_read_as_member(person, place.space, place) else None


def participates(its: MailingList, person: Person) -> bool:
    """Say whether she has a place there."""
    return _place(its, person) is not None


def thread_of(its: MailingList, key: str) -> str:
    """Return the uid of the thread that a post stands in, or empty."""
    post = Post.objects.filter(uid=key, thread__space=int(its.key)).select_related("thread").first()
    return post.thread.uid if post is not None else ""


def similar(its: MailingList, person: Person, subject: str) -> str:
    """Return the uid of a recent thread with this base subject in which she has written, or empty."""
    wanted = base_subject(subject).casefold()
    place = _place(its, person)
    if place is None or not wanted:
        return ""
    since = today() - datetime.timedelta(days=_SIMILAR_DAYS)
    threads = threads_for(person, place.space, place).filter(day__gte=since, posts__author=place).distinct()
    found = list(threads.select_related("space", "author__person")[:_MOST_SIMILAR])
    open_keys([thread.author for thread in found])
    return next((thread.uid for thread in found if base_title(thread).casefold() == wanted), "")


def receive(its: MailingList, said: Said) -> Outcome:
    """Post what she wrote, or say why not. What must wait is kept as a draft of hers."""
    place = _place(its, said.person)
    if place is None:
        return Outcome(Fate.REFUSED, word=_("You are not in this list, so your letter went nowhere."))
    if said.answers.startswith(MODERATE):
        return decide_by_letter(place, answers=said.answers, body=said.body)
    if is_stray(place, said.body):
        return Outcome(
            Fate.REFUSED,
            word=_(
                "This looks like an answer about a message that waits for a moderator, so it was not posted. "
                "Reply to the letter about that message, or decide on the web."
            ),
        )
    if said.answers.startswith(DIGEST):
        return Outcome(
            Fate.REFUSED,
            word=_(
                "You answered a digest, and we cannot know which message you meant. Each message in it has "
                "an address for answers: write there."
            ),
        )
    answered = answer_by_letter(place, said.answers, said.body)
    if answered is not None:
        return answered
    return post_letter(place, said)


def wish(its: MailingList, person: Person, wish: Wish, word: str) -> str:
    """Do what she asks and return a sentence for her."""
    if wish is Wish.JOIN:
        return _join(its, person)
    place = _place(its, person)
    if place is None:
        return _("You are not in this list.")
    if wish is Wish.LEAVE:
        leave_space(by=place)
        return _("You have left. What you wrote stays, without your name.")
    if wish is Wish.MUTE:
        return _mute(place, word)
    if wish is Wish.VOTE:
        return no_poll()
    if wish is Wish.PAUSE:
        return _pause(place, word)
    if wish in _DELIVERIES:
        _settle(place, _DELIVERIES[wish])
    return _status(place)


def _settle(place: Participant, delivery: str, paused_until: datetime.date | None = None) -> None:
    """Set which letters she gets. Who wants none, and not only for some days, decides nothing by letter."""
    is_over = delivery == Participant.Delivery.NOTHING and paused_until is None
    settle_place(
        by=place,
        delivery=delivery,
        hour=place.hour,
        is_neutral=place.is_neutral,
        paused_until=paused_until,
        moderates_by_mail=place.moderates_by_mail and not is_over,
    )


def _join(its: MailingList, person: Person) -> str:
    """Give her a place under a name nobody has there. She asked by letter, so letters come with words."""
    there = _place(its, person)
    if there is not None:
        return _status(there)
    space = Space.objects.get(pk=int(its.key))
    try:
        place = join_space(person=person, space=space, name=next(iter(offered_in(space)), ""))
    except (CannotJoin, NameRefused):
        return _("You cannot join this list by e-mail.")
    place.is_neutral = False
    _settle(place, Participant.Delivery.EACH)
    return _status(place)


def _mute(place: Participant, uid: str) -> str:
    thread = threads_for(place.person, place.space, place).filter(uid=uid).first()
    if thread is None:
        return _("This topic is not there any more.")
    mute_thread(by=place, thread=thread)
    return _("You get no more letters about this topic.")


def _pause(place: Participant, word: str) -> str:
    number = re.search(r"\d{1,4}", word)
    days = min(max(int(number[0]), 1), _LONGEST_PAUSE) if number else _PAUSE_DAYS
    _settle(place, place.delivery, today() + datetime.timedelta(days=days))
    return ngettext("You get no letters for one day.", "You get no letters for %(days)d days.", days) % {
        "days": days
    }


def _status(place: Participant) -> str:
    """Return what is set for her."""
    told = _("Your name here: %(name)s\nLetters: %(delivery)s") % {
        "name": name_in(place),
        "delivery": place.Delivery(place.delivery).label,
    }
    if place.paused_until is not None and place.paused_until > today():
        told += "\n" + _("No letters until: %(day)s") % {"day": place.paused_until.isoformat()}
    return told


SOURCE = Source(
    find=find,
    receive=receive,
    wish=wish,
    participates=participates,
    thread_of=thread_of,
    similar=similar,
    confirms=confirms,
    needs_proof=lambda _its, key: key.startswith(MODERATE),
)
