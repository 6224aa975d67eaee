"""Where things of the forum stand."""

from django.urls import reverse

from whrin.forum.models import Participant, Post, Thread
from whrin.forum.thread_page import page_of


def address_of(post: Post, place: Participant | None) -> str:
    """Return the address of a post on its page of the thread, for this reader."""
    page = page_of(place, post.thread, post.number)
    query = f"?page={page}" if page > 1 else ""
    return f"{address_of_thread(post.thread)}{query}#n{post.number}"


def address_of_thread(thread: Thread) -> str:
    """Return the address of a thread."""
    return reverse("forum:thread", args=[thread.uid])
