"""Where inside their files the words of a search stand, for the hits whose title and summary do not show it.

Reading whole texts is what makes a list slow: a page asks one question of the database, for a few hits, and
looks at the beginning of each text alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from django.db.models.functions import Substr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from whrin.library.enums import Extraction
from whrin.library.listing import Listing
from whrin.library.listing_cards import Card
from whrin.library.models import StoredFile
from whrin.search.inside import places
from whrin.search.results import Hit

#: Hits of a page that are looked into, and characters of each text.
MOST_HITS = 5
MOST_CHARACTERS = 200_000


def with_places(cards: Sequence[Card], hits: Sequence[Hit], asked: Listing, root: str) -> Sequence[Card]:
    """Return the cards, those that need it with the page of a file where the words stand."""
    dark = [
        hit.key
        for hit, card in zip(hits, cards, strict=True)
        if not _shows(card) and any(version["files"] for version in hit.card["versions"])
    ]
    if not dark:
        return cards
    found = _found(dark[:MOST_HITS], asked.text, root)
    return [
        replace(card, inside=found.get(hit.key, card.inside)) for hit, card in zip(hits, cards, strict=True)
    ]


def _shows(card: Card) -> bool:
    return "<mark>" in card.title or "<mark>" in card.summary


def _found(slugs: Sequence[str], query: str, root: str) -> Mapping[str, SafeString]:
    files = (
        StoredFile.objects.filter(version__work__slug__in=slugs, extraction=Extraction.DONE)
        .annotate(beginning=Substr("text", 1, MOST_CHARACTERS))
        .values_list("version__work__slug", "pk", "version__language", "beginning")
    )
    found: dict[str, SafeString] = {}
    for slug, number, language, text in files:
        if slug not in found and (there := places(text, query, language, most=1)):
            page = there[0].page
            found[slug] = format_html(
                '<p><a rel="nofollow" href="{}{}/read/{}/?page={}">{}</a>: <bdi lang="{}">{}</bdi></p>',
                root,
                quote(slug),
                number,
                page,
                _("Page %(number)s") % {"number": page},
                language,
                there[0].words,
            )
    return found
