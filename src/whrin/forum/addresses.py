"""Where things of the forum stand."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from whrin.forum.models import Participant, Post, Thread
from whrin.forum.thread_page import page_of, pages_of


def address_of(post: Post, place: Participant | None) -> str:
    """Return the address of a post on its page of the thread, for this reader."""
    return _address(post, page_of(place, post.thread, post.number))


def addresses_of(post: Post, places: Sequence[Participant]) -> Mapping[int, str]:
    """Return what `address_of` does, for each of these readers, by the number of her place."""
    pages = pages_of(places, post.thread, post.number)
    return {pk: _address(post, page) for pk, page in pages.items()}


def _address(post: Post, page: int) -> str:
    query = f"?page={page}" if page > 1 else ""
    return f"{address_of_thread(post.thread)}{query}#n{post.number}"


def address_of_thread(thread: Thread) -> str:
    """Return the address of a thread."""
    return reverse("forum:thread", args=[thread.uid])
