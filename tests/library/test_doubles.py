"""A librarian finds the same paper at several addresses and makes it one, or keeps two apart."""

import datetime
import random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.library import actions, likely_doubles
from whrin.library.actions.merging import CannotMerge, ChangedMeanwhile, keep_apart, merge
from whrin.library.actions.works import NotAllowed
from whrin.library.likely_doubles import Pair, find_doubles
from whrin.library.models import (
    Collection,
    CollectionItem,
    DayOfUse,
    LanguageVersion,
    Licence,
    Link,
    NotDoubles,
    StoredFile,
    Work,
)
from whrin.people.models import Person
from whrin.places.models import Country
from whrin.search.queries import find
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
TITLE = "Women who inject drugs and the police"


def work(title: str = TITLE, **changes: Any) -> Work:
    plain = {"title": title, "language": "en", "kind": "report", "authors": [{"literal": "Women Nest"}]}
    return actions.add_work(**{**plain, **changes})


def reasons() -> dict[tuple[int, int], str]:
    return {(pair.first, pair.second): pair.reason for pair in find_doubles()}


def merged(stays: Work, goes: Work, by: Person) -> Work:
    stays.refresh_from_db()
    goes.refresh_from_db()
    return merge(stays=stays, goes=goes, as_of=(stays.changed_at, goes.changed_at), by=by)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"year": 2020}, {"year": 2020}, "title"),
        ({"year": 2020}, {"year": 2021}, "like"),
        ({}, {"title": "Women who inject drugs and the Police.", "authors": []}, "like"),
        ({}, {"title": "Women who injct drugs and the police", "authors": []}, "like"),
        ({"isbn": "9780306406157"}, {"title": "Another", "isbn": "9780306406157"}, "isbn"),
        ({"doi": "10.1000/x"}, {"title": "Another", "addresses": ["https://doi.org/10.1000/X"]}, "doi"),
        (
            {"addresses": ["https://www.a.org/x/"]},
            {"title": f"{TITLE}: a study", "addresses": ["http://a.org/x?utm_source=y"]},
            "address",
        ),
    ],
)
def test_two_records_of_one_work_are_found(one: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    first, second = work(**one), work(**other)
    assert reasons() == {(first.pk, second.pk): reason}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Annual report 2019 of the network"}, {"title": "Annual report 2020 of the network"}),
        ({"year": 2010}, {"year": 2020}),
        ({"title": "Women"}, {"title": "Women!", "authors": []}),
        ({"isbn": "9780306406157"}, {"title": "Part", "isbn": "9780306406157", "kind": "chapter"}),
        (
            {"title": "Housing in Kenya", "addresses": ["https://a.org/list"]},
            {"title": "Naloxone at night", "addresses": ["https://a.org/list"]},
        ),
    ],
)
def test_two_works_that_only_resemble_each_other_are_left_alone(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    work(**one), work(**other)
    assert reasons() == {}


def test_what_was_withdrawn_is_no_double() -> None:
    first, _second = work(), actions.publish(work=work(), by=None)
    assert len(find_doubles()) == 1
    actions.withdraw(work=Work.objects.exclude(pk=first.pk).get(), reason="Old", by=None)
    assert find_doubles() == []


def test_a_large_collection_is_looked_through_once_a_day(settings: Settings, monkeypatch: Any) -> None:
    monkeypatch.setattr(likely_doubles, "LIVE", 0)
    likely_doubles.look_again()
    first, second = work(), work()
    assert likely_doubles.likely_doubles() == [Pair(first.pk, second.pk, "title")]
    work()
    assert len(likely_doubles.likely_doubles()) == 1, "kept until tomorrow"
    likely_doubles.look_again()
    assert len(likely_doubles.likely_doubles()) > 1
    likely_doubles.look_again()


def test_finding_does_not_compare_each_with_each(django_assert_num_queries: Any) -> None:
    chance = random.Random(3)
    words = [f"word{chance.randrange(900)}x" for _number in range(900)]
    works = Work.objects.bulk_create(
        Work(slug=f"w{number}", kind="report", original_language="en") for number in range(1500)
    )
    LanguageVersion.objects.bulk_create(
        LanguageVersion(work=each, language="en", title=" ".join(chance.sample(words, 8))) for each in works
    )
    with django_assert_num_queries(6):
        assert find_doubles() == []


# --- Merging --------------------------------------------------------------------------------------


def test_the_one_that_stays_takes_over_what_it_lacks(coordinator: Person, violence: Topic) -> None:
    licence = Licence.objects.get(code="CC-BY-4.0")
    stays = work(addresses=["https://a.org/1"], year=2020, audience=["peers"])
    goes = work(
        addresses=["https://a.org/1", "https://a.org/2"], doi="10.1/x", year=2019, month=3, licence=licence,
        abstract="What it says.", audience=["women"], topics=[violence], countries=["KE"],
    )  # fmt: skip
    LanguageVersion.objects.create(work=goes, language="es", title="Mujeres")
    theirs = goes.versions.get(language="en")
    StoredFile.objects.create(
        version=theirs, file="library/a.pdf", name="a", media_type="", size=1, sha256="x"
    )
    older = Work.objects.create(
        slug="older", kind="report", original_language="en", status="withdrawn", withdrawn_because="-",
        merged_into=goes,
    )  # fmt: skip
    for each in (stays, goes):
        actions.publish(work=each, by=None)
    both = Collection.objects.create(slug="both")
    alone = Collection.objects.create(slug="alone")
    CollectionItem.objects.bulk_create(
        [CollectionItem(collection=both, work=stays), CollectionItem(collection=both, work=goes)]
    )
    CollectionItem.objects.create(collection=alone, work=goes)
    day = datetime.date(2026, 11, 1)
    DayOfUse.objects.create(day=day, work=goes, language="en", opened=2, fetched=1)
    DayOfUse.objects.create(day=day, work=stays, language="en", opened=3)

    merged(stays, goes, coordinator)

    stays, goes, older = (Work.objects.get(pk=each.pk) for each in (stays, goes, older))
    assert {version.language for version in stays.versions.all()} == {"en", "es"}
    english = stays.versions.get(language="en")
    assert {link.address for link in english.links.all()} == {"https://a.org/1", "https://a.org/2"}
    assert (english.abstract, english.files.count()) == ("What it says.", 1)
    assert (stays.doi, stays.year, stays.month, stays.licence) == ("10.1/x", 2020, None, licence)
    assert (list(stays.topics.all()), [each.code for each in stays.countries.all()]) == ([violence], ["KE"])
    assert set(stays.audience) == {"women", "peers"}
    assert (goes.status, goes.merged_into, goes.doi) == ("withdrawn", stays, "")
    assert older.merged_into == stays
    assert [item.collection.slug for item in CollectionItem.objects.filter(work=stays)] == ["both", "alone"]
    assert [(each.opened, each.fetched) for each in DayOfUse.objects.all()] == [(5, 1)]
    assert find(shelf="library", text="police").total == 1
    assert Event.objects.get(verb="merge works").detail == {"stays": stays.slug, "goes": goes.slug}


def test_readers_of_the_old_address_are_led_on(coordinator: Person, reader: Client) -> None:
    stays, goes = work(), work()
    stored = StoredFile.objects.create(
        version=goes.versions.get(), file="library/a.pdf", name="a.pdf", media_type="", size=1, sha256="x"
    )
    for each in (stays, goes):
        actions.publish(work=each, by=None)
    merged(stays, goes, coordinator)
    for address in (f"/fr/library/{goes.slug}/", f"/fr/library/{goes.slug}/en/"):
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/fr/library/{stays.slug}/")
    answer = reader.get(f"/en/library/{goes.slug}/files/{stored.pk}/a.pdf")
    assert answer.headers["Location"] == f"/en/library/{stays.slug}/files/{stored.pk}/a.pdf"
    assert reader.get(f"/en/library/{goes.slug}/files/{stored.pk + 1}/a.pdf").status_code == 404
    actions.withdraw(work=Work.objects.get(pk=stays.pk), reason="Old", by=None)
    assert reader.get(f"/en/library/{goes.slug}/").status_code == 410


def test_a_record_that_changed_meanwhile_is_not_merged(coordinator: Person) -> None:
    stays, goes = work(), work()
    as_of = (stays.changed_at, goes.changed_at)
    actions.keep_changes(work=goes, by=coordinator)
    with pytest.raises(ChangedMeanwhile):
        merge(stays=stays, goes=goes, as_of=as_of, by=coordinator)
    goes.refresh_from_db()
    assert (goes.status, goes.merged_into, Link.objects.count()) == ("draft", None, 0)


def test_what_cannot_be_merged_stays_as_it_is(coordinator: Person, editor: Person) -> None:
    draft, public = work(), actions.publish(work=work(), by=None)
    page = actions.save_page_as_work(
        slug="page", language="en", title=TITLE, abstract="", kind="brief", date=None, topics=[],
        address="https://whrin.example/page/",
    )  # fmt: skip
    for stays, goes, by, refusal in (
        (draft, public, coordinator, CannotMerge),
        (public, page, coordinator, CannotMerge),
        (public, public, coordinator, CannotMerge),
        (page, public, editor, NotAllowed),
    ):
        with pytest.raises(refusal):
            merged(stays, goes, by)
    assert set(Work.objects.values_list("status", "merged_into")) == {("draft", None), ("published", None)}
    merged(public, draft, editor)
    with pytest.raises(CannotMerge):
        merged(public, draft, editor)


# --- The desk -------------------------------------------------------------------------------------


def test_a_librarian_compares_two_and_makes_them_one(coordinator: Person) -> None:
    first, second = work(publisher="A press"), work(publisher="The press", doi="10.1/x")
    client = SignedIn(coordinator)
    assert "Same title, year and author" in client.get(reverse("care:doubles")).content.decode()
    address = reverse("care:pair", args=[first.pk, second.pk])
    page = client.get(address).content.decode()
    assert "A press" in page and "The press" in page and "Publisher ≠" in page
    written = {f"changed-{each.pk}": each.changed_at.isoformat() for each in (first, second)}
    assert client.post(address, written).status_code == 200
    assert client.post(address, {**written, "stays": second.pk + 1}).status_code == 200
    client.post(address, {**written, "stays": first.pk, f"changed-{first.pk}": "nonsense"})
    assert not Work.objects.exclude(merged_into=None).exists()
    answer = client.post(address, {**written, "stays": first.pk})
    assert answer.headers["Location"] == reverse("care:doubles")
    first.refresh_from_db()
    assert (first.publisher, first.doi) == ("A press", "10.1/x")
    assert "No two works look alike" in client.get(reverse("care:doubles")).content.decode()


def test_two_that_are_not_the_same_are_not_shown_again(editor: Person) -> None:
    first, second = work(), work()
    client = SignedIn(editor)
    for _time in range(2):
        client.post(reverse("care:apart", args=[second.pk, first.pk]))
    assert [(each.first, each.second) for each in NotDoubles.objects.all()] == [(first, second)]
    assert "No two works look alike" in client.get(reverse("care:doubles")).content.decode()
    assert client.get(reverse("care:pair", args=[first.pk, second.pk + 1])).status_code in {302, 404}


def test_the_list_of_pairs_asks_as_much_for_one_as_for_three(
    editor: Person, django_assert_num_queries: Any
) -> None:
    client, address = SignedIn(editor), reverse("care:doubles")
    work(), work()
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(2):
        work(f"Housing first number {number}"), work(f"Housing first number {number}")
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_who_may_not_edit_merges_nothing() -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    first, second = work(), work()
    assert SignedIn(outsider).get(reverse("care:doubles")).status_code in {302, 403}
    with pytest.raises(NotAllowed):
        keep_apart(one=first, other=second, by=outsider)
    with pytest.raises(NotAllowed):
        merged(first, second, outsider)
    assert not NotDoubles.objects.exists() and not Work.objects.filter(status="withdrawn").exists()


def test_a_country_is_taken_over_once(coordinator: Person) -> None:
    kenya = Country.objects.get(code="KE")
    stays, goes = work(countries=[kenya]), work(countries=[kenya])
    merged(stays, goes, coordinator)
    assert [each.code for each in stays.countries.all()] == ["KE"]
