"""The sitemap: pages, countries that something is known of, what is watched there, the calendar, then every
language version of every work, each with the day it last changed, where known, and its other languages.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from whrin.campaigns.queries import readable_papers
from whrin.events.queries import public_occasions, public_sessions
from whrin.library.enums import Status
from whrin.library.exports.sheet import record_address
from whrin.library.models import LanguageVersion
from whrin.policy_index.queries import public_measures
from whrin.services.figures.gathering import services_by_country
from whrin.website.countries.areas import address_of_country

#: Addresses in one part; one part alone needs no index. The format allows 50,000 and 50 MB; with its other
#: languages an address may take 5 kB.
PART = 5000

#: Language tag and whole address.
Alternates = Sequence[tuple[str, str]]


class NoSuchPart(Exception):
    """There is no part of the sitemap with this number."""


@dataclass(frozen=True)
class Row:
    """One whole address, and the day it last changed. `alternates`: the same in every language, its own
    too, when there are several.
    """

    address: str
    changed: datetime.date | None = None
    alternates: Alternates = ()


def part(number: int) -> tuple[str, list[Row]]:
    """Return a template and its rows: for 0 the whole map or the index of its parts, else one part, from 1.

    Raises NoSuchPart.
    """
    pages = Page.objects.live().filter(depth__gte=2).order_by("path")
    versions = LanguageVersion.objects.filter(work__status=Status.PUBLISHED).order_by("work_id", "pk")
    watched = list(public_measures().order_by("pk").values_list("slug", "edited_on", "country_id"))
    areas = [*_country_rows({country for _slug, _day, country in watched}), *_measure_rows(watched)]
    areas += [*_calendar_rows(), *_paper_rows()]
    held = pages.count() + len(areas)
    parts = -(-(held + versions.count()) // PART)
    if number == 0 and parts > 1:
        index = [Row(f"{settings.WHRIN_ADDRESS}/sitemap-{each}.xml") for each in range(1, parts + 1)]
        return "website/sitemap_index.xml", index
    if number > max(parts, 1):
        raise NoSuchPart
    first = max(0, number - 1) * PART
    rows = [*_page_rows(pages[first : first + PART])]
    after = max(0, first - (held - len(areas)))
    rows += areas[after : after + PART - len(rows)]
    start, room = max(0, first - held), PART - len(rows)
    found = versions.values_list("work_id", "work__slug", "language", "work__changed_at")
    rows += _work_rows(list(found[start : start + room]))
    return "website/sitemap.xml", rows


def _page_rows(pages: Iterable[Page]) -> Iterator[Row]:
    shown = list(pages)
    keys = {page.translation_key for page in shown}
    spoken = Page.objects.live().filter(translation_key__in=keys).order_by("path")
    alternates = _by_key(
        (key, language, settings.WHRIN_ADDRESS + address)
        for key, language, address in spoken.values_list(
            "translation_key", "locale__language_code", "url_path"
        )
    )
    for page in shown:
        changed = page.last_published_at
        yield Row(
            settings.WHRIN_ADDRESS + page.url_path,
            changed.date() if changed else None,
            alternates.get(page.translation_key, ()),
        )


def _country_rows(watched: set[str]) -> Iterator[Row]:
    """Give the page of every country that a service or a measure is known of, in each language."""
    for country in sorted(watched.union(services_by_country())):
        yield from _in_each_language(partial(address_of_country, country), None)


def _measure_rows(found: Iterable[tuple[str, datetime.date, str]]) -> Iterator[Row]:
    """Give the page of every measure, in each language."""
    for slug, day, _country in found:
        yield from _in_each_language(partial(reverse, "policy_index:measure", args=[slug]), day)


def _calendar_rows() -> Iterator[Row]:
    """Give the page of every session and occasion, in each language."""
    for name, found in (("session", public_sessions()), ("occasion", public_occasions())):
        for slug, day in found.order_by("pk").values_list("slug", "changed_on"):
            yield from _in_each_language(partial(reverse, f"events:{name}", args=[slug]), day)


def _paper_rows() -> Iterator[Row]:
    """Give the page of every public paper, in each language of the interface."""
    for slug, day in readable_papers().order_by("pk").values_list("slug", "published_on"):
        yield from _in_each_language(partial(reverse, "campaigns:public_paper", args=[slug]), day)


def _in_each_language(address_of: Callable[[], str], changed: datetime.date | None) -> Iterator[Row]:
    spoken = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            spoken.append((language, settings.WHRIN_ADDRESS + address_of()))
    yield from (Row(address, changed, spoken) for _language, address in spoken)


def _work_rows(found: Sequence[tuple[int, str, str, datetime.datetime]]) -> Iterator[Row]:
    """Give each version at the address that its page calls its own."""
    slugs = {work: slug for work, slug, _language, _changed in found}
    spoken = LanguageVersion.objects.filter(work__in=slugs).exclude(language="und").order_by("pk")
    alternates = _by_key(
        (work, language, record_address(slugs[work], language))
        for work, language in spoken.values_list("work_id", "language")
    )
    for work, slug, language, changed in found:
        yield Row(record_address(slug, language), changed.date(), alternates.get(work, ()))


def _by_key(found: Iterable[tuple[object, str, str]]) -> Mapping[object, Alternates]:
    gathered: dict[object, list[tuple[str, str]]] = {}
    for key, language, address in found:
        gathered.setdefault(key, []).append((language, address))
    return {key: several for key, several in gathered.items() if len(several) > 1}
