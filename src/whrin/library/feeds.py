"""Atom (RFC 4287) of any search of the library."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from whrin.library.listing import Listing, parse
from whrin.library.listing_cards import version_for
from whrin.library.listing_labels import Wordbook
from whrin.library.listing_page import found_for
from whrin.library.models import Work

FEED_SIZE = 50


class LibraryFeed(Atom1Feed):
    """Atom whose entries say which language their title is in."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "text", "xml:lang": item["text_language"]})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give the newest of what a search finds, as Atom; an order asked for is kept."""
    asked, language = parse(request.GET), get_language() or "en"
    asked = replace(asked, sort=asked.sort or "added", page=1, facet="")
    hits = found_for(asked, language, FEED_SIZE).hits
    cards = [hit.card for hit in hits]
    changed = dict(
        Work.objects.filter(slug__in=[card["slug"] for card in cards]).values_list("slug", "changed_at")
    )
    made = _feed(asked, language, cards, changed)
    response = HttpResponse(content_type=Atom1Feed.content_type)
    made.write(response, "utf-8")
    return response


def _feed(
    asked: Listing, language: str, cards: Sequence[Mapping[str, Any]], changed: Mapping[str, datetime]
) -> LibraryFeed:
    site, root = settings.WHRIN_ADDRESS, reverse("library:list")
    made = LibraryFeed(
        title=f"{asked.text} · {_('Library')}" if asked.text else _("Library"),
        link=site + root + asked.query(),
        description="",
        language=language,
        feed_url=f"{site}{root}feed/{asked.query()}",
        feed_guid=f"{site}{root}feed/{asked.query()}",
        author_name=_("Women and Harm Reduction International Network"),
    )
    book = Wordbook(language)
    for card in cards:
        if card["slug"] in changed:
            _add(made, card, changed[card["slug"]], asked, book)
    return made


def _add(
    made: LibraryFeed, card: Mapping[str, Any], changed_at: datetime, asked: Listing, book: Wordbook
) -> None:
    version = version_for(card, (*asked.filters.get("language", ()), book.language))
    site, root = settings.WHRIN_ADDRESS, reverse("library:list")
    made.add_item(
        title=version["title"],
        link=f"{site}{root}{card['slug']}/{version['language']}/",
        description="",
        unique_id=f"{site}/library/{card['slug']}",
        updateddate=changed_at.astimezone(UTC),
        author_name="; ".join(card["authors"]) or card["publisher"] or _("Unknown"),
        categories=[book.label("topic", topic) for topic in card["topics"]],
        text=version["abstract"],
        text_language=version.get("abstract_language") or version["language"],
    )
