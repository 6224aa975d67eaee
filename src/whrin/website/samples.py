"""The sample network's pages, from `sample/website/`; each is marked as a sample."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from whrin.people.models import Person
from whrin.topics.models import Topic
from whrin.website.models import (
    HomePage,
    NewsIndexPage,
    NewsPage,
    PaperIndexPage,
    PaperPage,
    SectionPage,
    TextPage,
    WebsitePage,
)
from whrin.website.translating import translate_page

#: A text by language.
Words = Mapping[str, str]

_TYPES: dict[str, type[WebsitePage]] = {
    model.__name__: model
    for model in (NewsIndexPage, NewsPage, PaperIndexPage, PaperPage, SectionPage, TextPage)
}
_FILES = ("about.json", "strategy.json", "governance.json", "news.json", "papers.json")


def load(folder: Path, by: Person | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the sample's pages that are missing; return how many. A page that is there stays as it is.

    `progress` is told how many of how many pages are done; a page counts once, whatever languages it is in.
    """
    pages = folder / "website"
    home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    specifications = [_read(pages / name) for name in _FILES]
    total = sum(1 for each in specifications for _page in _walk(each))
    made = done = 0
    _fill_homes(_read(pages / "home.json"), by)
    for specification in specifications:
        for page_specification, parent in _walk(specification):
            made += _make(page_specification, _parent(home, parent), by)
            done += 1
            if progress:
                progress(done, total)
    return made


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _walk(specification: dict[str, Any], above: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Give a page and those below it, each with the slug of the page above it (empty: the home page)."""
    yield specification, above or specification.get("above", "")
    for child in specification.get("children", []):
        yield from _walk(child, specification["slug"])


def _parent(home: HomePage, slug: str) -> Page:
    home.refresh_from_db()  # The tree below it has grown since.
    return home.get_children().get(slug=slug) if slug else home


@transaction.atomic
def _fill_homes(words: dict[str, Words], by: Person | None) -> None:
    """Write the first sentences of every front page that has none yet."""
    for home in HomePage.objects.filter(hero="", lede="", is_sample=False).select_related("locale"):
        home.hero = words["hero"].get(home.language, "")
        home.lede = words["lede"].get(home.language, "")
        home.is_sample = True
        home.save_revision(user=by).publish(user=by, skip_permission_checks=True)


@transaction.atomic
def _make(specification: dict[str, Any], parent: Page, by: Person | None) -> bool:
    """Make one page and its translations; tell whether it was missing."""
    if parent.get_children().filter(slug=specification["slug"]).exists():
        return False
    page = _page(specification)
    parent.add_child(instance=page)
    if isinstance(page, PaperPage):
        page.topics.set(Topic.objects.filter(slug__in=specification["topics"]))
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    titles = specification["title"]
    for locale in Locale.objects.filter(language_code__in=set(titles) - {settings.LANGUAGE_CODE}):
        translate_page(page=page, locale=locale, words=_texts(specification), by=by)
    return True


def _page(specification: dict[str, Any]) -> WebsitePage:
    english = settings.LANGUAGE_CODE
    model = _TYPES[specification.get("type", "TextPage")]
    fields: dict[str, Any] = {
        "title": specification["title"][english],
        "slug": specification["slug"],
        "is_sample": True,
        "live": False,
        "show_in_menus": model.show_in_menus_default,
        "locale": Locale.get_default(),
    }
    if "intro" in specification:
        fields["intro"] = specification["intro"][english]
    if "body" in specification:
        fields["body"] = json.dumps([_block(kind, text, english) for kind, text in specification["body"]])
    if "kind" in specification:
        fields["kind"] = specification["kind"]
    return model(**fields)


def _block(kind: str, text: Any, language: str) -> dict[str, Any]:
    if kind == "list":
        # Each point needs an identifier, else the translation editor does not see it.
        points = [{"type": "item", "value": each[language], "id": str(uuid4())} for each in text]
        return {"type": kind, "value": points}
    if kind == "paragraph":
        return {"type": kind, "value": text.get("html") or f"<p>{text[language]}</p>"}
    return {"type": kind, "value": text if kind == "table" else text[language]}


def _texts(specification: dict[str, Any]) -> list[Words]:
    """Return every text of a page, by language."""
    texts = [specification["title"], specification.get("intro", {})]
    for kind, text in specification.get("body", []):
        texts += text if kind == "list" else [text]
    return [text for text in texts if settings.LANGUAGE_CODE in text]
