"""Machines read the site: feeds, the sitemap, robots.txt."""

from xml.etree import ElementTree as Xml

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.website.conftest import add_news, published
from whrin.library.models import LanguageVersion, Work
from whrin.website import sitemap
from whrin.website.models import HomePage, NewsIndexPage, TextPage

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_news_feed_is_valid_atom(
    client: Client, news_index: NewsIndexPage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_news(news_index, count)
    with django_assert_num_queries(3):
        answer = client.get("/en/news/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = Xml.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert all(feed.find(f"{ATOM}{tag}") is not None for tag in ("id", "title", "updated"))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [f"News {n}" for n in range(count, 0, -1)]
    for entry in entries:
        assert entry.findtext(f"{ATOM}id", "").startswith("http://")
        assert entry.findtext(f"{ATOM}updated")


def test_markup_in_news_is_inert_in_the_feed(client: Client, news_index: NewsIndexPage) -> None:
    (item,) = add_news(news_index, 1)
    item.title = item.intro = "<script>alert(1)</script>"
    item.save_revision().publish()
    entry = Xml.fromstring(client.get("/en/news/feed/").content).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "<script>alert(1)</script>"
    assert b"<script" not in client.get("/en/news/feed/").content


def test_only_news_has_a_feed(client: Client, text: TextPage) -> None:
    assert client.get("/en/about/feed/").status_code == 404
    assert client.get("/en/nowhere/feed/").status_code == 404


def addresses(content: bytes) -> list[str]:
    return [str(found.text) for found in Xml.fromstring(content).iter(f"{MAP}loc")]


def work(slug: str, *languages: str) -> Work:
    made = Work.objects.create(
        slug=slug,
        kind="report",
        original_language=languages[0],
        status="published",
        published_on="2026-01-01",
    )
    for language in languages:
        LanguageVersion.objects.create(work=made, language=language, title=slug)
    return made


def test_the_sitemap_lists_pages_and_works_that_are_public(client: Client, home: HomePage) -> None:
    published(home, TextPage(title="Shown", slug="shown"))
    home.add_child(instance=TextPage(title="Draft", slug="draft", live=False, locale=home.locale))
    work("in-spanish", "es")
    work("in-nepali", "ne")
    Work.objects.filter(pk=work("hidden", "en").pk).update(status="draft")
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    found = "\n".join(addresses(answer.content))
    assert "/en/shown/" in found
    assert "/es/library/in-spanish/es/" in found
    assert "/en/library/in-nepali/ne/" in found
    assert "draft" not in found
    assert "hidden" not in found
    assert all(address.startswith("http://") for address in addresses(answer.content))


def test_a_large_site_has_an_index_of_sitemaps(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        work(f"work-{number}", "en")
    monkeypatch.setattr(sitemap, "PART", 5)
    parts = addresses(client.get("/sitemap.xml").content)
    assert [part.rpartition("/")[2] for part in parts] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    found = [address for n in (1, 2, 3) for address in addresses(client.get(f"/sitemap-{n}.xml").content)]
    assert len(found) == len(set(found)) == 7 + 4
    assert client.get("/sitemap-4.xml").status_code == 404


def test_every_language_of_a_work_is_listed_and_names_the_others(
    client: Client, home: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    work("alone", "en")
    work("both", "en", "ru")
    with django_assert_num_queries(11):
        content = client.get("/sitemap.xml").content
    link = "{http://www.w3.org/1999/xhtml}link"
    rows = {row.findtext(f"{MAP}loc"): row for row in Xml.fromstring(content)}
    ours = "http://localhost:8000/{}/library/both/{}/"
    wanted = {"en": ours.format("en", "en"), "ru": ours.format("ru", "ru")}
    for address in wanted.values():
        row = rows[address]
        assert {each.get("hreflang"): each.get("href") for each in row.iter(link)} == wanted
        assert row.findtext(f"{MAP}lastmod") == Work.objects.get(slug="both").changed_at.date().isoformat()
    assert not list(rows["http://localhost:8000/en/library/alone/en/"].iter(link))


def test_a_work_at_the_edge_of_two_parts_keeps_all_its_languages(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        work(f"work-{number}", "en", "ru", "ar")
    monkeypatch.setattr(sitemap, "PART", 5)
    parts = len(addresses(client.get("/sitemap.xml").content))
    found = [Xml.fromstring(client.get(f"/sitemap-{n}.xml").content) for n in range(1, parts + 1)]
    rows = [row for one in found for row in one if "/library/work-" in row.findtext(f"{MAP}loc", "")]
    assert len(rows) == 12
    assert all(len(row.findall("{http://www.w3.org/1999/xhtml}link")) == 3 for row in rows)
    assert all(len(one) <= 5 for one in found)


def test_robots_are_kept_from_the_desk_and_told_the_map(client: Client, db: None) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Disallow: /desk/" in answer.content.decode()
    assert "/sitemap.xml" in answer.content.decode()
