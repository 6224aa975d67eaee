"""Staff keep the library at the desk: works, steps, files, imports."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import SignedIn
from whrin.library import actions
from whrin.library.enums import Status
from whrin.library.models import Link, StoredFile, Work
from whrin.people.models import Person
from whrin.search.queries import find

pytestmark = pytest.mark.django_db


def form_of(**changes: Any) -> dict[str, Any]:
    return {
        "slug": "a-report",
        "kind": "report",
        "publisher_kind": "network",
        "original_language": "English",
        "audience": ["peers"],
        "versions-TOTAL_FORMS": "1",
        "versions-INITIAL_FORMS": "0",
        "versions-0-language": "en",
        "versions-0-title": "Safer  spaces",
        "versions-0-page_links": "https://a.org/1\nhttps://a.org/2",
        "contributions-TOTAL_FORMS": "1",
        "contributions-INITIAL_FORMS": "0",
        "contributions-0-position": "0",
        "contributions-0-role": "author",
        "contributions-0-literal": "Women Nest",
        **changes,
    }


def add(person: Person, **changes: Any) -> Any:
    return SignedIn(person).post(reverse("works:add"), form_of(**changes))


def test_an_editor_can_add_a_work_with_its_version_links_and_author(editor: Person) -> None:
    assert SignedIn(editor).get(reverse("works:add")).status_code == 200
    answer = add(editor)
    assert answer.status_code == 302, [rows.errors for rows in answer.context["form"].row_sets]
    work = Work.objects.get()
    assert (work.status, work.original_language, work.audience) == ("draft", "en", ["peers"])
    assert work.versions.get().title == "Safer spaces"
    assert work.versions.get().fingerprint
    assert list(Link.objects.values_list("address", flat=True)) == ["https://a.org/1", "https://a.org/2"]
    assert str(work.contributions.get()) == "Women Nest"
    page = SignedIn(editor).get(reverse("works:edit", args=[work.pk]))
    assert "https://a.org/2" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"versions-0-title": ""},
        {"versions-0-page_links": "javascript:alert(1)"},
        {"versions-0-language": "Klingonish"},
        {"doi": "none"},
        {"isbn": "978-3-16-148410-1"},
        {"month": "13", "year": "2020"},
        {"month": "3"},
        {"contributions-0-family": "Both"},
    ],
)
def test_a_work_with_a_fault_is_shown_again_and_not_added(editor: Person, wrong: dict[str, str]) -> None:
    answer = add(editor, **wrong)
    assert answer.status_code == 200
    assert not Work.objects.exists()


def test_a_work_goes_from_draft_to_published_and_back_through_two_people(
    editor: Person, moderator: Person
) -> None:
    add(editor)
    work = Work.objects.get()
    steps = [(editor, "publish", "draft"), (editor, "review", "in-review"), (editor, "publish", "in-review")]
    steps += [(moderator, "publish", "published")]
    for person, step, expected in steps:
        SignedIn(person).post(reverse("works:step", args=[work.pk, step]))
        work.refresh_from_db()
        assert work.status == expected
    assert find(shelf="library", text="safer spaces").total == 1
    SignedIn(moderator).post(reverse("works:step", args=[work.pk, "withdraw"]), {"reason": ""})
    work.refresh_from_db()
    assert work.status == Status.PUBLISHED
    SignedIn(moderator).post(reverse("works:step", args=[work.pk, "withdraw"]), {"reason": "A newer one"})
    work.refresh_from_db()
    assert (work.status, find(shelf="library", text="safer spaces").total) == (Status.WITHDRAWN, 0)


def test_a_change_shows_in_the_search_at_once(coordinator: Person) -> None:
    add(coordinator)
    work = actions.publish(work=Work.objects.get(), by=coordinator)
    version, author = work.versions.get(), work.contributions.get()
    changed = form_of(
        **{
            "versions-INITIAL_FORMS": "1",
            "versions-0-id": version.pk,
            "versions-0-title": "Naloxone at home",
            "contributions-INITIAL_FORMS": "1",
            "contributions-0-id": author.pk,
        }
    )
    answer = SignedIn(coordinator).post(reverse("works:edit", args=[work.pk]), changed)
    assert answer.status_code == 302
    assert find(shelf="library", text="naloxone").total == 1
    assert find(shelf="library", text="safer").total == 0


def test_nobody_can_delete_a_work(coordinator: Person) -> None:
    add(coordinator)
    SignedIn(coordinator).post(reverse("works:delete", args=[Work.objects.get().pk]))
    assert Work.objects.exists()


def test_the_list_of_works_is_filtered_and_searched_in_one_number_of_queries(
    coordinator: Person, django_assert_num_queries: Any
) -> None:
    client = SignedIn(coordinator)
    work = actions.add_work(title="On stigma", language="en", kind="brief", doubts=["year-inferred"])
    address = reverse("works:index")
    client.get(address)  # What Wagtail reads once a process is read now.
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        page = client.get(address, {"q": "stigma"}).content.decode()
    assert "On stigma" in page
    for number in range(2):
        actions.add_work(title=f"On stigma {number}", language="ru", kind="report")
    with django_assert_num_queries(len(one)):
        client.get(address, {"q": "stigma"})
    assert "On stigma 1" not in client.get(address, {"kind": "brief"}).content.decode()
    assert "On stigma 1" not in client.get(address, {"has_doubts": "true"}).content.decode()
    assert "On stigma 1" in client.get(address, {"language": "ru"}).content.decode()
    assert work.get_kind_display()


def test_staff_see_what_was_read_in_a_file(coordinator: Person, tasks_at_once: None) -> None:
    add(coordinator)
    work = Work.objects.get()
    upload = SimpleUploadedFile("words.txt", "Женщины и здоровье\fPage two".encode())
    address = reverse("works:attach", args=[work.pk])
    SignedIn(coordinator).post(address, {"attach-version": work.versions.get().pk, "attach-file": upload})
    stored = StoredFile.objects.get()
    page = SignedIn(coordinator).get(reverse("works:file", args=[stored.pk])).content.decode()
    assert "Женщины и здоровье" in page and "Page 2" in page
    SignedIn(coordinator).post(reverse("works:file", args=[stored.pk]))
    assert not StoredFile.objects.exists()


def test_who_may_not_edit_finds_no_door(db: None) -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    work = actions.add_work(title="A", language="en", kind="report")
    client = SignedIn(outsider)
    addresses = [reverse("works:add"), reverse("works:edit", args=[work.pk]), reverse("imports:index")]
    assert {client.get(address).status_code for address in addresses} <= {302, 403}
    assert client.post(reverse("works:step", args=[work.pk, "publish"])).status_code in {302, 403}
    work.refresh_from_db()
    assert work.status == Status.DRAFT
