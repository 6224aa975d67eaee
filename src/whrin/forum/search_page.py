"""What a search in the forum finds, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from whrin.forum.models import Post
from whrin.forum.queries import spaces_for
from whrin.forum.rules import Asker
from whrin.forum.sealing import open_keys, words_left
from whrin.forum.shelf import NAME, READERS, members_of, visitors_of
from whrin.forum.thread_page import shown_title
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.people.rules import is_active_member
from whrin.search.highlight import marked, snippet
from whrin.search.queries import find

SIZE = 20


@dataclass(frozen=True)
class Found:
    """A post that was found. `text`: where the words stand; of one with a content note, the note instead."""

    address: str
    title: SafeString
    text: SafeString
    space: str
    language: str
    direction: str
    title_language: str
    day: str


@dataclass(frozen=True)
class SearchPage:
    """One page (from 1) of what was found."""

    total: int
    last: int
    lines: Sequence[Found]


def search_page(person: Asker, text: str, language: str, page: int) -> SearchPage:
    """Return what a person finds in the spaces she may read, and nothing of any other."""
    spaces = list(spaces_for(person))
    is_member = is_active_member(person)
    readers = [(members_of if is_member else visitors_of)(space) for space in spaces]
    result = find(shelf=NAME, text=text, language=language, within=(READERS, readers), page=page, size=SIZE)
    posts = Post.objects.filter(uid__in=[hit.key for hit in result.hits]).order_by()
    near = posts.select_related("author__person", "thread__author__person", "thread__space")
    by_uid = {
        post.uid: post
        for post in near
        if post.state == Post.State.PUBLISHED
        and post.thread.space in spaces
        and (is_member or post.thread.is_public)
    }
    open_keys(author for post in by_uid.values() for author in (post.author, post.thread.author))
    lines = [_line(by_uid[hit.key], text) for hit in result.hits if hit.key in by_uid]
    last = last_page(result.total, SIZE)
    return SearchPage(result.total, last, [line for line in lines if line is not None])


def _line(post: Post, text: str) -> Found | None:
    words = words_left(post)
    if words is None:
        return None
    return Found(
        address=reverse("forum:post", args=[post.uid]),
        title=marked(shown_title(post.thread), text, post.thread.language),
        text=snippet(words.note or words.body, text, post.language),
        space=post.thread.space.name,
        language=post.language,
        direction=direction_of(post.language),
        title_language=post.thread.language,
        day=post.day.isoformat(),
    )
