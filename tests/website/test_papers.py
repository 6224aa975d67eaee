"""A paper is written once: as a page, and thereby as a work of the library."""

import datetime

from django.test import Client

from tests.website.conftest import home_in, published, spanish
from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.topics.models import Topic
from whrin.website.models import PaperIndexPage, PaperPage


def test_a_published_paper_stands_in_the_library(client: Client, paper: PaperPage) -> None:
    work = Work.objects.get()
    assert (work.slug, work.status, work.kind) == ("shelters", Status.PUBLISHED, "position-paper")
    assert (work.year, work.month, work.day) == (2026, 3, 8)
    version = work.versions.get()
    assert (version.title, version.language) == ("Shelters for every woman", "en")
    assert version.links.get().address.endswith("/en/papers/shelters/")
    assert 'href="/en/library/shelters/"' in client.get("/en/papers/shelters/").content.decode()
    assert 'href="/en/library/shelters/en/"' in client.get("/en/library/", {"q": "shelter"}).content.decode()


def test_publishing_twice_makes_one_work(paper: PaperPage) -> None:
    draft = paper.save_revision()
    paper.title = "Shelters for all women"
    paper.save_revision().publish()
    draft.publish()
    paper.refresh_from_db()
    assert paper.library_slug == "shelters"
    assert Work.objects.get().versions.get().title == "Shelters for every woman"


def test_a_paper_that_is_taken_down_vanishes_from_the_library(client: Client, paper: PaperPage) -> None:
    paper.unpublish()
    assert Work.objects.get().status == Status.WITHDRAWN
    assert "/en/library/shelters/" not in client.get("/en/library/").content.decode()
    paper.save_revision().publish()
    assert Work.objects.get().status == Status.PUBLISHED


def test_a_paper_that_is_deleted_vanishes_from_the_library(paper: PaperPage) -> None:
    paper.delete()
    assert Work.objects.get().status == Status.WITHDRAWN


def test_a_translation_is_a_language_version_of_the_same_work(client: Client, paper: PaperPage) -> None:
    published(home_in("es"), PaperIndexPage(title="Documentos", slug="documentos"))
    index = PaperIndexPage.objects.get(locale=spanish())
    published(
        index,
        PaperPage(title="Refugios", slug="refugios", translation_key=paper.translation_key, intro="Por qué."),
    )
    work = Work.objects.get()
    assert {version.language: version.title for version in work.versions.all()} == {
        "en": "Shelters for every woman",
        "es": "Refugios",
    }
    assert work.year == 2026, "kind, day and topics are the first version's"
    assert 'href="/es/library/shelters/"' in client.get("/es/documentos/refugios/").content.decode()
    PaperPage.objects.get(slug="refugios").unpublish()
    work = Work.objects.get()
    assert [version.language for version in work.versions.all()] == ["en"]
    assert work.status == Status.PUBLISHED


def test_a_paper_does_not_take_over_another_works_name(paper_index: PaperIndexPage) -> None:
    other = Work.objects.create(slug="shelters", kind="report", original_language="en")
    page = published(paper_index, PaperPage(title="Shelters", slug="shelters"))
    other.refresh_from_db()
    assert page.library_slug == "shelters-2"
    assert other.kind == "report"


def test_a_papers_topics_and_sample_mark_reach_the_library(paper_index: PaperIndexPage) -> None:
    topic = Topic.objects.create(slug="violence")
    page = PaperPage(
        title="Brief", slug="brief", kind="brief", is_sample=True, date=datetime.date(2026, 1, 2)
    )
    page.locale = paper_index.locale
    paper_index.add_child(instance=page)
    page.topics = [topic]
    page.save_revision().publish()
    work = Work.objects.get()
    assert list(work.topics.all()) == [topic]
    assert work.is_sample


def test_a_moved_paper_keeps_the_librarys_link_true(
    paper: PaperPage, django_capture_on_commit_callbacks
) -> None:
    index = paper.get_parent().specific
    index.slug = "positions"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()
    work = Work.objects.get()
    assert work.slug == "shelters"
    assert [link.address.rpartition("/en")[2] for link in work.versions.get().links.all()] == [
        "/positions/shelters/"
    ]
