"""The public list of papers, and the same as a table and as a feed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.publishing.asked import Asked, parse
from whrin.campaigns.publishing.listing import found_for, page_of, title_of
from whrin.campaigns.publishing.words import label
from whrin.design import atom
from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.design.tables import table
from whrin.kit.text import sound
from whrin.search.choices import NoSuchPage

#: Entries of a feed, and rows of a table at most.
FEED_SIZE, MOST = 50, 5_000
COLUMNS = ("address", "kind", "state", "day", "country", "language", "title", "is_sample", "licence")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list: all of it, or what a search and its filters leave."""
    asked, root = parse(request.GET), reverse("campaigns:public_papers")
    try:
        page = page_of(asked, get_language() or "en", root)
    except NoSuchPage:
        return error_page(request, 404, heading=_("The list ends before that page"))
    context = {
        "page": page,
        "root": root,
        "canonical": settings.WHRIN_ADDRESS + root + asked.query(asked.page),
        "query": asked.query(),
        "kept": asked.chosen(),
        "pages": page_links(asked.page, page.last, lambda number: root + asked.query(number)),
    }
    return render(request, "campaigns/publishing/list.html", context)


def _found(request: HttpRequest, size: int) -> tuple[Asked, Sequence[Mapping[str, Any]]]:
    """Return what is asked, and the cards of what the list finds, the newest first."""
    asked = replace(parse(request.GET), page=1)
    return asked, [hit.card for hit in found_for(asked, get_language() or "en", size, "newest").hits]


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give a table for spreadsheets: a row for each paper and language."""
    _asked, found = _found(request, MOST)
    language = get_language() or "en"
    return table(COLUMNS, list(_rows(found, language)), "papers")


def _rows(found: Sequence[Mapping[str, Any]], language: str) -> Iterator[list[str]]:
    for card in found:
        for tag, (title, _summary) in card["texts"].items():
            yield [
                f"{_address(card)}?language={tag}",
                label("kind", card["kind"], language),
                card["state"],
                card["day"],
                card["country"],
                tag,
                title,
                "yes" if card["is_sample"] else "no",
                settings.WHRIN_DATA_LICENCE,
            ]


def _address(card: Mapping[str, Any]) -> str:
    return settings.WHRIN_ADDRESS + reverse("campaigns:public_paper", args=[card["slug"]])


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what a list finds as Atom, the newest first."""
    asked, found = _found(request, FEED_SIZE)
    language = get_language() or "en"
    title = title_of(asked, language)
    listed = _("Papers and statements")
    made = atom.begun(
        f"{title} · {listed}" if title else listed,
        page=reverse("campaigns:public_papers") + asked.query(),
        address=reverse("campaigns:papers_feed") + asked.query(),
        language=language,
    )
    for card in found:
        _add(made, card, language)
    return atom.answer_with(made)


def _add(made: Atom1Feed, card: Mapping[str, Any], language: str) -> None:
    texts = card["texts"]
    words, summary = texts.get(language) or next(iter(texts.values()))
    made.add_item(
        title=sound(words),
        link=_address(card),
        description=sound(summary),
        unique_id=_address(card),
        updateddate=atom.moment(date.fromisoformat(card["day"])),
        categories=[label("kind", card["kind"], language), label("state", card["state"], language)],
    )
