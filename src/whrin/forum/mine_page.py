"""What is hers: posts that name her, posts she keeps, drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from whrin.forum.addresses import address_of_thread
from whrin.forum.models import Draft, Post
from whrin.forum.queries import spaces_for
from whrin.forum.sealing import Words, open_keys, read_draft, words_left
from whrin.forum.thread_page import shown_title
from whrin.kit.languages import direction_of
from whrin.kit.text import beginning
from whrin.people.models import Person

SIZE = 20
KINDS = ("mentions", "bookmarks", "drafts")
_MOST_SHOWN = 160


@dataclass(frozen=True)
class MineLine:
    """A post or a draft in a list. `text`: its first words; of one with a content note, the note."""

    address: str
    title: str
    space: str
    text: str
    language: str
    direction: str
    day: str


def _posts(person: Person, kind: str) -> QuerySet[Post]:
    hers = Q(mentions__participant__person=person) if kind == "mentions" else Q(bookmarks__by__person=person)
    posts = Post.objects.filter(hers, state=Post.State.PUBLISHED, thread__space__in=spaces_for(person))
    return posts.select_related("author__person", "thread__author__person", "thread__space").order_by("-pk")


def _drafts(person: Person) -> QuerySet[Draft]:
    drafts = Draft.objects.filter(by__person=person, by__space__in=spaces_for(person))
    return drafts.select_related(
        "by__person", "by__space", "thread__author__person", "thread__space"
    ).order_by("-pk")


def mine_count(person: Person, kind: str) -> int:
    """Return how many lines a list has."""
    return _drafts(person).count() if kind == "drafts" else _posts(person, kind).count()


def mine_lines(person: Person, kind: str, page: int) -> Sequence[MineLine]:
    """Return a page (from 1) of a list, newest first."""
    part = slice((page - 1) * SIZE, page * SIZE)
    if kind == "drafts":
        drafts = list(_drafts(person)[part])
        open_keys([draft.by for draft in drafts])
        open_keys([draft.thread.author for draft in drafts if draft.thread])
        return [_line_of_draft(draft) for draft in drafts]
    posts = list(_posts(person, kind)[part])
    open_keys([author for post in posts for author in (post.author, post.thread.author)])
    read = [(post, words_left(post)) for post in posts]
    return [_line_of(post, words) for post, words in read if words is not None]


def _line_of(post: Post, words: Words) -> MineLine:
    return MineLine(
        address=reverse("forum:post", args=[post.uid]),
        title=shown_title(post.thread),
        space=post.thread.space.name,
        text=beginning(" ".join((words.note or words.body).split()), _MOST_SHOWN),
        language=post.language,
        direction=direction_of(post.language),
        day=post.day.isoformat(),
    )


def _line_of_draft(draft: Draft) -> MineLine:
    begun, thread = read_draft(draft), draft.thread
    return MineLine(
        address=f"{address_of_thread(thread)}#write"
        if thread
        else reverse("forum:new", args=[draft.by.space.slug]),
        title=shown_title(thread) if thread else begun.title,
        space=draft.by.space.name,
        text=beginning(" ".join(begun.body.split()), _MOST_SHOWN),
        language="",
        direction="auto",
        day=draft.day.isoformat(),
    )
