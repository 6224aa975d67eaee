"""Visitors read pages; addresses go on working."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.website.conftest import add_news, blocks, published
from whrin.website.models import HomePage, NewsIndexPage, PaperIndexPage, PaperPage, SectionPage, TextPage

TEXT_QUERIES = 4
SECTION_QUERIES = 5
LIST_QUERIES = 6


def test_a_visitor_reads_a_page_of_text(client: Client, text: TextPage) -> None:
    page = client.get("/en/about/goal/").content.decode()
    assert '<h1 dir="auto">Our goal</h1>' in page
    assert '<h2 dir="auto">Goal</h2>' in page
    assert "<p>Services that fit her life.</p>" in page
    assert '<a href="/en/about/">About us</a>' in page


def test_a_draft_cannot_be_read(client: Client, section: SectionPage) -> None:
    section.add_child(instance=TextPage(title="Not yet", slug="draft", live=False, locale=section.locale))
    assert client.get("/en/about/draft/").status_code == 404
    assert "Not yet" not in client.get("/en/about/").content.decode()


def test_an_address_without_its_last_slash_leads_to_the_page(client: Client, text: TextPage) -> None:
    answer = client.get("/en/about/goal")
    assert (answer.status_code, answer["Location"]) == (301, "/en/about/goal/")


def test_a_page_that_moved_is_still_found(
    client: Client, text: TextPage, django_capture_on_commit_callbacks
) -> None:
    text.slug = "aim"
    with django_capture_on_commit_callbacks(execute=True):
        text.save_revision().publish()
    answer = client.get("/en/about/goal/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/about/aim/")


def test_nobody_posts_to_a_page(client: Client, text: TextPage) -> None:
    assert client.post("/en/about/goal/").status_code == 405


def test_a_page_of_text_costs_few_queries(
    client: Client, text: TextPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/en/about/goal/")
    with django_assert_num_queries(TEXT_QUERIES):
        client.get("/en/about/goal/")


@pytest.mark.parametrize("count", [1, 3])
def test_links_to_pages_cost_one_query_however_many(
    client: Client, home: HomePage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    targets = [published(home, TextPage(title=f"T{n}", slug=f"t{n}")) for n in range(count)]
    links = [("paragraph", f'<p><a linktype="page" id="{page.pk}">here</a></p>') for page in targets]
    published(home, TextPage(title="Links", slug="links", body=blocks(*links)))
    client.get("/en/links/")
    with django_assert_num_queries(TEXT_QUERIES + 1):
        page = client.get("/en/links/").content.decode()
    assert all(f'href="/en/t{n}/"' in page for n in range(count))


@pytest.mark.parametrize("count", [1, 3])
def test_a_section_lists_the_pages_below_it(
    client: Client, section: SectionPage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        published(section, TextPage(title=f"Below {number}", slug=f"below-{number}"))
    client.get("/en/about/")
    with django_assert_num_queries(SECTION_QUERIES):
        page = client.get("/en/about/").content.decode()
    assert all(f"Below {number}" in page for number in range(count))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_news_costs_the_same_whatever_its_length(
    client: Client, news_index: NewsIndexPage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_news(news_index, count)
    client.get("/en/news/")
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get("/en/news/").content.decode()
    assert page.count('class="rec"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_papers_costs_the_same_whatever_its_length(
    client: Client, paper_index: PaperIndexPage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        published(
            paper_index, PaperPage(title=f"Paper {n}", slug=f"paper-{n}", date=datetime.date(2026, 1, 1 + n))
        )
    client.get("/en/papers/")
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get("/en/papers/").content.decode()
    assert page.count('class="rec"') == count


@pytest.mark.parametrize("written", ["2", "0", "-1", "99999999999999999999", "x", "٢", "1e9"])
def test_odd_page_numbers_show_a_page_that_exists(
    client: Client, news_index: NewsIndexPage, written: str
) -> None:
    add_news(news_index, 1)
    answer = client.get("/en/news/", {"page": written})
    assert answer.status_code == 200
    assert "News 1" in answer.content.decode()


def test_a_sample_page_says_so(client: Client, home: HomePage) -> None:
    published(home, TextPage(title="Example", slug="example", is_sample=True))
    assert "Sample page." in client.get("/en/example/").content.decode()


@pytest.mark.django_db
def test_a_page_in_arabic_runs_from_right_to_left(client: Client) -> None:
    arabic = HomePage.objects.get(locale__language_code="ar")
    published(arabic, TextPage(title="من نحن", slug="من-نحن"))
    page = client.get("/ar/من-نحن/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "من نحن" in page
