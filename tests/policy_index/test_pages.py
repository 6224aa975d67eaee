"""What everybody reads of the watch: list, measure, history, table and feed; and what anybody sends."""

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.policy_index.making import measure, text
from whrin.kit import form_tokens
from whrin.policy_index.actions import withdraw_measure
from whrin.policy_index.models import Suggestion

pytestmark = pytest.mark.django_db
#: What the frame and the words of filters ask is kept for an edition.
LIST_QUERIES, PAGE_QUERIES = 2, 3


def read(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    reader: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        measure(**{"text:en": text(f"Law {number}")})
    read(reader, "/en/watch/?kind=law")
    with django_assert_num_queries(LIST_QUERIES):
        page = read(reader, "/en/watch/")
    assert page.count('<li class="rec">') == count
    with django_assert_num_queries(PAGE_QUERIES):
        read(reader, "/en/watch/law-0/")


def test_a_reader_narrows_searches_in_any_script_and_is_told_when_nothing_is_left(reader: Client) -> None:
    measure(**{"text:en": text("Curfew"), "text:th": text("ห้ามออกจากบ้าน")})
    measure(kind="practice", status="repealed", country="US", part="US-CA", **{"text:ru": text("Обыски")})
    for query in ("country=ke", "region=network-east-west-southern-africa", "status=in_force", "q=ห้ามออก"):
        page = read(reader, f"/en/watch/?{query}")
        assert "Curfew" in page
        assert "made-up-law" not in page
    assert "made-up-law" in read(reader, "/en/watch/?kind=practice&part=US-CA&q=обыск")
    assert "kind=practice" in read(reader, "/en/watch/?year=2024&sort=name&facet=kind")
    assert "Nothing is listed here" in read(reader, "/en/watch/?kind=bill")
    assert reader.get("/en/watch/?page=9").status_code == 404


def test_one_page_tells_when_from_where_and_in_which_language(reader: Client) -> None:
    measure(**{"text:ar": text("قانون مختلق")})
    page = read(reader, "/en/watch/a-made-up-law/")
    days = [page.index(f"{day}</time>") for day in ("2021", "November 2023", "31 January 2024")]
    assert days == sorted(days)
    assert "As of May 2024." in page
    assert "A made-up gazette" in page
    assert 'href="?text=ar"' in page
    assert '<h1 lang="ar" dir="rtl">قانون مختلق</h1>' in read(reader, "/en/watch/a-made-up-law/?text=ar")
    assert "A made-up law" in read(reader, "/en/watch/a-made-up-law/history/")


def test_a_draft_was_never_there_and_a_withdrawn_one_is_gone(reader: Client) -> None:
    measure(is_public=False)
    gone = measure(**{"text:en": text("Gone law")})
    withdraw_measure(measure=gone, by=None)
    for page, status in (("a-made-up-law", 404), ("gone-law", 410), ("nothing", 404)):
        for below in ("", "history/", "correct/"):
            assert reader.get(f"/en/watch/{page}/{below}").status_code == status
    assert "Gone law" not in read(reader, "/en/watch/") + read(reader, "/en/watch/feed/")


def test_table_and_feed_give_what_the_list_finds(reader: Client) -> None:
    measure(**{"text:en": text("=2+2"), "text:es": text("Dos")})
    measure(country="UG")
    answer = reader.get("/en/watch/csv/?country=KE")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["language"], row["country"], row["date_adopted"]) for row in rows] == [
        ("en", "KE", "2023-11"),
        ("es", "KE", "2023-11"),
    ]
    assert not rows[0]["title"].startswith("=")
    feed = read(reader, "/en/watch/feed/?country=UG")
    assert feed.count("<entry>") == 1
    assert "Uganda: A made-up law" in feed


def test_countries_and_the_map_name_what_is_watched_and_only_that(
    reader: Client,
) -> None:
    measure()
    assert "A made-up law" in read(reader, "/en/places/ke/")
    assert 'id="watched"' not in read(reader, "/en/places/ug/")
    assert "A made-up law" in read(reader, "/en/places/regions/network-east-west-southern-africa/")
    assert "/en/watch/?country=KE" in read(reader, "/en/places/")
    assert "/en/watch/a-made-up-law/" in read(reader, "/sitemap.xml")


def send(reader: Client, address: str, **fields: str) -> int:
    found = re.search(r'name="token" value="([^"]+)"', read(reader, address))
    assert found
    return int(reader.post(address, {"token": found[1], **fields}).status_code)


def test_anybody_corrects_and_adds_without_an_account_a_cookie_or_a_trace(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_tokens, "QUICKEST", 0)
    found = measure()
    assert send(reader, "/en/watch/a-made-up-law/correct/", text="Repealed.", source="Gazette 7") == 302
    assert send(reader, "/en/watch/suggest/", text="A new bill.", country="UG") == 302
    assert "Thank you" in read(reader, "/en/watch/suggest/?sent=yes")
    told = Suggestion.objects.values_list("measure", "country", "text", "source")
    assert list(told) == [(found.pk, None, "Repealed.", "Gazette 7"), (None, "UG", "A new bill.", "")]
    assert not reader.cookies


def test_what_is_sent_too_quickly_or_by_a_programme_is_not_kept_nor_lost(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(reader, "/en/watch/suggest/", text="A new bill.", country="UG") == 422
    monkeypatch.setattr(form_tokens, "QUICKEST", 0)
    assert send(reader, "/en/watch/suggest/", text="Spam.", country="UG", website="https://x.example") == 422
    answer = reader.post("/en/watch/suggest/", {"text": "My long words.", "country": "ZZ", "token": "forged"})
    assert answer.status_code == 422
    assert "My long words." in answer.content.decode()
    assert not Suggestion.objects.exists()
