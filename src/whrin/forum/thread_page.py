"""What the page of a thread shows."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from whrin.forum.models import Bookmark, Mention, Mute, Participant, Post, Reaction, Thread
from whrin.forum.moderating import label_of_word
from whrin.forum.polls_shown import ShownPoll, polls_in
from whrin.forum.queries import last_page_of, posts_for
from whrin.forum.reading import rendered
from whrin.forum.rules import is_moderator, may_write
from whrin.forum.sealing import name_left, name_over, open_in_space, open_keys, title_of, words_left
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.people.sealing import CannotOpenError

SIZE = 20


@dataclass(frozen=True)
class Sign:
    """A reaction to a post: how many gave it, and whether she did."""

    kind: str
    label: str
    count: int
    is_given: bool


@dataclass(frozen=True)
class ShownPost:
    """A post as it stands on the page. `name`: empty when it is hidden. `missing`: posts before it that this
    reader does not see. `word`: why it is not shown to others, and
    `trimmed`: what was left out of her letter, a signature with names, perhaps: for its author alone.
    `is_old`: it came from an old list, its name is made up.
    """

    uid: str
    number: int
    name: str
    is_own: bool
    day: str
    language: str
    direction: str
    note: str
    html: SafeString
    trimmed: str
    state: str
    is_edited: bool
    is_old: bool
    answers: int
    word: str
    signs: Sequence[Sign]
    is_kept: bool
    missing: int
    poll: ShownPoll | None


@dataclass(frozen=True)
class ThreadPage:
    """A page of a thread, for one reader. `page` and `last` count from 1."""

    uid: str
    title: str
    language: str
    direction: str
    posts: Sequence[ShownPost]
    page: int
    last: int
    is_frozen: bool
    is_muted: bool
    may_write: bool
    moderates: bool


def shown_title(thread: Thread) -> str:
    """Return a thread's title, or a word in its place."""
    try:
        return title_of(thread) or _("A conversation")
    except CannotOpenError:
        return _("A conversation")


def page_of(place: Participant | None, thread: Thread, number: int) -> int:
    """Return on which page of a thread a reader finds the post of this number."""
    if number <= SIZE:
        return 1
    return last_page(posts_for(place, thread).filter(number__lte=number).count(), SIZE)


def pages_of(places: Sequence[Participant], thread: Thread, number: int) -> Mapping[int, int]:
    """Return what `page_of` does, for each of these readers, by the number of her place."""
    if number <= SIZE:
        return {place.pk: 1 for place in places}
    before = Post.objects.filter(thread=thread, number__lte=number).order_by()
    published = before.filter(state=Post.State.PUBLISHED).count()
    unseen = before.exclude(state=Post.State.PUBLISHED)
    own = dict(unseen.values_list("author_id").annotate(Count("pk")))
    return {
        place.pk: last_page(
            published + (sum(own.values()) if is_moderator(place) else own.get(place.pk, 0)), SIZE
        )
        for place in places
    }


def thread_page(place: Participant | None, thread: Thread, page: int) -> ThreadPage:
    """Return a page of a thread that has passed the gate. Raises `NotThere` beyond the last."""
    seen = posts_for(place, thread)
    posts = list(seen.select_related("poll")[(page - 1) * SIZE : page * SIZE + 1]) if page > 0 else []
    # What fits on one page is counted by having it.
    last = last_page_of(len(posts) if page == 1 and len(posts) <= SIZE else seen.count(), SIZE, page)
    # One more at each side of the page: whether posts are missing before the first is told by its number.
    before = seen[(page - 1) * SIZE - 1 : (page - 1) * SIZE].first() if page > 1 else None
    writes = place is not None and may_write(place)
    is_frozen = thread.is_frozen or thread.space.is_frozen
    moderates = is_moderator(place)
    open_keys([thread.author, *(post.author for post in posts)])
    return ThreadPage(
        uid=thread.uid,
        title=shown_title(thread),
        language=thread.language,
        direction=direction_of(thread.language),
        posts=_shown(place, thread, posts[:SIZE], before.number if before else 0),
        page=page,
        last=last,
        is_frozen=is_frozen,
        is_muted=place is not None and Mute.objects.filter(by=place, thread=thread).exists(),
        may_write=writes and (moderates or not is_frozen),
        moderates=moderates,
    )


def _shown(
    place: Participant | None, thread: Thread, posts: Sequence[Post], before: int
) -> Sequence[ShownPost]:
    for post in posts:
        post.thread = thread
    said = {post.pk: words_left(post) for post in posts}
    mentioned = _mentions_in([post for post in posts if (words := said[post.pk]) and "@" in words.body])
    open_keys(one for found in mentioned.values() for one in found)
    mentions = {pk: [name for one in found if (name := name_left(one))] for pk, found in mentioned.items()}
    signs, kept, polls = _signs_of(place, posts), _kept_by(place, posts), polls_in(place, posts)
    numbers = {post.pk: post.number for post in posts}
    made: list[ShownPost] = []
    for post in posts:
        words = said[post.pk]
        if words is None:
            continue
        made.append(
            ShownPost(
                uid=post.uid,
                number=post.number,
                name=name_over(post, words),
                is_own=_is_hers(post, place),
                day=post.day.isoformat(),
                language=post.language,
                direction=direction_of(post.language),
                note=words.note,
                html=rendered(words.body, mentions.get(post.pk, ())),
                trimmed=words.trimmed if _is_hers(post, place) else "",
                state=post.state,
                is_edited=post.is_edited,
                is_old=post.way == Post.Way.OLD,
                answers=numbers.get(post.answers_id or 0, 0),
                word=_word_of(post, place),
                signs=signs[post.pk],
                is_kept=post.pk in kept,
                missing=post.number - before - 1,
                poll=polls.get(post.pk),
            )
        )
        before = post.number
    return made


def _is_hers(post: Post, place: Participant | None) -> bool:
    return place is not None and post.author_id == place.pk


def _word_of(post: Post, place: Participant | None) -> str:
    """Return why a moderator took a post down, for its author alone."""
    if not _is_hers(post, place) or not post.word:
        return ""
    return open_in_space(post.thread.space, post.word, label=label_of_word(post))


def _mentions_in(posts: Sequence[Post]) -> Mapping[int, list[Participant]]:
    found: dict[int, list[Participant]] = defaultdict(list)
    mentions = Mention.objects.filter(post__in=posts).select_related("participant__person")
    for mention in mentions if posts else ():
        found[mention.post_id].append(mention.participant)
    return found


def _signs_of(place: Participant | None, posts: Sequence[Post]) -> Mapping[int, list[Sign]]:
    counts: Counter[tuple[int, str]] = Counter()
    given: set[tuple[int, str]] = set()
    for post, by, kind in Reaction.objects.filter(post__in=posts).values_list("post_id", "by_id", "kind"):
        counts[post, kind] += 1
        if place is not None and by == place.pk:
            given.add((post, kind))
    return {
        post.pk: [
            Sign(kind.value, str(kind.label), counts[post.pk, kind.value], (post.pk, kind.value) in given)
            for kind in Reaction.Kind
        ]
        for post in posts
    }


def _kept_by(place: Participant | None, posts: Sequence[Post]) -> set[int]:
    if place is None:
        return set()
    return set(Bookmark.objects.filter(by=place, post__in=posts).values_list("post_id", flat=True))
