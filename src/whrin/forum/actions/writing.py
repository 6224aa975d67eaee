"""What a participant says: writing, changing and taking back."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from whrin.forum.hooks import when_waiting
from whrin.forum.mentioning import note_mentions
from whrin.forum.models import Draft, Participant, Post, Thread
from whrin.forum.models.spaces import new_uid
from whrin.forum.moderation_quotes import cut_quotes_in_space
from whrin.forum.polls import Wanted, attach_poll
from whrin.forum.publishing import count_anew, forget, lose_title, publish
from whrin.forum.rules import is_moderator, may_write
from whrin.forum.sealing import Words, read_post, seal_post, seal_title
from whrin.forum.shelf import index_anew
from whrin.kit.languages import locale_of
from whrin.kit.text import beginning, clean_line, clean_text
from whrin.people.marks import mark_of

MOST_SIGNS, MOST_OF_TITLE, MOST_OF_NOTE, MOST_TRIMMED = 20_000, 150, 150, 20_000


class CannotWrite(Exception):
    """She cannot write this, here, now; `message` says why, for her."""

    message = _("This was not posted.")


class SpaceFrozen(CannotWrite):
    """Moderators stopped the conversation for now."""

    message = _("Moderators have stopped this conversation for now. Your words are kept as a draft.")


class TooSoon(CannotWrite):
    """Slow mode: she wrote a short while ago."""

    message = _("One can write here only once in a while. Your words are kept as a draft: post them later.")


class TooLong(CannotWrite):
    """The words are longer than a post can be."""

    message = _("This is longer than 20,000 characters. Say it in two posts.")


class NothingSaid(CannotWrite):
    """There are no words."""

    message = _("Write something first.")


class Silenced(CannotWrite):
    """She may not write in this space (any more)."""

    message = _("You cannot write in this space now.")


def _checked_words(body: str, note: str, trimmed: str = "") -> Words:
    body = clean_text(body)
    if not body:
        raise NothingSaid
    if len(body) > MOST_SIGNS:
        raise TooLong
    short_note = beginning(clean_line(note), MOST_OF_NOTE)
    return Words(body, short_note, beginning(clean_text(trimmed), MOST_TRIMMED))


def refuse_where_nobody_writes(by: Participant, thread: Thread | None) -> None:
    """Refuse who cannot write here now. Raises `Silenced`, `SpaceFrozen`."""
    if not may_write(by):
        raise Silenced
    is_frozen = by.space.is_frozen or (thread is not None and thread.is_frozen)
    if is_frozen and not is_moderator(by):
        raise SpaceFrozen


def _wait_for_her_turn(by: Participant) -> None:
    """Let a participant write once in so many minutes. The cache alone knows, and forgets by itself."""
    if not by.space.slow_minutes or is_moderator(by):
        return
    key = "forum-slow-" + mark_of(by.uid, purpose="slow mode")
    if not cache.add(key, 1, timeout=by.space.slow_minutes * 60):
        raise TooSoon


def _language(given: str, otherwise: str) -> str:
    return given if given and len(given) <= 20 and locale_of(given) else otherwise


def _new_thread(by: Participant, title: str, language: str) -> Thread:
    thread = Thread(uid=new_uid(), space=by.space, author=by, language=language)
    thread.sealed_title = seal_title(thread, beginning(clean_line(title), MOST_OF_TITLE))
    thread.save()
    return thread


def _locked(thread: Thread | None) -> Thread | None:
    """Return a thread that nobody else adds to before this transaction ends: numbers are given once."""
    if thread is None:
        return None
    rows = Thread.objects.select_for_update(of=("self",)).select_related("space", "author__person")
    return rows.get(pk=thread.pk)


@transaction.atomic
def write_post(
    *,
    by: Participant,
    thread: Thread | None,
    title: str = "",
    body: str,
    note: str = "",
    language: str = "",
    answers: Post | None = None,
    hides_name: bool = False,
    way: Post.Way = Post.Way.WEB,
    trimmed: str = "",
    uid: str = "",
    poll: Wanted | None = None,
) -> Post:
    """Say something in a thread, or begin one (`thread` None); a newcomer's first posts wait.

    `uid`: the post's, when the form chose it; sent twice, it is one post. Raises `CannotWrite`.
    """
    Participant.objects.select_for_update().get(pk=by.pk)  # her posts come one after the other
    sent = Post.objects.filter(uid=uid, author=by).select_related("thread__space").first() if uid else None
    if sent is not None:
        return sent
    words = _checked_words(body, note, trimmed)
    refuse_where_nobody_writes(by, thread)
    _wait_for_her_turn(by)
    language = _language(language, thread.language if thread else by.space.language)
    post = Post(uid=uid or new_uid(), author=by, language=language, hides_name=hides_name, way=way)
    post.state, post.thread = Post.State.HELD, _locked(thread) or _new_thread(by, title, language)
    last = Post.objects.filter(thread=post.thread).aggregate(last=Max("number"))["last"]
    post.number = (last or 0) + 1
    post.answers = answers if answers is not None and answers.thread_id == post.thread_id else None
    post.sealed = seal_post(post, words)
    post.save()
    note_mentions(post, words.body)
    if poll is not None:
        attach_poll(post, poll)
    if is_held(by):
        when_waiting(post)
    else:
        publish(post)
    Draft.objects.filter(by=by, thread=thread).delete()
    return post


def is_held(by: Participant) -> bool:
    """Say whether what a participant writes waits for a moderator first."""
    return by.passed < by.space.held_first and not is_moderator(by)


@transaction.atomic
def edit_post(*, by: Participant, post: Post, body: str, note: str = "") -> Post:
    """Change what she said; a newcomer's changed post waits once more. Raises `CannotWrite`."""
    if post.author_id != by.pk:
        raise Silenced
    words = _checked_words(body, note, read_post(post).trimmed)
    refuse_where_nobody_writes(by, post.thread)
    post.sealed, post.is_edited = seal_post(post, words), True
    if post.state == Post.State.PUBLISHED and is_held(by):
        post.state = Post.State.HELD
    post.save(update_fields=["sealed", "is_edited", "state"])
    note_mentions(post, words.body)
    count_anew(post.thread)
    index_anew([post.uid])
    if post.state == Post.State.HELD:
        when_waiting(post)
    return post


@transaction.atomic
def withdraw_post(*, by: Participant, post: Post) -> None:
    """Take back what she said, at any time; quotes of it go, and the title if it began the thread."""
    if post.author_id != by.pk:
        raise Silenced
    cut_quotes_in_space(post)
    began = not Post.objects.filter(thread=post.thread, number__lt=post.number).exists()
    if began and post.thread.author_id == by.pk:
        lose_title(post.thread)
    forget(post)
