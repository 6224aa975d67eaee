"""The forum's shelf in the search: tokens behind a veil, no card, no spelling.

A token is kept as a keyed fingerprint that is worthless without the secret key. Results are keys; what they
say is opened by this room, for who may read it.
"""

import hmac
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.conf import settings

from whrin.forum.models import Post, Space, Thread
from whrin.forum.sealing import open_keys, read_post, title_of
from whrin.people.sealing import CannotOpenError, key_for
from whrin.search.actions import refresh
from whrin.search.shelves import Entry, Passage, Shelf

NAME = "forum"
#: The one facet: a space, or what visitors may read of it.
READERS = "readers"
_DIGITS = 20


def index_anew(uids: Iterable[str]) -> None:
    """Have posts found as they are now; those that nobody may read any more are dropped."""
    refresh(shelf=NAME, keys=list(uids))


def members_of(space: Space) -> str:
    """Return the value of the facet for those who read all of a space."""
    return str(space.pk)


def visitors_of(space: Space) -> str:
    """Return the value of the facet for what visitors read of a space."""
    return f"{space.pk}-public"


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return key_for("tokens of the forum", secret)


def veil(token: str) -> str:
    """Return a token as it is kept: 80 bits of a keyed fingerprint."""
    return hmac.digest(_key(settings.SECRET_KEY), token.encode(), "sha256").hex()[:_DIGITS]


def keys() -> Iterable[str]:
    """Yield the uids of all published posts."""
    published = Post.objects.filter(state=Post.State.PUBLISHED)
    return published.order_by("pk").values_list("uid", flat=True).iterator(chunk_size=500)


def entries(uids: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those posts that are published. The first of a thread is found by its title, too."""
    published = Post.objects.filter(uid__in=uids, state=Post.State.PUBLISHED)
    posts = list(published.select_related("author__person", "thread__author__person", "thread__space"))
    open_keys(author for post in posts for author in (post.author, post.thread.author))
    for post in posts:
        try:
            yield _entry(post)
        except CannotOpenError:
            continue  # Its author has just destroyed her key: it is gone.


def _entry(post: Post) -> Entry:
    thread, words = post.thread, read_post(post)
    title = title_of(thread) if post.number == 1 else ""
    day = int(post.day.strftime("%Y%m%d"))
    return Entry(
        key=post.uid,
        title=[Passage(title, thread.language)] if title else [],
        body=[Passage(words.body, post.language)],
        facets={READERS: _readers(thread)},
        date=day,
        added=day,
    )


def _readers(thread: Thread) -> list[str]:
    return [members_of(thread.space), *([visitors_of(thread.space)] if thread.is_public else [])]


SHELF = Shelf(name=NAME, keys=keys, entries=entries, facets=(READERS,), veil=veil)
