"""What a page of the site needs, in few queries; stored paths are addresses (`models.base`)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from whrin.campaigns.models import Campaign
from whrin.kit.languages import direction_of
from whrin.website.models import Identity, NewsIndexPage, NewsPage, PaperIndexPage, PaperPage

_STEP = Page.steplen


@dataclass(frozen=True)
class Reference:
    """A page as a link needs it: `language` is the one it is written in."""

    title: str
    address: str
    language: str

    @property
    def direction(self) -> str:
        """The way the title runs: `ltr` or `rtl`."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Dated(Reference):
    """A page with a day, a first sentence or two, and whether it is a sample."""

    date: datetime.date
    intro: str
    is_sample: bool
    kind: str = ""


def page_at(address: str) -> Any:
    """Return the live page whose path this is, as its own type; Page.DoesNotExist when there is none."""
    found = Page.objects.live().values_list("pk", "content_type_id").filter(url_path=address).first()
    if found is None:
        raise Page.DoesNotExist
    model = cast("type[Page]", ContentType.objects.get_for_id(found[1]).model_class() or Page)
    return model.objects.select_related("locale").get(pk=found[0])


def moved_to(address: str) -> tuple[str, bool] | None:
    """Return where a page that left this address is now, and whether for good; None when nobody knows."""
    rows = Redirect.objects.filter(old_path=Redirect.normalise_path(address)).select_related("redirect_page")
    for row in rows:
        page = row.redirect_page
        link = (page.url_path if page.live else "") if page else row.redirect_link
        if link:
            return link, row.is_permanent
    return None


def references(ids: Collection[int], language: str) -> dict[int, Reference]:
    """Return the live pages with these ids, each in `language` where it is translated, in one query."""
    if not ids:
        return {}
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = list(
        Page.objects.live()
        .filter(translation_key__in=keys)
        .values_list("pk", "translation_key", "locale__language_code", "title", "url_path")
    )
    by_key = {key: Reference(title, path, code) for _pk, key, code, title, path in rows if code == language}
    own = {pk: (key, Reference(title, path, code)) for pk, key, code, title, path in rows}
    return {pk: by_key.get(key, reference) for pk, (key, reference) in own.items() if pk in ids}


def alternates_of(page: Page) -> dict[str, str]:
    """Return the page's address in every language: its translation, else that language's home."""
    homes = {code: f"/{code}/" for code, _name in settings.LANGUAGES}
    rows = Page.objects.live().filter(translation_key=page.translation_key)
    return homes | dict(rows.values_list("locale__language_code", "url_path"))


def trail_of(page: Page) -> list[Reference]:
    """Return the pages above this one, from the home page down."""
    paths = [page.path[:end] for end in range(2 * _STEP, len(page.path), _STEP)]
    rows = Page.objects.filter(path__in=paths).order_by("path")
    return [
        Reference(title, path, page.locale.language_code)
        for title, path in rows.values_list("title", "url_path")
    ]


def children_of(page: Page) -> list[Reference]:
    """Return the live pages right below this one, in the editors' order."""
    rows = Page.objects.live().filter(path__startswith=page.path, depth=page.depth + 1).order_by("path")
    return [
        Reference(title, path, page.locale.language_code)
        for title, path in rows.values_list("title", "url_path")
    ]


def menu_pages(language: str) -> list[Reference]:
    """Return the live pages marked for menus right below a language's home page."""
    rows = Page.objects.live().filter(depth=3, show_in_menus=True, locale__language_code=language)
    return [
        Reference(title, path, language)
        for title, path in rows.order_by("path").values_list("title", "url_path")
    ]


def identity() -> Identity:
    """Return how the network shows itself; an unsaved default when nobody has said."""
    return Identity.objects.select_related("logo").first() or Identity()


def news_rows(language: str, first: int, last: int) -> list[Dated]:
    """Return news from place `first` to `last`, newest first; those untold there in the default one."""
    return _dated(NewsPage.objects.all(), language, first, last)


def paper_rows(language: str, first: int, last: int) -> list[Dated]:
    """Return papers from place `first` to `last`, newest first; what `language` lacks in the default one."""
    return _dated(PaperPage.objects.all(), language, first, last, "kind")


def news_of(campaign: Campaign, language: str, most: int) -> list[Dated]:
    """Return the newest news of a campaign; those untold in `language` in the default one."""
    keys = NewsPage.objects.filter(campaign=campaign).values("translation_key")
    return _dated(NewsPage.objects.filter(translation_key__in=keys), language, 0, most)


def count_in(model: type[NewsPage] | type[PaperPage], language: str) -> int:
    """Return how many rows `news_rows` or `paper_rows` can give."""
    return model.objects.filter(_told_in(model, language)).count()


def index_address(model: type[NewsIndexPage] | type[PaperIndexPage], language: str) -> str:
    """Return the address of the list of news or papers in `language`, else in the default one, else empty."""
    rows = model.objects.live().values_list("locale__language_code", "url_path")
    found = dict(rows.filter(locale__language_code__in=[language, settings.LANGUAGE_CODE]))
    return found.get(language) or found.get(settings.LANGUAGE_CODE) or ""


def _told_in(model: type[NewsPage] | type[PaperPage], language: str) -> Q:
    live = Q(live=True)
    if language == settings.LANGUAGE_CODE:
        return live & Q(locale__language_code=language)
    told = model.objects.live().filter(locale__language_code=language).values("translation_key")
    untold = Q(locale__language_code=settings.LANGUAGE_CODE) & ~Q(translation_key__in=told)
    return live & (Q(locale__language_code=language) | untold)


def _dated(
    pages: QuerySet[NewsPage] | QuerySet[PaperPage], language: str, first: int, last: int, *more: str
) -> list[Dated]:
    rows = pages.filter(_told_in(pages.model, language)).order_by("-date", "-first_published_at", "pk")
    fields = ("title", "url_path", "locale__language_code", "date", "intro", "is_sample", *more)
    return [Dated(*row) for row in rows.values_list(*fields)[first:last]]
