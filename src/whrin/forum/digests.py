"""One letter for many posts: daily, weekly, or titles alone; and a word to moderators."""

import datetime
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from whrin.forum.addresses import address_of
from whrin.forum.by_mail import DIGEST
from whrin.forum.letters import absolute, author_of, listening, words_of
from whrin.forum.models import Participant, Post, Report, Space
from whrin.forum.queries import threads_for
from whrin.forum.rules import is_moderator, may_read_as_member
from whrin.forum.sealing import open_keys
from whrin.forum.thread_page import shown_title
from whrin.kit.days import today
from whrin.mailing.addresses import reply_address
from whrin.mailing.letters import Letter
from whrin.mailing.queue import enqueue
from whrin.mailing.waiting import please_look
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError

KIND, NOTICE = "forum.digest", "forum.notice"
#: Posts in one digest; with more, the rest is on the web.
MOST = 50
_MONDAY = 0
#: How far back a digest looks when it never came before, or did not come in time.
_DAYS = {
    Participant.Delivery.DAILY: 3,
    Participant.Delivery.WEEKLY: 10,
    Participant.Delivery.HEADLINES: 10,
}
_RULE = "―" * 24
#: Who gets a letter about each (`moderating_by_mail`) need not be told that there are some.
_DECIDES_BY_LETTER = Q(moderates_by_mail=True) & ~Q(space__list_name="")


def send_digests(now: datetime.datetime | None = None) -> None:
    """Queue the digests of this hour (UTC); those of a week on Mondays. Nobody gets an empty one."""
    now = now or timezone.now()
    kinds = [Participant.Delivery.DAILY]
    if now.weekday() == _MONDAY:
        kinds += [Participant.Delivery.WEEKLY, Participant.Delivery.HEADLINES]
    for place in listening().filter(hour=now.hour, delivery__in=kinds).select_related("space"):
        _queue(place)


@transaction.atomic
def _queue(place: Participant) -> None:
    """Queue one digest and remember how far it goes, both or neither."""
    last = _new_posts(place, place.seen).aggregate(last=Max("pk"))["last"]
    if last is None:
        return
    key = f"{place.uid}:{place.seen}:{last}"
    stem = mark_of(f"{KIND} {key}", purpose="stem of a letter")
    enqueue(kind=KIND, key=key, person=place.person, language=language_of(place.person), stem=stem)
    Participant.objects.filter(pk=place.pk).update(seen=last)


def _new_posts(place: Participant, after: int, until: int | None = None) -> QuerySet[Post]:
    """Return what others said that she has not been told of, and wants to hear."""
    since = today() - datetime.timedelta(days=_DAYS.get(Participant.Delivery(place.delivery), 10))
    posts = Post.objects.filter(
        thread__space=place.space,
        thread__last__gt=after,  # The index leads to the few threads with something new.
        state=Post.State.PUBLISHED,
        pk__gt=after,
        day__gte=since,
    )
    if until is not None:
        posts = posts.filter(pk__lte=until)
    return posts.exclude(Q(author=place, author__isnull=False)).exclude(
        Q(thread__mutes__by=place) | Q(way=Post.Way.OLD)
    )


def compose_digest(key: str, person: Person | None) -> Letter | None:
    """Return a digest as it can be sent now; None: nothing of it is left, or she wants none any more."""
    uid, after, until = key.split(":")
    place = Participant.objects.filter(uid=uid, person=person).select_related("space").first()
    if person is None or place is None or place.delivery not in _DAYS:
        return None
    place.person = person
    if not may_read_as_member(person, place.space, place):
        return None
    posts = _readable(place, _new_posts(place, int(after), int(until)))
    if not posts:
        return None
    return Letter(
        subject=_subject(place, len(posts)),
        text=_text(place, posts),
        list_name=place.space.list_name,
        reply_key=DIGEST + until,
        archived_at=_address(place.space),
        is_digest=True,
    )


def _readable(place: Participant, posts: QuerySet[Post]) -> Sequence[Post]:
    """Return the posts that she may read, in her language first, each thread together."""
    seen = posts.filter(thread__in=threads_for(place.person, place.space, place))
    seen = seen.select_related("thread__author__person", "author__person", "poll")
    found = list(seen.order_by("pk")[:MOST])
    for post in found:
        post.thread.space = place.space
    open_keys([author for post in found for author in (post.author, post.thread.author)])
    hers = language_of(place.person)
    return sorted(found, key=lambda post: (post.thread.language != hers, post.thread_id, post.number))


def _subject(place: Participant, count: int) -> str:
    told = ngettext("%(count)d new message", "%(count)d new messages", count) % {"count": count}
    return told if place.is_neutral else f"[{place.space.name}] {told}"


def _address(space: Space) -> str:
    return absolute(reverse("forum:space", args=[space.slug]))


def _text(place: Participant, posts: Sequence[Post]) -> str:
    told = [_subject(place, len(posts))]
    if place.is_neutral:
        pass  # What they are about is told on the web alone.
    elif place.delivery == Participant.Delivery.HEADLINES:
        told += dict.fromkeys(f"- {shown_title(post.thread)}" for post in posts)
    else:
        told += list(_items(place, posts))
    return "\n\n".join([*told, _address(place.space)])


def _items(place: Participant, posts: Iterable[Post]) -> Iterable[str]:
    for post in posts:
        try:
            words = words_of(post, author_of(post) or _("Somebody"))
        except CannotOpenError:
            continue  # Its author has deleted her account this moment.
        lines = [_RULE, shown_title(post.thread), words, absolute(address_of(post, place))]
        if place.space.list_name:
            answer = reply_address(place.space.list_name, place.person, post.uid)
            lines.append(_("To answer this message, write to %(address)s") % {"address": answer})
        yield "\n\n".join(lines)


def tell_moderators() -> None:
    """Queue a word to the moderators of each space where something new waits for them.

    The cache remembers how far they were told; should it forget, they are told once more.
    """
    held = Post.objects.filter(state=Post.State.HELD).order_by()
    waiting = dict(held.values_list("thread__space").annotate(last=Max("pk")))
    reported = Report.objects.filter(state=Report.State.OPEN).order_by()
    reports = dict(reported.values_list("post__thread__space").annotate(last=Max("pk")))
    for space in waiting.keys() | reports.keys():
        state = f"{space}-{waiting.get(space, 0)}-{reports.get(space, 0)}"
        if cache.add(f"forum-moderators-told-{state}", 1, timeout=14 * 86400):
            _tell(space, state)


def _tell(space_id: int, state: str) -> None:
    told = listening().filter(space=space_id, role=Participant.Role.MODERATOR)
    for place in told.exclude(_DECIDES_BY_LETTER) if settings.WHRIN_MAIL_DOMAIN else told:
        stem = mark_of(f"{NOTICE} {place.uid} {state}", purpose="stem of a letter")
        language = language_of(place.person)
        enqueue(kind=NOTICE, key=place.uid, person=place.person, language=language, stem=stem)


def compose_notice(key: str, person: Person | None) -> Letter | None:
    """Return the word that something waits for a moderator; None: no more, or she is none any more."""
    place = Participant.objects.filter(uid=key, person=person).select_related("space", "person").first()
    if place is None or not is_moderator(place):
        return None
    held = Post.objects.filter(thread__space=place.space, state=Post.State.HELD)
    reports = Report.objects.filter(post__thread__space=place.space, state=Report.State.OPEN)
    if not held.exists() and not reports.exists():
        return None
    return please_look(reverse("forum:moderation", args=[place.space.slug]))
