"""Visitors read the front page, in every language, of a fresh install and of a network with news."""

import json

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.website.conftest import add_news, home_in, published
from whrin.library.actions import save_page_as_work
from whrin.website.models import HomePage, NewsIndexPage, TextPage

#: Two find the page, three make the frame, two the news, one the tiles, one whether the library is empty.
FRONT_PAGE_QUERIES = 6


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_visitor_finds_a_front_page_in_every_language_of_a_fresh_install(
    client: Client, language: str
) -> None:
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'action="/{language}/library/"' in page
    assert not answer.cookies


@pytest.mark.django_db
def test_wagtails_welcome_page_is_gone(client: Client) -> None:
    assert client.get("/en/home/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_the_same_whatever_the_news(
    client: Client,
    news_index: NewsIndexPage,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    told = add_news(news_index, count)
    client.get("/en/")
    with django_assert_num_queries(FRONT_PAGE_QUERIES):
        page = client.get("/en/").content.decode()
    assert all(item.title in page for item in told)


def test_the_front_page_shows_the_three_newest_of_four(client: Client, news_index: NewsIndexPage) -> None:
    add_news(news_index, 4)
    page = client.get("/en/").content.decode()
    assert [f"News {number}" in page for number in (1, 2, 3, 4)] == [False, True, True, True]
    assert page.index("News 4") < page.index("News 2")


def test_news_without_a_translation_stands_on_other_front_pages_marked_with_its_language(
    client: Client, news_index: NewsIndexPage
) -> None:
    add_news(news_index, 1)
    assert '<a href="/en/news/news-1/" lang="en" dir="ltr">News 1</a>' in client.get("/ar/").content.decode()


@pytest.mark.django_db
def test_figures_and_map_count_the_library(client: Client) -> None:
    before = client.get("/en/").content.decode()
    assert "public work" not in before
    save_page_as_work(
        slug="a-work",
        language="en",
        title="A brief about Kenya",
        abstract="",
        kind="brief",
        date=None,
        topics=[],
        address="http://localhost:8000/en/papers/a-work/",
        countries=["KE"],
    )
    page = client.get("/en/").content.decode()
    assert "<b>1</b> public work in the library" in page
    assert "<b>1</b> country or territory" in page
    assert 'href="/en/library/?country=KE"' in page
    assert "A brief about Kenya" in page


def test_doors_an_editor_hung_replace_the_built_in_ones(client: Client, home: HomePage) -> None:
    text = published(home, TextPage(title="Join us", slug="join"))
    home.doors = json.dumps(
        [
            {
                "type": "door",
                "value": {"title": "Join the network", "text": "", "page": text.pk, "place": ""},
            },
            {"type": "door", "value": {"title": "Read", "text": "", "page": None, "place": "library:list"}},
        ]
    )
    home.save_revision().publish()
    page = client.get("/en/").content.decode()
    assert 'href="/en/join/"><strong dir="auto">Join the network' in page
    assert "Stay safe here" not in page
    text.unpublish()
    assert "Join the network" not in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_an_editors_words_replace_the_built_in_ones_in_her_language_alone(client: Client) -> None:
    home = home_in("es")
    home.hero = "Nosotras decidimos"
    home.save_revision().publish()
    assert "Nosotras decidimos" in client.get("/es/").content.decode()
    assert "Nosotras decidimos" not in client.get("/en/").content.decode()
