"""Lists that are no search: a collection, and what came this quarter."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.library.actions.showing import SHELF
from whrin.library.enums import Status
from whrin.library.listing import PAGE_SIZE, Listing, parse
from whrin.library.listing_cards import Card, card_of
from whrin.library.listing_labels import Wordbook
from whrin.library.listing_page import found_for
from whrin.library.models import Collection, CollectionText, Work
from whrin.search.choices import NoSuchPage
from whrin.search.queries import cards

#: Collections on one page of their list.
MOST_COLLECTIONS = 50


class NoSuchCollection(Exception):
    """There is no public collection of this name."""


@dataclass(frozen=True)
class Shelf:
    """One page of a list. `language` and `direction` are those of the title; `query` is the same list as a
    search, for feeds and exports: empty when there is none.
    """

    title: str
    language: str
    direction: str
    purpose: str
    address: str
    query: str
    total: int
    page: int
    last: int
    cards: Sequence[Card]


@dataclass(frozen=True)
class CollectionLine:
    address: str
    title: str
    purpose: str
    language: str
    direction: str


def all_collections(language: str) -> list[CollectionLine]:
    """Return every public collection, by title, in the reader's language where it has one."""
    public = Collection.objects.filter(is_public=True, texts__isnull=False).distinct()
    lines = []
    for collection in public.prefetch_related("texts")[:MOST_COLLECTIONS]:
        text = _text(collection, language)
        lines.append(
            CollectionLine(
                reverse("library:collection", args=[collection.slug]),
                text.title,
                text.purpose,
                text.language,
                direction_of(text.language),
            )
        )
    return sorted(lines, key=lambda line: line.title.casefold())


def collection_page(slug: str, language: str, page: int) -> Shelf:
    """Return one page of a collection. Raises NoSuchCollection and NoSuchPage."""
    public = Collection.objects.filter(is_public=True, slug=slug, texts__isnull=False)
    collection = public.prefetch_related("texts").first()
    if collection is None:
        raise NoSuchCollection
    text, asked = _text(collection, language), Listing(filters={"collection": (slug,)})
    if collection.search:
        asked = parse(QueryDict(collection.search))
        found = found_for(replace(asked, page=page), language)
        total, slugs = found.total, [hit.key for hit in found.hits]
    else:
        chosen = Work.objects.filter(status=Status.PUBLISHED, collectionitem__collection=collection)
        total, slugs = _part(chosen.order_by("collectionitem__position", "pk"), page)
    return _shelf(
        slugs,
        asked,
        language,
        title=text.title,
        said_in=text.language,
        purpose=text.purpose,
        address=reverse("library:collection", args=[slug]),
        query=asked.query(),
        total=total,
        page=page,
    )


def new_page(language: str, page: int) -> Shelf:
    """Return one page of what came into the library this quarter, the latest first. Raises NoSuchPage."""
    since = first_day_of_quarter(timezone.now().date())
    new = Work.objects.published().filter(published_on__gte=since).order_by("-published_on", "-pk")
    total, slugs = _part(new, page)
    return _shelf(
        slugs,
        Listing(),
        language,
        title=_("New this quarter"),
        said_in=language,
        purpose="",
        address=reverse("library:new"),
        query=Listing(sort="added").query(),
        total=total,
        page=page,
    )


def first_day_of_quarter(day: datetime.date) -> datetime.date:
    """Return the first of January, April, July or October before a day, or on it."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _part(works: QuerySet[Work], page: int) -> tuple[int, list[str]]:
    start = (page - 1) * PAGE_SIZE
    return works.count(), list(works.values_list("slug", flat=True)[start : start + PAGE_SIZE])


def _shelf(
    slugs: Sequence[str],
    asked: Listing,
    language: str,
    *,
    title: str,
    said_in: str,
    purpose: str,
    address: str,
    query: str,
    total: int,
    page: int,
) -> Shelf:
    last = last_page(total, PAGE_SIZE)
    if page > last:
        raise NoSuchPage
    book, root = Wordbook(language), reverse("library:list")
    found = cards(shelf=SHELF, keys=slugs)
    return Shelf(
        title=title,
        language=said_in,
        direction=direction_of(said_in),
        purpose=purpose,
        address=address,
        query=query,
        total=total,
        page=page,
        last=last,
        cards=[card_of(found[slug], asked, book, root) for slug in slugs if slug in found],
    )


def _text(collection: Collection, language: str) -> CollectionText:
    texts = {text.language: text for text in collection.texts.all()}
    return next(texts[tag] for tag in (language, "en", *texts) if tag in texts)


def page_address(address: str, number: int) -> str:
    """Return the address of a page of a list."""
    return f"{address}?{urlencode({'page': number})}" if number > 1 else address
