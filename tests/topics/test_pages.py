"""Readers walk through the vocabulary in their own language."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from whrin.topics import queries
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_reads_the_tree_in_her_language(client: Client, therapy: Topic) -> None:
    page = read(client, "/ar/topics/")
    assert "الصحة" in page
    assert page.index("الصحة") < page.index("العلاج بناهضات الأفيون")
    assert 'href="/ar/topics/oat/"' in page


def test_a_topic_under_two_stands_in_both_places(client: Client, health: Topic, therapy: Topic) -> None:
    rights = save_topic(topic=Topic(slug="rights"), words={"en": Words("Rights")}, broader=[], by=None)
    save_topic(topic=therapy, words={"en": Words("OAT")}, broader=[health, rights], by=None)
    assert read(client, "/en/topics/").count('href="/en/topics/oat/"') == 2


def test_a_label_that_is_missing_is_english_and_says_so(client: Client, health: Topic) -> None:
    assert '<a href="/ru/topics/health/" lang="en" dir="ltr">Health</a>' in read(client, "/ru/topics/")


def test_a_visitor_reads_what_a_topic_is_called_everywhere(client: Client, therapy: Topic) -> None:
    page = read(client, "/en/topics/oat/")
    assert "<h1" in page
    assert "Opioid agonist therapy" in page
    assert '<td lang="ar" dir="rtl">' in page
    assert "<strong>العلاج بناهضات الأفيون</strong>" in page
    assert "ОЗТ" in page
    assert "Methadone, buprenorphine." in page
    assert 'href="/en/topics/health/"' in page
    assert re.search(r'<link rel="alternate" type="text/turtle" href="/topics.ttl">', page)


def test_a_visitor_goes_on_to_what_the_library_has(
    client: Client, therapy: Topic, counted: dict[str, int]
) -> None:
    assert "none yet" in read(client, "/en/topics/oat/")
    counted["oat"] = 1204
    assert '<a class="button" href="/en/library/?topic=oat">Works: 1,204</a>' in read(
        client, "/en/topics/oat/"
    )


def test_what_people_wrote_cannot_become_markup(client: Client, health: Topic) -> None:
    words = {"en": Words("<script>alert(1)</script>", ['"><b>x'], "<i>note</i>")}
    save_topic(topic=health, words=words, broader=[], by=None)
    for address in ("/en/topics/", "/en/topics/health/"):
        page = read(client, address)
        assert "<script>alert" not in page
        assert "<i>note" not in page
        assert '"><b>' not in page


@pytest.mark.parametrize("slug", ["nothing", "oat-", "OAT"])
def test_a_topic_that_is_not_there_is_not_found(client: Client, therapy: Topic, slug: str) -> None:
    assert client.get(f"/en/topics/{slug}/").status_code == 404


def test_an_empty_vocabulary_says_so(client: Client) -> None:
    assert "There are no topics yet." in read(client, "/en/topics/")


def test_nobody_can_write_by_the_pages(client: Client, therapy: Topic) -> None:
    for address in ("/en/topics/", "/en/topics/oat/", "/topics.ttl", "/topics.jsonld"):
        assert client.post(address).status_code == 405


def test_the_name_of_a_topic_for_machines_leads_a_reader_to_her_language(
    client: Client, therapy: Topic
) -> None:
    answer = client.get("/topics/oat/", headers={"accept-language": "ru"})
    assert answer.status_code == 302
    assert answer["Location"] == "/ru/topics/oat/"


@pytest.mark.parametrize("number", [1, 3])
def test_the_tree_takes_four_queries_for_one_topic_as_for_three(
    db: None, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        save_topic(
            topic=Topic(slug=f"t{place}"), words={"en": Words(f"T{place}", note="n")}, broader=[], by=None
        )
    with django_assert_num_queries(4):
        assert len(queries.Vocabulary().tree("en")) == number
