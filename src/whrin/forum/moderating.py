"""What moderators do about posts, and what participants may ask of them: actions.

Each stands in the space's log. A reason is sealed under the space's key and read by the author alone.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.forum.hooks import when_waiting
from whrin.forum.models import Claim, Entry, Participant, Post, PostAppeal, Report
from whrin.forum.moderation_log import write
from whrin.forum.moderation_quotes import cut_quotes_in_space
from whrin.forum.polls import drop_poll
from whrin.forum.publishing import count_anew, lose_title, publish
from whrin.forum.rules import is_moderator
from whrin.forum.sealing import seal_in_space
from whrin.forum.shelf import index_anew
from whrin.kit.days import today
from whrin.kit.text import clean_text

#: Signs of a reason, a report, an appeal.
MOST_WORDS = 2000


class CannotModerate(Exception):
    """This cannot be done; `message` says why, for the one who tried."""

    message = _("This cannot be done.")


class NotYours(CannotModerate):
    """She does not moderate this space, or the post is her own."""

    message = _("Another moderator has to do this.")


class DoneAlready(CannotModerate):
    """Somebody was faster."""

    message = _("Another moderator has dealt with this already.")


class NoReason(CannotModerate):
    """Without words the author would not know why."""

    message = _("Give a reason: the author reads it.")


def label_of_word(post: Post) -> str:
    """Return the place that a moderator's word about a post is sealed for."""
    return f"forum.Post.word:{post.uid}"


@transaction.atomic
def report_post(*, by: Participant, post: Post, category: str, words: str = "") -> Report:
    """Say that a post harms. A second report while the first is open is the first one."""
    there = Report.objects.filter(by=by, post=post, state=Report.State.OPEN).first()
    if there is not None:
        return there
    report = Report.objects.create(by=by, post=post, category=Report.Category(category))
    report.sealed_words = _sealed(post, words, label=f"forum.Report:{report.pk}")
    report.save(update_fields=["sealed_words"])
    when_waiting(post)
    return report


@transaction.atomic
def claim(*, by: Participant, post: Post) -> Claim:
    """Say that one looks at a post. Raises `DoneAlready` while another moderator does."""
    refuse_others(by, post.thread.space_id, about=post.author_id)
    there = Claim.objects.select_for_update().filter(post=post).first()
    if there is not None and there.by_id != by.pk and not has_lapsed(there):
        raise DoneAlready
    made, _is_new = Claim.objects.update_or_create(post=post, defaults={"by": by, "day": today()})
    return made


def has_lapsed(made: Claim) -> bool:
    """Say whether a claim counts no more: the day after it was made is its last."""
    return (today() - made.day).days > 1


@transaction.atomic
def give_back(*, by: Participant, post: Post) -> None:
    """Let another moderator look at a post."""
    Claim.objects.filter(post=post, by=by).delete()


@transaction.atomic
def pass_post(*, by: Participant, post: Post) -> None:
    """Let a held post through; its readers see it, and are told of it. Raises `CannotModerate`."""
    post = _locked(by, post)
    if post.state != Post.State.HELD:
        raise DoneAlready
    publish(post)
    _done(by, post, Entry.Verb.PASS)


@transaction.atomic
def refuse_post(*, by: Participant, post: Post, reason: str) -> None:
    """Do not let a held post through; its author reads why. Raises `CannotModerate`."""
    post = _locked(by, post)
    if post.state != Post.State.HELD:
        raise DoneAlready
    _take_down(post, Post.State.REFUSED, reason)
    _done(by, post, Entry.Verb.REFUSE)


@transaction.atomic
def remove_post(*, by: Participant, post: Post, reason: str, with_title: bool = False) -> None:
    """Remove a post, and every quote of it in its space, for good; its author reads why.

    `with_title`: the title of the thread goes, too, and does not come back. Raises `CannotModerate`.
    """
    post = _locked(by, post)
    if post.state not in {Post.State.PUBLISHED, Post.State.HELD}:
        raise DoneAlready
    cut_quotes_in_space(post)
    _take_down(post, Post.State.REMOVED, reason)
    if with_title:
        lose_title(post.thread)
    count_anew(post.thread)
    index_anew([post.uid])
    _close_reports(post, Report.State.UPHELD, reason)
    _done(by, post, Entry.Verb.REMOVE)


