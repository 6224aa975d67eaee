"""Atom (RFC 4287) and RSS 2.0 of any search of the library, and so of every topic, place and collection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from whrin.design.atom import answer_with
from whrin.kit.text import sound
from whrin.library.list_head import title_of
from whrin.library.listing import Listing, parse
from whrin.library.listing_cards import version_for
from whrin.library.listing_labels import Wordbook
from whrin.library.listing_page import found_for
from whrin.library.models import Work

FEED_SIZE = 50


class AtomFeed(Atom1Feed):
    """Atom whose entries say which language their title is in."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "text", "xml:lang": item["text_language"]})


class RssFeed(Rss201rev2Feed):
    """RSS whose items say in Dublin Core which language they are in."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": item["text"]})
        handler.addQuickElement("dc:language", item["text_language"])


@dataclass(frozen=True)
class _Dates:
    changed: datetime
    added: date


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give the newest of what a search finds, as Atom; an order asked for is kept."""
    return _answer(request, AtomFeed, "library:feed")


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """Give the same as RSS 2.0, for readers' programs that know no Atom."""
    return _answer(request, RssFeed, "library:rss")


def _answer(request: HttpRequest, kind: type[AtomFeed | RssFeed], name: str) -> HttpResponse:
    asked, language = parse(request.GET), get_language() or "en"
    asked = replace(asked, sort=asked.sort or "added", page=1, facet="")
    cards = [hit.card for hit in found_for(asked, language, FEED_SIZE).hits]
    made = _begun(kind, asked, Wordbook(language), settings.WHRIN_ADDRESS + reverse(name) + asked.query())
    _fill(made, cards, asked, Wordbook(language))
    return answer_with(made)


def _begun(
    kind: type[AtomFeed | RssFeed], asked: Listing, book: Wordbook, address: str
) -> AtomFeed | RssFeed:
    title, listed = title_of(asked, book), _("Library")
    return kind(
        title=sound(f"{title} · {listed}" if title else listed),
        link=settings.WHRIN_ADDRESS + reverse("library:list") + asked.query(),
        description=_(
            "Research, briefs and toolkits about women and harm reduction, in every language we know of."
        )
        if kind is RssFeed
        else "",
        language=book.language,
        feed_url=address,
        feed_guid=address,
        author_name=_("Women and Harm Reduction International Network"),
    )


def _fill(
    made: AtomFeed | RssFeed, cards: Sequence[Mapping[str, Any]], asked: Listing, book: Wordbook
) -> None:
    works = Work.objects.filter(slug__in=[card["slug"] for card in cards], published_on__isnull=False)
    dates = {
        slug: _Dates(changed, added)
        for slug, changed, added in works.values_list("slug", "changed_at", "published_on")
        if added
    }
    for card in cards:
        if card["slug"] in dates:
            _add(made, card, dates[card["slug"]], asked, book)


def _add(
    made: AtomFeed | RssFeed, card: Mapping[str, Any], dates: _Dates, asked: Listing, book: Wordbook
) -> None:
    version = version_for(card, (*asked.filters.get("language", ()), book.language))
    site, root = settings.WHRIN_ADDRESS, reverse("library:list")
    made.add_item(
        title=sound(version["title"]),
        link=f"{site}{root}{card['slug']}/{version['language']}/",
        description="",
        unique_id=f"{site}/library/{card['slug']}",
        unique_id_is_permalink=False,
        # RSS has one date, that of publication; Atom says when the entry last changed.
        pubdate=datetime.combine(dates.added, time(), UTC) if isinstance(made, RssFeed) else None,
        updateddate=dates.changed.astimezone(UTC),
        author_name=sound("; ".join(card["authors"]) or card["publisher"] or _("Unknown")),
        categories=[book.label("topic", topic) for topic in card["topics"]],
        text=sound(version["abstract"]),
        text_language=version.get("abstract_language") or version["language"],
    )
