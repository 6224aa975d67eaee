"""The head of the list's page: what it is called, and its feeds."""

from dataclasses import dataclass, replace

from django.urls import reverse

from whrin.library.listing import Listing
from whrin.library.listing_labels import Wordbook

#: More chosen values than this make no name.
_MOST = 3


@dataclass(frozen=True)
class ListHead:
    """`title` is empty for the plain list; so is `heading` unless the list is about what was chosen alone."""

    title: str
    heading: str
    feed: str
    rss: str


def head_of(asked: Listing, language: str) -> ListHead:
    """Return the head of a list, in the reader's language."""
    book, query = Wordbook(language), replace(asked, facet="", page=1).query()
    return ListHead(
        title=title_of(asked, book),
        heading="" if asked.text else _chosen(asked, book),
        feed=reverse("library:feed") + query,
        rss=reverse("library:rss") + query,
    )


def title_of(asked: Listing, book: Wordbook) -> str:
    """Return what a list is about: its words and the filters chosen; nothing for the plain list."""
    return " · ".join(filter(None, [asked.text, _chosen(asked, book)]))


def _chosen(asked: Listing, book: Wordbook) -> str:
    labels = [book.label(name, value) for name, values in asked.filters.items() for value in values]
    return " · ".join(labels) if len(labels) <= _MOST else ""
