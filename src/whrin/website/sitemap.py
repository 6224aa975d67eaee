"""The sitemap: pages, then works, each with the day it last changed."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from whrin.library.models import Work

#: Addresses in one part; one part alone needs no index.
PART = 5000


class NoSuchPart(Exception):
    """There is no part of the sitemap with this number."""


@dataclass(frozen=True)
class Row:
    """One address, from the slash on, and the day it last changed."""

    address: str
    changed: datetime.date | None = None


def part(number: int) -> tuple[str, list[Row]]:
    """Return a template and its rows: for 0 the whole map or the index of its parts, else one part, from 1.

    Raises NoSuchPart.
    """
    pages = Page.objects.live().filter(depth__gte=2).order_by("path")
    works = Work.objects.published().order_by("pk")
    held = pages.count()
    parts = -(-(held + works.count()) // PART)
    if number == 0 and parts > 1:
        return "website/sitemap_index.xml", [Row(f"/sitemap-{each}.xml") for each in range(1, parts + 1)]
    if number > max(parts, 1):
        raise NoSuchPart
    first = max(0, number - 1) * PART
    rows: list[Row] = []
    for address, changed in pages.values_list("url_path", "last_published_at")[first : first + PART]:
        rows.append(Row(address, changed.date() if changed else None))
    start, room = max(0, first - held), PART - len(rows)
    rows += islice(
        _works(works.values_list("slug", "original_language", "changed_at")[start : start + room]), room
    )
    return "website/sitemap.xml", rows


def _works(found: object) -> Iterator[Row]:
    """Give each work's record, in the interface language nearest to the one it was written in."""
    languages = {code for code, _name in settings.LANGUAGES}
    roots = {}
    for code in languages:
        with translation.override(code):
            roots[code] = reverse("library:list")
    for slug, language, changed in found:  # type: ignore[attr-defined]  # rows of values_list, typed by no stub
        base = language.split("-", maxsplit=1)[0]
        code = base if base in languages else settings.LANGUAGE_CODE
        yield Row(f"{roots[code]}{slug}/", changed.date())
