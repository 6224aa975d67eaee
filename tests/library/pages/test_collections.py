"""Readers open collections; editors make them; what is new this quarter."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.cast import SignedIn
from tests.library.pages.conftest import Shelve
from whrin.audit.models import Event
from whrin.library.actions.collections import (
    CannotSaveCollection,
    Words,
    remove_collection,
    save_collection,
)
from whrin.library.actions.works import NotAllowed
from whrin.library.enums import Status
from whrin.library.models import Collection, Work
from whrin.library.shelf_page import first_day_of_quarter
from whrin.people.models import Person
from whrin.topics.models import Topic

START = {"en": Words("Start here", "For your first week.\n\nTake your time."), "ar": Words("ابدأ هنا")}


def make(slug: str = "start", *, is_public: bool = True, **given: Any) -> Collection:
    words: Mapping[str, Words] = given.pop("words", START)
    return save_collection(collection=Collection(slug=slug, is_public=is_public), words=words, **given)


def text(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_reader_sees_works_in_the_order_chosen(reader: Client, shelve: Shelve) -> None:
    works = [shelve(slug, en=f"About {slug}", year=2020 + place) for place, slug in enumerate("abc")]
    hidden = shelve("d", status=Status.DRAFT, en="About d")
    make(works=[works[1], works[2], works[0], hidden])
    page = text(reader, "/en/library/collections/start/")
    assert '<h1 lang="en" dir="ltr">Start here</h1>' in page
    assert "<p>Take your time.</p>" in page
    assert page.index("About b") < page.index("About c") < page.index("About a")
    assert "About d" not in page
    assert "3 resources" in page


def test_a_collection_speaks_her_language_where_it_can(reader: Client, shelve: Shelve) -> None:
    make(works=[shelve("a")])
    assert '<h1 lang="ar" dir="rtl">ابدأ هنا</h1>' in text(reader, "/ar/library/collections/start/")
    assert '<h1 lang="en" dir="ltr">Start here</h1>' in text(reader, "/ru/library/collections/start/")
    assert 'lang="ar" dir="rtl">ابدأ هنا</a>' in text(reader, "/ar/library/collections/")


def test_a_collection_can_be_followed_and_taken_away(reader: Client, shelve: Shelve) -> None:
    make(works=[shelve("a", en="Inside")])
    shelve("b", en="Outside")
    page = text(reader, "/en/library/collections/start/")
    for address in ("/en/library/feed/?collection=start", "/en/library/rss/?collection=start"):
        assert f'href="{address}"' in page
        content = text(reader, address)
        assert "Inside" in content
        assert "Outside" not in content
    assert 'href="/en/library/export/ris/?collection=start"' in page
    exported = reader.get("/en/library/export/ris/?collection=start")
    assert b"Inside" in b"".join(exported)  # type: ignore[arg-type]  # streamed
    assert "<h1><bdi>Start here</bdi></h1>" in text(reader, "/en/library/?collection=start")


def test_a_saved_search_shows_what_it_finds(reader: Client, shelve: Shelve) -> None:
    make("briefs", search="kind=brief")
    shelve("a", en="A brief", kind="brief")
    shelve("b", en="A toolkit", kind="toolkit")
    page = text(reader, "/en/library/collections/briefs/")
    assert "A brief" in page
    assert "A toolkit" not in page
    assert 'href="/en/library/rss/?kind=brief"' in page


def test_a_long_collection_pages(reader: Client, shelve: Shelve) -> None:
    make(works=[shelve(f"w{number}") for number in range(21)])
    first = text(reader, "/en/library/collections/start/")
    assert 'href="/en/library/collections/start/?page=2"' in first
    second = text(reader, "/en/library/collections/start/?page=2")
    assert second.count('class="rec"') == 1
    assert "http://localhost:8000/en/library/collections/start/?page=2" in second
    assert reader.get("/en/library/collections/start/?page=3").status_code == 404


@pytest.mark.parametrize("address", ["start", "nowhere"])
def test_a_collection_that_is_not_public_is_not_there(address: str, reader: Client, shelve: Shelve) -> None:
    make(works=[shelve("a")], is_public=False)
    assert reader.get(f"/en/library/collections/{address}/").status_code == 404
    assert "Start here" not in text(reader, "/en/library/collections/")
    assert "Start here" not in text(reader, "/en/library/?collection=start")
    assert "0 resources" in text(reader, "/en/library/?collection=start")


def test_a_library_without_collections_says_so(reader: Client, db: None) -> None:
    assert "Nothing is here yet." in text(reader, "/en/library/collections/")
    assert "Nothing is here yet." in text(reader, "/en/library/new/")


def test_the_list_leads_to_collections_and_to_what_is_new(reader: Client, shelve: Shelve) -> None:
    page = text(reader, "/en/library/")
    assert 'href="/en/library/collections/"' in page
    assert 'href="/en/library/new/"' in page


@pytest.mark.parametrize(("address", "questions"), [("start/", 5), ("", 2)])
def test_pages_ask_the_database_as_often_for_three_as_for_one(
    address: str,
    questions: int,
    reader: Client,
    shelve: Shelve,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in (1, 3):
        works = [shelve(f"{number}-{each}") for each in range(number)]
        Collection.objects.all().delete()
        for each in range(number - 1):
            make(f"more-{each}", works=works)
        make(works=works)
        text(reader, f"/en/library/collections/{address}")
        with django_assert_num_queries(questions):
            text(reader, f"/en/library/collections/{address}")


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-01-01", "2026-01-01"), ("2026-03-31", "2026-01-01"), ("2026-11-22", "2026-10-01")],
)
def test_quarters_begin_in_january_april_july_and_october(day: str, first: str) -> None:
    assert first_day_of_quarter(datetime.date.fromisoformat(day)).isoformat() == first


def test_new_is_what_came_this_quarter(reader: Client, shelve: Shelve) -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        shelve("new", en="The new one")
        shelve("old", en="The old one")
        Work.objects.filter(slug="old").update(published_on="2026-09-30")
        page = text(reader, "/en/library/new/")
    assert "The new one" in page
    assert "The old one" not in page
    assert 'href="/en/library/feed/?sort=added"' in page


def test_a_collection_needs_a_name_and_one_of_works_and_search(shelve: Shelve) -> None:
    work = shelve("a")
    for wrong in (
        {"words": {"en": Words("  ")}, "works": [work]},
        {"works": [work], "search": "kind=brief"},
        {},
    ):
        with pytest.raises(CannotSaveCollection):
            make(**wrong)
    assert not Collection.objects.exists()


def test_what_changes_a_collection_tells_harvesters(shelve: Shelve) -> None:
    work = shelve("a")
    before = Work.objects.get().changed_at
    collection = make(works=[work])
    with_it = Work.objects.get().changed_at
    remove_collection(collection=collection)
    assert before < with_it < Work.objects.get().changed_at
    assert not Collection.objects.exists()
    assert [event.verb for event in Event.objects.order_by("pk")] == ["save collection", "remove collection"]


def test_only_who_publishes_makes_a_collection_public(shelve: Shelve, editor: Person) -> None:
    work = shelve("a")
    with pytest.raises(NotAllowed):
        make(works=[work], by=editor)
    assert not Collection.objects.exists()
    mine = make(works=[work], is_public=False, by=editor)
    Collection.objects.update(is_public=True)
    with pytest.raises(NotAllowed):
        remove_collection(collection=Collection.objects.get(), by=editor)
    assert Collection.objects.filter(pk=mine.pk).exists()


def filled(**given: str) -> dict[str, str]:
    tags = ("en", "es", "fr", "ru", "ar", "pt", "id")
    empty = {f"{name}_{tag}": "" for name in ("title", "purpose") for tag in tags}
    return {**empty, "slug": "start", "chosen": "", "shown": "", "is_public": "on", **given}


def test_a_moderator_makes_a_collection_at_the_desk(
    moderator: Person, sign_in: type[SignedIn], reader: Client, shelve: Shelve, violence: Topic
) -> None:
    shelve("a", en="First")
    shelve("b", en="Second")
    desk = sign_in(moderator)
    assert desk.get(reverse("library-collections:index")).status_code == 200
    lines = "http://localhost:8000/en/library/b/ru/\n\n a \n/en/library/b/"
    answer = desk.post(reverse("library-collections:add"), filled(title_en="Start here", chosen=lines))
    assert answer.status_code == 302
    page = text(reader, "/en/library/collections/start/")
    assert page.index("Second") < page.index("First")
    edit = reverse("library-collections:edit", args=[Collection.objects.get().pk])
    assert "b\na</textarea>" in desk.get(edit).content.decode()
    changed = desk.post(
        edit, filled(title_en="Reports", shown="http://x.example/en/library/?kind=report&page=2")
    )
    assert changed.status_code == 302
    assert Collection.objects.get().search == "kind=report"
    assert not Collection.objects.get().items.exists()
    assert (
        desk.post(reverse("library-collections:delete", args=[Collection.objects.get().pk])).status_code
        == 302
    )
    assert not Collection.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"chosen": "a"}, "Give the collection a title"),
        ({"title_en": "T"}, "one of the two"),
        ({"title_en": "T", "chosen": "a", "shown": "?kind=report"}, "one of the two"),
        ({"title_en": "T", "chosen": "a\nnowhere"}, "No public work is called: nowhere."),
        ({"title_en": "T", "shown": "http://localhost:8000/en/library/"}, "shows the whole library"),
        ({"title_en": "T", "shown": "?sort=added"}, "shows the whole library"),
        ({"title_en": "T", "shown": "?kind=poem"}, "finds nothing"),
        ({"title_en": "T", "chosen": "a", "slug": ""}, "This field is required."),
    ],
)
def test_a_form_that_cannot_be_meant_says_why(
    given: dict[str, str], said: str, moderator: Person, sign_in: type[SignedIn], shelve: Shelve
) -> None:
    shelve("a")
    answer = sign_in(moderator).post(reverse("library-collections:add"), filled(**given))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Collection.objects.exists()


def test_an_editor_keeps_a_collection_to_the_desk(
    editor: Person, sign_in: type[SignedIn], shelve: Shelve
) -> None:
    shelve("a")
    answer = sign_in(editor).post(reverse("library-collections:add"), filled(title_en="Mine", chosen="a"))
    assert answer.status_code == 302
    assert not Collection.objects.get().is_public


def test_a_stranger_has_no_desk(reader: Client, db: None) -> None:
    assert reader.get(reverse("library-collections:index")).status_code == 302
