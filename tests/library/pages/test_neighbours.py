"""What a record leads to beside itself."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.enums import Extraction, LinkState, Status
from whrin.library.models import Contribution, Link
from whrin.topics.models import Topic


def read(reader: Client, slug: str = "guide") -> str:
    response = reader.get(f"/en/library/{slug}/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_reader_is_told_of_the_newer_version_and_of_the_older(reader: Client, shelve: Shelve) -> None:
    newer = shelve("newer", en="Guide of 2026")
    shelve("guide", en="Guide of 2020", superseded_by=newer)
    page = read(reader)
    assert "A newer version replaces this one:" in page
    assert 'href="/en/library/newer/en/"' in page
    assert "Older versions" in read(reader, "newer")
    newer.status = Status.DRAFT
    newer.save()
    assert "A newer version" not in read(reader)


def test_a_reader_finds_what_staff_named_and_what_is_alike(
    reader: Client, shelve: Shelve, violence: Topic
) -> None:
    work = shelve("guide", en="Shelters for mothers")
    work.topics.add(violence)
    work.related.add(shelve("named", en="Named by staff"))
    for number in range(6):
        shelve(f"alike{number}", en=f"Something {number}").topics.add(violence)
    nearest = shelve("nearest", en="Shelters for mothers, again", year=1990)
    nearest.topics.add(violence)
    shelve("far", en="Something else")
    shelve("draft", en="Shelters for mothers too", status=Status.DRAFT).topics.add(violence)
    page = read(reader)
    related = page[page.index("See also") :]
    assert related.index("/named/") < related.index("/nearest/") < related.index("/alike")
    assert related.count("/alike") == 3
    assert "/far/" not in related
    assert "/draft/" not in related


def test_a_work_without_topics_leads_to_others_by_its_authors(reader: Client, shelve: Shelve) -> None:
    for slug in ("guide", "other"):
        Contribution.objects.create(work=shelve(slug), literal="Youth RISE")
    assert "/en/library/other/en/" in read(reader)


def test_a_reader_is_told_when_a_link_does_not_work(reader: Client, shelve: Shelve) -> None:
    version = shelve("guide").versions.get()
    Link.objects.create(
        version=version,
        address="https://gone.example/",
        state=LinkState.BROKEN,
        archived_at="https://archive.example/gone",
    )
    page = read(reader)
    assert "This address no longer works." in page
    assert 'href="https://archive.example/gone"' in page


def test_a_record_leads_to_its_text_its_citations_and_lists(
    reader: Client, shelve: Shelve, attach: Attach
) -> None:
    stored = attach(shelve("guide", en="A title", year=2021), b"x", text="words", extraction=Extraction.DONE)
    page = read(reader)
    for address in (f"read/{stored.pk}/", "cite/en/", "share/en/", "as/ris/"):
        assert f'href="/en/library/guide/{address}"' in page
        assert reader.get(f"/en/library/guide/{address}").status_code == 200
    assert 'href="/en/library/saved/?w=guide"' in page
    assert 'href="/en/library/suggest/?work=guide"' in page
    assert "A title. (2021). [Report]." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_neighbours_ask_as_much_for_three_as_for_one(
    reader: Client,
    shelve: Shelve,
    violence: Topic,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    work = shelve("guide")
    work.topics.add(violence)
    for number in range(rows):
        shelve(f"a{number}").topics.add(violence)
        work.related.add(shelve(f"b{number}"))
        shelve(f"c{number}", superseded_by=work)
    read(reader)
    with django_assert_num_queries(11):
        read(reader)
