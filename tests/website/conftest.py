"""Pages in the hands of the same small cast."""

import datetime
import json
from typing import Any

import pytest
from wagtail.models import Locale, Page

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


def published(parent: Page, page: WebsitePage) -> Any:
    """Put a page below another and publish it as an editor's desk would."""
    page.live = False
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def blocks(*pairs: tuple[str, Any]) -> str:
    """Return a body as it is stored."""
    return json.dumps([{"type": kind, "value": value} for kind, value in pairs])


def home_in(language: str) -> HomePage:
    """Return a language's front page, which every installation has."""
    return HomePage.objects.get(locale__language_code=language)


@pytest.fixture
def home(db: None) -> HomePage:
    """The English front page."""
    return home_in("en")


@pytest.fixture
def section(home: HomePage) -> SectionPage:
    return published(home, SectionPage(title="About us", slug="about", show_in_menus=True))


@pytest.fixture
def text(section: SectionPage) -> TextPage:
    body = blocks(("heading", "Goal"), ("paragraph", "<p>Services that fit her life.</p>"))
    return published(section, TextPage(title="Our goal", slug="goal", intro="What we work for.", body=body))


@pytest.fixture
def news_index(home: HomePage) -> NewsIndexPage:
    return published(home, NewsIndexPage(title="News", slug="news"))


@pytest.fixture
def paper_index(home: HomePage) -> PaperIndexPage:
    return published(home, PaperIndexPage(title="Papers", slug="papers"))


@pytest.fixture
def paper(paper_index: PaperIndexPage) -> PaperPage:
    return published(
        paper_index,
        PaperPage(
            title="Shelters for every woman",
            slug="shelters",
            intro="Why shelters should take in women who use drugs.",
            date=datetime.date(2026, 3, 8),
            kind="position-paper",
        ),
    )


def add_news(index: NewsIndexPage, count: int) -> list[NewsPage]:
    """Publish pieces of news, one a day, the last one newest."""
    return [
        published(
            index,
            NewsPage(title=f"News {number}", slug=f"news-{number}", date=datetime.date(2026, 5, number)),
        )
        for number in range(1, count + 1)
    ]


def spanish() -> Locale:
    return Locale.objects.get(language_code="es")
