"""Letters about what is said: queued when a post is published, composed for each reader when they go."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from whrin.forum.addresses import address_of
from whrin.forum.models import Mute, Participant, Post
from whrin.forum.polls_by_mail import words_of_poll
from whrin.forum.queries import NotThere, post_for
from whrin.forum.rules import may_read_as_member
from whrin.forum.sealing import name_in, read_post
from whrin.forum.thread_page import shown_title
from whrin.kit.days import today
from whrin.mailing.letters import Letter
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.mailing.reading import sentinel
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError

POST = "forum.post"
#: Empty lines between a content note and what it is about, so that a small screen shows the note alone.
_FOLD = 24


def listening() -> QuerySet[Participant]:
    """Return the participants who can be written to today: with an address that works, not pausing."""
    not_paused = Q(paused_until=None) | Q(paused_until__lte=today())
    reachable = Participant.objects.filter(
        not_paused,
        person__is_active=True,
        person__address__is_confirmed=True,
        person__address__on_hold=False,
    )
    return reachable.select_related("person__membership")


def enqueue_letters(post: Post) -> None:
    """Queue a letter to each participant who wants each post, in the transaction that publishes it."""
    places = listening().filter(space=post.thread.space, delivery=Participant.Delivery.EACH)
    places = places.exclude(mutes__thread=post.thread)
    if post.author is not None:
        places = places.exclude(pk=post.author.pk)
    enqueue_many(
        ToSend(
            POST,
            post.uid,
            place.person,
            language_of(place.person),
            stem=mark_of(f"{POST} {post.uid} {place.uid}", purpose="stem of a letter"),
        )
        for place in places
    )


def compose_post(key: str, person: Person | None) -> Letter | None:
    """Return the letter that brings a post to a reader; None: there is nothing to bring her any more."""
    if person is None:
        return None
    try:
        post, place = post_for(person, key)
    except NotThere:
        return None
    if place is None or not _still_wants(place, post):
        return None
    try:
        return _neutral(post, place) if place.is_neutral else _full(post, place)
    except CannotOpenError:
        return None  # Its author has deleted her account this moment.


def _still_wants(place: Participant, post: Post) -> bool:
    paused = place.paused_until is not None and place.paused_until > today()
    return (
        post.state == Post.State.PUBLISHED
        and place.delivery == Participant.Delivery.EACH
        and not paused
        and post.author_id != place.pk
        and may_read_as_member(place.person, place.space, place)
        and not Mute.objects.filter(by=place, thread=post.thread).exists()
    )


def absolute(path: str) -> str:
    """Return a whole address."""
    return f"{settings.WHRIN_ADDRESS}{path}"


def author_of(post: Post) -> str:
    """Return the name that stands over a post, or empty when it is hidden."""
    return "" if post.hides_name or post.author is None else name_in(post.author)


def _answered(post: Post) -> tuple[str, ...]:
    """Return the uids of the thread's first post and of the one that this answers, for References."""
    first = Post.objects.filter(thread=post.thread, state=Post.State.PUBLISHED).order_by("number").first()
    found = [first, post.answers]
    uids = [found_post.uid for found_post in found if found_post is not None and found_post.pk != post.pk]
    return tuple(dict.fromkeys(uids))


def neutral_subject() -> str:
    """Return the subject of a letter that says nothing."""
    return _("New message")


def _neutral(post: Post, place: Participant) -> Letter:
    address = absolute(address_of(post, place))
    return Letter(
        subject=neutral_subject(),
        text=_("There is a new message for you:\n\n%(address)s") % {"address": address},
        list_name=place.space.list_name,
        key=post.uid,
        reply_key=post.uid,
        answers=_answered(post),
        archived_at=address,
    )


def _full(post: Post, place: Participant) -> Letter:
    address = absolute(address_of(post, place))
    answers = _answered(post)
    name = author_of(post) or _("Somebody")
    title = f"[{place.space.name}] {shown_title(post.thread)}"
    text = words_of(post, name)
    if place.space.list_name:
        text = f"{sentinel(_('Write your answer above this line'))}\n\n{text}"
        text += "\n\n-- \n" + _(
            "To answer, reply to this letter. To hear no more of this topic, reply with the one word: mute"
        )
    return Letter(
        subject=f"Re: {title}" if answers else title,
        text=f"{text}\n{address}",
        list_name=place.space.list_name,
        display_name=name,
        key=post.uid,
        reply_key=post.uid,
        answers=answers,
        archived_at=address,
    )


def words_of(post: Post, name: str) -> str:
    """Return a post as text: what to be warned of, far above the rest; who said it; the words."""
    words = read_post(post)
    said = "\n\n".join(filter(None, [f"{name}:", words.body, words_of_poll(post)]))
    if not words.note:
        return said
    return _("Before you read on: %(note)s") % {"note": words.note} + "\n" * _FOLD + said
