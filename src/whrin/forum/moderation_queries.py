"""The gate to what moderators see, and what an author may ask about her own post.

Moderators see names of this space, never who is behind them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from whrin.forum.models import Claim, Entry, NameRequest, Participant, Post, PostAppeal, Report, Space
from whrin.forum.moderating import has_lapsed, label_of_appeal, label_of_word, may_answer
from whrin.forum.moderating_names import label_of_request
from whrin.forum.polls import options_left
from whrin.forum.queries import NotThere, moderator_for, place_in, post_for
from whrin.forum.rules import Asker, is_moderator
from whrin.forum.sealing import Words, name_in, name_left, open_in_space, open_keys, words_left
from whrin.forum.thread_page import shown_title
from whrin.kit.languages import direction_of
from whrin.kit.text import beginning

#: Posts on a page of the queue, and lines on a page of the log.
SIZE = 20
LINES = 50
_SHOWN = 240


@dataclass(frozen=True)
class Said:
    """What somebody reported, in her words; who she is stays unknown."""

    label: str
    words: str


@dataclass(frozen=True)
class Waiting:
    """A post that waits for a moderator. `why`: held, reported, appealed; `author`: her name in the space.

    `claimed_by`: the name of the moderator who looks at it, or empty. `begins`: it began its thread.
    `options`: of its poll, when it is looked at by itself.
    """

    uid: str
    title: str
    author: str
    author_uid: str
    hides_name: bool
    body: str
    options: Sequence[str]
    note: str
    language: str
    direction: str
    state: str
    why: Sequence[str]
    claimed_by: str
    is_mine: bool
    is_own: bool
    begins: bool


@dataclass(frozen=True)
class Case:
    """All that a moderator knows about a post. `word`: why it was taken down. `answers`: may she?"""

    waiting: Waiting
    thread_uid: str
    is_frozen: bool
    reports: Sequence[Said]
    appeal: str
    answers: bool
    word: str


@dataclass(frozen=True)
class Asking:
    """A request to see who a participant is. `is_mine`: she asked; `is_agreed`: she may see it, once."""

    pk: int
    name: str
    reason: str
    is_mine: bool
    is_agreed: bool


def post_to_moderate(person: Asker, uid: str) -> tuple[Post, Participant]:
    """Return a post and her place as moderator of its space. Raises `NotThere`."""
    posts = Post.objects.select_related("thread__space", "thread__author__person", "author__person")
    post = posts.filter(uid=uid).first()
    place = place_in(person, post.thread.space) if post else None
    if post is None or place is None or not is_moderator(place):
        raise NotThere
    return post, place


def post_to_report(person: Asker, uid: str) -> tuple[Post, Participant]:
    """Return a published post of somebody else, and her own place in its space. Raises `NotThere`."""
    post, place = post_for(person, uid)
    if place is None or post.author_id == place.pk or post.state != Post.State.PUBLISHED:
        raise NotThere
    return post, place


def own_post_taken_down(person: Asker, uid: str) -> tuple[Post, Participant]:
    """Return a post of her own that a moderator did not let through or removed. Raises `NotThere`."""
    post, place = post_for(person, uid)
    is_own = place is not None and post.author_id == place.pk
    if place is None or not is_own or post.state not in {Post.State.REFUSED, Post.State.REMOVED}:
        raise NotThere
    return post, place


def participant_to_moderate(person: Asker, slug: str, uid: str) -> tuple[Participant, Participant]:
    """Return a participant of a space and her own place as its moderator. Raises `NotThere`."""
    place = moderator_for(person, slug)
    found = _with_keys().filter(space=place.space, uid=uid).first()
    if found is None:
        raise NotThere
    return found, place


def _with_keys() -> QuerySet[Participant]:
    """Return participants but those who have destroyed their keys: their rows go in a moment."""
    return Participant.objects.filter(person__data_key__isnull=False).select_related("person")


def request_to_see(person: Asker, slug: str, pk: int) -> tuple[NameRequest, Participant]:
    """Return a request of a space that she moderates. Raises `NotThere`."""
    place = moderator_for(person, slug)
    requests = NameRequest.objects.select_related("participant__person", "agreed_by")
    inside = requests.filter(participant__in=_with_keys().filter(space=place.space))
    found = inside.filter(pk=pk).exclude(participant=place).first()
    if found is None:
        raise NotThere
    return found, place


def word_of(post: Post) -> str:
    """Return why a moderator took a post down, for its author; empty when there is nothing."""
    return open_in_space(post.thread.space, post.word, label=label_of_word(post))


def appeal_of(post: Post) -> PostAppeal | None:
    """Return what the author asked, or None."""
    return PostAppeal.objects.filter(post=post).first()


def answer_to(post: Post, asked: PostAppeal) -> str:
    """Return what another moderator answered to the author; empty while there is no answer."""
    return open_in_space(post.thread.space, asked.sealed_answer, label=label_of_appeal(post))


def queue(place: Participant) -> QuerySet[Post]:
    """Return the posts of a moderator's space that wait for one, the oldest first."""
    held = Post.objects.filter(state=Post.State.HELD, thread__space_id=place.space_id)
    reports = Report.objects.filter(state=Report.State.OPEN, post__thread__space_id=place.space_id)
    appeals = PostAppeal.objects.filter(closed_on=None, post__thread__space_id=place.space_id)
    # Each from its own few rows: one question over all posts takes longer with each that was ever written.
    waits = (
        held.order_by()
        .values("pk")
        .union(reports.order_by().values("post_id"), appeals.order_by().values("post_id"))
    )
    is_open = Report.objects.filter(post=OuterRef("pk"), state=Report.State.OPEN)
    posts = Post.objects.filter(pk__in=waits).annotate(is_reported=Exists(is_open))
    related = ("author__person", "thread__author__person", "claim__by__person", "appeal")
    return posts.select_related(*related).order_by("pk")


