"""Letters about what is said: queued when a post is published, composed for each reader when they go."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from whrin.forum.addresses import addresses_of
from whrin.forum.models import Mute, Participant, Post
from whrin.forum.polls_by_mail import words_of_poll
from whrin.forum.queries import readers_of
from whrin.forum.sealing import name_in, open_keys, read_post
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
    return None if person is None else compose_posts(key, [person]).get(person.pk)


def compose_posts(key: str, people: Sequence[Person]) -> Mapping[int, Letter]:
    """Return the letters that bring a post to those readers, by their numbers; who is missing needs none.

    Readers whose letters say the same share one.
    """
    posts = Post.objects.filter(uid=key, state=Post.State.PUBLISHED)
    post = posts.select_related("thread__space", "thread__author__person", "author__person").first()
    if post is None:
        return {}
    open_keys([post.author, post.thread.author])
    places = _who_want(post, people)
    addresses, answers = addresses_of(post, places), _answered(post)
    made: dict[tuple[bool, str], Letter] = {}
    letters = {}
    for place in places:
        alike = place.is_neutral, addresses[place.pk]
        try:
            if alike not in made:
                made[alike] = (_neutral if place.is_neutral else _full)(post, absolute(alike[1]), answers)
        except CannotOpenError:
            return {}  # Its author has deleted her account this moment.
        letters[place.person_id] = made[alike]
    return letters


def _who_want(post: Post, people: Sequence[Person]) -> Sequence[Participant]:
    """Return the places of those who may read a post and want a letter of it."""
    muted = set(Mute.objects.filter(thread=post.thread, by__person__in=people).values_list("by", flat=True))
    return [
        place
        for place in readers_of(post, people)
        if place.delivery == Participant.Delivery.EACH
        and not (place.paused_until is not None and place.paused_until > today())
        and place.pk not in muted | {post.author_id}
    ]


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


def _neutral(post: Post, address: str, answers: tuple[str, ...]) -> Letter:
    return Letter(
        subject=neutral_subject(),
        text=_("There is a new message for you:\n\n%(address)s") % {"address": address},
        list_name=post.thread.space.list_name,
        key=post.uid,
        reply_key=post.uid,
        answers=answers,
        archived_at=address,
    )


def _full(post: Post, address: str, answers: tuple[str, ...]) -> Letter:
    space = post.thread.space
    name = author_of(post) or _("Somebody")
    title = f"[{space.name}] {shown_title(post.thread)}"
    text = words_of(post, name)
    if space.list_name:
        above = sentinel(_("Write your answer above this line"))
        text = f"{above}\n\n{text}"
        text += "\n\n-- \n" + _(
            "To answer, reply to this letter. To hear no more of this topic, reply with the one word: mute"
        )
    return Letter(
        subject=f"Re: {title}" if answers else title,
        text=f"{text}\n{address}",
        list_name=space.list_name,
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