@transaction.atomic
def dismiss_reports(*, by: Participant, post: Post, reason: str = "") -> None:
    """Let a reported post stay. Raises `CannotModerate`."""
    post = _locked(by, post)
    if not _close_reports(post, Report.State.DISMISSED, reason):
        raise DoneAlready
    _done(by, post, Entry.Verb.DISMISS)


@transaction.atomic
def appeal(*, by: Participant, post: Post, words: str) -> PostAppeal:
    """Ask another moderator than the one who took it down to look at one's own post again, once.

    Raises `CannotModerate`.
    """
    if post.author_id != by.pk or post.state not in {Post.State.REFUSED, Post.State.REMOVED}:
        raise NotYours
    if PostAppeal.objects.filter(post=post).exists():
        raise DoneAlready
    taken_down = Entry.objects.filter(about=post.uid, verb__in=[Entry.Verb.REMOVE, Entry.Verb.REFUSE]).first()
    remover = Participant.objects.filter(uid=taken_down.by).first() if taken_down else None
    sealed = _sealed(post, words, label=label_of_appeal(post))
    return PostAppeal.objects.create(post=post, removed_by=remover, sealed_words=sealed)


def label_of_appeal(post: Post) -> str:
    """Return the place that the words and the answer of an appeal are sealed for."""
    return f"forum.PostAppeal:{post.uid}"


@transaction.atomic
def answer_appeal(*, by: Participant, post: Post, restores: bool, answer: str = "") -> None:
    """Restore a post on appeal, or leave it down; never by the one who took it down.

    Raises `CannotModerate`.
    """
    post = _locked(by, post)
    asked = PostAppeal.objects.select_for_update().filter(post=post, closed_on=None).first()
    if asked is None:
        raise DoneAlready
    if not may_answer(by, asked):
        raise NotYours
    if not restores and not clean_text(answer):
        raise NoReason
    asked.decided_by, asked.closed_on = by, today()
    asked.sealed_answer = _sealed(post, answer, label=label_of_appeal(post))
    asked.save(update_fields=["decided_by", "closed_on", "sealed_answer"])
    if restores:
        _restore(post)
        _done(by, post, Entry.Verb.RESTORE)
    else:
        _done(by, post, Entry.Verb.UPHOLD)


def may_answer(by: Participant, asked: PostAppeal) -> bool:
    """Say whether a moderator may answer an appeal: not the one who took the post down."""
    return asked.removed_by_id != by.pk


def refuse_others(by: Participant, space_id: int, *, about: int | None = None) -> None:
    """Refuse those who do not moderate this space, and the participant (`about`) whom it is about.

    Raises `NotYours`.
    """
    if not is_moderator(by) or space_id != by.space_id or about == by.pk:
        raise NotYours


def _locked(by: Participant, post: Post) -> Post:
    """Return the post as it is now, so that of two moderators one comes second. Raises `NotYours`."""
    refuse_others(by, post.thread.space_id, about=post.author_id)
    posts = Post.objects.select_for_update(of=("self",)).select_related("thread__space", "author__person")
    found = posts.filter(pk=post.pk).first()
    if found is None:
        raise DoneAlready
    return found


def _take_down(post: Post, state: Post.State, reason: str) -> None:
    if not clean_text(reason):
        raise NoReason
    post.state, post.word = state, _sealed(post, reason, label=label_of_word(post))
    post.save(update_fields=["state", "word"])
    drop_poll(post)


def _restore(post: Post) -> None:
    was_shown, was_public = post.state == Post.State.REMOVED, post.thread.is_public
    post.word = ""
    post.save(update_fields=["word"])
    publish(post)
    if was_shown and post.thread.is_public != was_public:
        # To `publish` the only post of a thread is its first; whether visitors may see it was settled before.
        post.thread.is_public = was_public
        post.thread.save(update_fields=["is_public"])


def _close_reports(post: Post, state: Report.State, reason: str) -> int:
    reports = list(Report.objects.filter(post=post, state=Report.State.OPEN))
    for report in reports:
        report.state, report.closed_on = state, today()
        report.sealed_reason = _sealed(post, reason, label=f"forum.Report:{report.pk}")
        report.save(update_fields=["state", "closed_on", "sealed_reason"])
    return len(reports)


def _done(by: Participant, post: Post, verb: Entry.Verb) -> None:
    Claim.objects.filter(post=post).delete()
    write(by=by, verb=verb, about=post.uid)


def _sealed(post: Post, words: str, *, label: str) -> str:
    words = clean_text(words)[:MOST_WORDS]
    return seal_in_space(post.thread.space, words, label=label) if words else ""