def waiting_lines(posts: Iterable[Post], place: Participant) -> list[Waiting]:
    """Return posts of the queue as lines: the beginning of each."""
    found = list(posts)
    claims = [post.claim.by for post in found if hasattr(post, "claim")]
    open_keys([*(post.author for post in found), *(post.thread.author for post in found), *claims])
    for post in found:
        post.thread.space = place.space
    return [waiting(post, place, most=_SHOWN) for post in found]


def waiting(post: Post, place: Participant, *, most: int = 0) -> Waiting:
    """Return a post as a moderator sees it; `most`: signs of its words, 0 for all."""
    words = words_left(post) or Words("")
    made: Claim | None = getattr(post, "claim", None)
    claimed = made if made is not None and not has_lapsed(made) else None
    return Waiting(
        uid=post.uid,
        title=shown_title(post.thread),
        author=name_left(post.author) if post.author else "",
        author_uid=post.author.uid if post.author else "",
        hides_name=post.hides_name,
        body=beginning(words.body, most) if most else words.body,
        options=() if most else options_left(post),
        note=words.note,
        language=post.language,
        direction=direction_of(post.language),
        state=post.get_state_display(),
        why=_why(post),
        claimed_by=name_left(claimed.by) if claimed else "",
        is_mine=claimed is not None and claimed.by_id == place.pk,
        is_own=post.author_id == place.pk,
        begins=post.number == 1,
    )


def _why(post: Post) -> list[str]:
    why = [str(post.get_state_display())] if post.state == Post.State.HELD else []
    if getattr(post, "is_reported", False):
        why.append(_("Reported"))
    asked = getattr(post, "appeal", None)
    return [*why, _("Appeal")] if asked is not None and asked.closed_on is None else why


def case(post: Post, place: Participant) -> Case:
    """Return all that a moderator of its space may know about a post."""
    reports = list(Report.objects.filter(post=post, state=Report.State.OPEN))
    asked = PostAppeal.objects.filter(post=post, closed_on=None).first()
    space = place.space
    return Case(
        waiting=waiting(post, place),
        thread_uid=post.thread.uid,
        is_frozen=post.thread.is_frozen,
        reports=[
            Said(
                str(report.get_category_display()),
                open_in_space(space, report.sealed_words, label=f"forum.Report:{report.pk}"),
            )
            for report in reports
        ],
        appeal=open_in_space(space, asked.sealed_words, label=label_of_appeal(post)) if asked else "",
        answers=asked is not None and may_answer(place, asked),
        word=word_of(post),
    )


def silenced_in(place: Participant) -> list[tuple[str, str]]:
    """Return uid and name of those who may not write in a moderator's space now."""
    found = list(_with_keys().filter(space=place.space, is_silenced=True)[:200])
    open_keys(found)
    return [(participant.uid, name_in(participant)) for participant in found]


def requests_in(place: Participant) -> list[Asking]:
    """Return the requests to see a name in a moderator's space, but never one about herself."""
    others = _with_keys().filter(space=place.space).exclude(pk=place.pk)
    rows = NameRequest.objects.filter(participant__in=others)
    found = list(rows.select_related("participant__person", "participant__space").order_by("pk")[:200])
    open_keys([row.participant for row in found])
    return [asking(row, place) for row in found]


def asking(row: NameRequest, place: Participant) -> Asking:
    """Return a request as a moderator sees it."""
    return Asking(
        pk=row.pk,
        name=name_in(row.participant),
        reason=open_in_space(place.space, row.sealed_reason, label=label_of_request(row)),
        is_mine=row.asked_by_id == place.pk,
        is_agreed=row.agreed_by_id is not None,
    )


def log_of(space: Space) -> QuerySet[Entry]:
    """Return the lines of a space's log, the newest first. The space has passed the gate."""
    return Entry.objects.filter(space=space).order_by("-pk")
