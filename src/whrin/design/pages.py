"""Links to the pages of a long list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PageLink:
    """A numbered page, or a gap between two of them."""

    number: int
    address: str = ""
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class Pages:
    """What `design/pagination.html` shows. `previous` and `next` are empty at the ends."""

    last: int
    links: Sequence[PageLink]
    previous: str
    next: str


def page_links(page: int, last: int, address: Callable[[int], str]) -> Pages:
    """Return links to the first, the last and the pages around `page` (from 1)."""
    links: list[PageLink] = []
    for shown in sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)}):
        if links and shown > links[-1].number + 1:
            links.append(PageLink(shown - 1, is_gap=True))
        links.append(PageLink(shown, address(shown), is_current=shown == page))
    return Pages(
        last=last,
        links=links,
        previous=address(page - 1) if 1 < page <= last else "",
        next=address(page + 1) if page < last else "",
    )
