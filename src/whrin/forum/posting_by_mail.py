"""A letter to a space becomes a post: what would tell who she or others are is taken out, files are left out,
and a changed subject begins a new topic.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from whrin.forum.actions import CannotWrite, SpaceFrozen, TooSoon, keep_draft, write_post
from whrin.forum.letters import absolute, neutral_subject
from whrin.forum.models import Participant, Post, Thread
from whrin.forum.queries import threads_for
from whrin.forum.sealing import Begun, title_of
from whrin.mailing.lists import Fate, Outcome, Said
from whrin.mailing.reading import base_subject, new_subject, scrub
from whrin.people.addresses import person_with_address
from whrin.people.sealing import CannotOpenError

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'@]{1,64}@[^\s<>()\[\],;:\"'@]{1,255}")
#: Addresses in one letter that are looked up.
_MOST_ADDRESSES = 100


def base_title(thread: Thread) -> str:
    """Return the title of a thread without what replies add; empty when it cannot be read any more."""
    try:
        return base_subject(title_of(thread))
    except CannotOpenError:
        return ""


def post_letter(place: Participant, said: Said) -> Outcome:
    """Post what she wrote, or say why not. What must wait is kept as a draft of hers."""
    thread = threads_for(said.person, place.space, place).filter(uid=said.thread).first()
    title, left = _begun_anew(said, thread)
    thread = None if left is not None else thread
    answers = Post.objects.filter(uid=said.answers, thread=thread).first() if said.answers else None
    body, trimmed = scrubbed(said.body), scrubbed(said.trimmed)
    if not body.strip() and said.files:
        return Outcome(Fate.REFUSED, word=_only_files())
    try:
        post = write_post(
            by=place,
            thread=thread,
            title=title,
            body=_with_notes(place, said, body, left),
            trimmed=trimmed,
            language=said.language,
            answers=answers,
            way=Post.Way.MAIL,
        )
    except CannotWrite as refusal:
        if isinstance(refusal, SpaceFrozen | TooSoon):
            keep_draft(by=place, thread=thread, begun=Begun(title=said.subject, body=body))
        return Outcome(Fate.REFUSED, word=str(refusal.message))
    if post.state == Post.State.HELD:
        word = _("A moderator reads your message before others do. You need not do anything.")
        return Outcome(Fate.HELD, post.uid, word)
    return Outcome(Fate.PUBLISHED, post.uid, _new_topic() if left is not None else "")


def _only_files() -> str:
    return _(
        "Your letter had files and no words, so nothing was posted. Lists never pass files on, for they can "
        "tell who made them, where and when. Say in words what they show."
    )


def _new_topic() -> str:
    return _("You changed the subject, so your message began a new topic.")


def _begun_anew(said: Said, thread: Thread | None) -> tuple[str, Thread | None]:
    """Return the title of what she says, and the thread that she left by changing the subject."""
    if thread is None or not said.is_answer:
        return said.subject, None
    title = new_subject(said.subject, [base_title(thread), thread.space.name, *_neutral_subjects()])
    return (title, thread) if title else (said.subject, None)


@cache
def _neutral_subjects() -> tuple[str, ...]:
    """Return the subject of letters that say nothing, in every language that it may have had."""
    return tuple(dict.fromkeys(_in(code, neutral_subject) for code, _name in settings.LANGUAGES))


def _in(language: str, text: Callable[[], str]) -> str:
    with translation.override(language):
        return text()


def _with_notes(place: Participant, said: Said, body: str, left: Thread | None) -> str:
    """Return her words with a line on where the topic comes from, and one on files that were left out, in
    the language of the words.
    """
    if not body.strip():
        return body  # Notes are no words of hers.
    language = said.language or (left or place.space).language
    language = language if language in dict(settings.LANGUAGES) else place.space.language
    with translation.override(language):
        before = [_("From: %(address)s") % {"address": _address(left)}] if left is not None else []
        after = [_left_out(said.files)] if said.files else []
    return "\n\n".join([*before, body, *after])


def _address(thread: Thread) -> str:
    return absolute(reverse("forum:thread", args=[thread.uid]))


def _left_out(files: int) -> str:
    told = ngettext("[%(count)d file was not passed on]", "[%(count)d files were not passed on]", files)
    return told % {"count": files}


def scrubbed(text: str) -> str:
    """Return a text without what would tell who she or other members are."""
    found = list(dict.fromkeys(_ADDRESS.findall(text)))[:_MOST_ADDRESSES]
    return scrub(text, addresses=_of_members(found), domain=settings.WHRIN_MAIL_DOMAIN)


def _of_members(addresses: Iterable[str]) -> list[str]:
    bare = [address.strip(".,;:!?") for address in addresses]
    return [address for address in bare if person_with_address(address) is not None]
