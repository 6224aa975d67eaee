"""A reader's own list: it lives in the address alone, and nobody keeps it for her."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import QueryDict

from whrin.kit.languages import direction_of
from whrin.kit.text import clean_line
from whrin.library.citations.citing import first_citation_of
from whrin.library.listing import MOST_CHARACTERS
from whrin.library.listing_cards import version_for
from whrin.library.models import Work
from whrin.search.queries import find

#: Works of one list; an address that is longer is cut by some programs.
MOST = 100
#: Works offered to add.
_OFFERED = 10
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


@dataclass(frozen=True)
class Item:
    """A work of the list. `without` and `up`: the list without it, and with it one place higher."""

    address: str
    title: str
    language: str
    direction: str
    citation: str
    without: str
    up: str


@dataclass(frozen=True)
class Offer:
    """A work that could be added; `adding` is the list with it."""

    title: str
    language: str
    direction: str
    adding: str


@dataclass(frozen=True)
class SavedPage:
    """`unknown`: names that no public work has. `is_cut`: more works were asked for than a list may hold."""

    slugs: Sequence[str]
    items: Sequence[Item]
    offers: Sequence[Offer]
    unknown: Sequence[str]
    is_cut: bool
    asked: str
    query: str
    address: str


def slugs_kept(parameters: QueryDict) -> list[str]:
    """Return the names of the works in an address, once each; those of a list pasted as `list` come first."""
    pasted = parse_qs(urlsplit(parameters.get("list", "")).query, max_num_fields=None).get("w", [])
    written = (one.strip() for one in [*pasted, *parameters.getlist("w")])
    return list(dict.fromkeys(one for one in written if _SLUG.fullmatch(one)))


def query_of(slugs: Sequence[str]) -> str:
    """Return the query string of a list, with its `?`; nothing for an empty one."""
    return f"?{urlencode([('w', slug) for slug in slugs])}" if slugs else ""


def saved_of(parameters: QueryDict, reader: str, root: str) -> SavedPage:
    """Return the list that an address holds. `root`: the library's address in the reader's language."""
    asked_for = slugs_kept(parameters)
    slugs = asked_for[:MOST]
    works = _works(slugs)
    asked = clean_line(parameters.get("q", ""))[:MOST_CHARACTERS].strip()
    kept = [slug for slug in slugs if slug in works]
    return SavedPage(
        slugs=kept,
        items=[_item(works[slug], at, kept, reader, root) for at, slug in enumerate(kept)],
        offers=_offers(asked, kept, reader, root) if asked else (),
        unknown=[slug for slug in slugs if slug not in works],
        is_cut=len(asked_for) > MOST,
        asked=asked,
        query=query_of(kept),
        address=f"{settings.WHRIN_ADDRESS}{root}saved/{query_of(kept)}",
    )


def _works(slugs: Sequence[str]) -> dict[str, Work]:
    found = Work.objects.published().filter(slug__in=slugs)
    return {one.slug: one for one in found.prefetch_related("versions__links", "contributions")}


def _item(work: Work, at: int, kept: Sequence[str], reader: str, root: str) -> Item:
    version = work.version_for(reader) or work.versions.all()[0]
    higher = [*kept[: at - 1], kept[at], kept[at - 1], *kept[at + 1 :]] if at else []
    return Item(
        address=f"{root}{work.slug}/{version.language}/",
        title=version.title,
        language=version.language,
        direction=direction_of(version.language),
        citation=first_citation_of(work, version, reader).text,
        without=f"{root}saved/{query_of([*kept[:at], *kept[at + 1 :]])}",
        up=f"{root}saved/{query_of(higher)}" if higher else "",
    )


def _offers(asked: str, kept: Sequence[str], reader: str, root: str) -> list[Offer]:
    found = find(shelf="library", text=asked, language=reader, size=_OFFERED + len(kept)).hits
    offers = []
    for hit in [hit for hit in found if hit.key not in kept][:_OFFERED]:
        version = version_for(hit.card, (reader,))
        language = str(version["language"])
        adding = f"{root}saved/{query_of([*kept, hit.key])}"
        offers.append(Offer(version["title"], language, direction_of(language), adding))
    return offers
