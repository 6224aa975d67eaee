"""Staff send a file, look at what it would bring, let it in, settle what differs, and take it back."""

import io
import json
import os
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from tests.cast import SignedIn
from whrin.library import actions
from whrin.library.enums import Status
from whrin.library.imports import running
from whrin.library.models import ImportNote, ImportRun, StoredFile, Work
from whrin.library.tasks import forget_old_imports
from whrin.people.models import Person
from whrin.search.queries import find

pytestmark = pytest.mark.django_db

RECORDS: list[dict[str, Any]] = [
    {"id": "one", "type": "report", "title": "One", "language": "en"},
    {"id": "<b>two</b>"},
]


def send(person: Person, records: Any, name: str = "records.json", **more: str) -> Any:
    content = records if isinstance(records, bytes) else json.dumps(records).encode()
    wanted = {"file": SimpleUploadedFile(name, content), **more}
    return SignedIn(person).post(reverse("imports:index"), wanted, follow=True)


def bring_in(person: Person, records: Any, **more: str) -> ImportRun:
    send(person, records, **more)
    run = ImportRun.objects.latest("pk")
    SignedIn(person).post(reverse("imports:run", args=[run.pk]))
    run.refresh_from_db()
    return run


def test_an_editor_sees_what_a_file_would_bring_before_anything_is_written(
    editor: Person, tasks_at_once: None
) -> None:
    actions.add_work(title="Here", language="en", kind="report", doi="10.1000/x")
    ris = b"TY  - RPRT\nTI  - New\nER  - \n\nTY  - RPRT\nTI  - Other\nDO  - 10.1000/X\nER  - \nTY  - RPRT"
    page = send(editor, ris, "export.ris").content.decode()
    assert "Nothing has come in yet" in page
    assert "Same DOI: “Here”" in page
    assert "The record has no title" in page
    assert "Bring them in" in page
    run = ImportRun.objects.get()
    assert (run.format, run.total, run.done, Work.objects.count()) == ("ris", 3, 0, 1)


def test_an_editor_brings_the_records_in_and_reads_what_happened(editor: Person, tasks_at_once: None) -> None:
    run = bring_in(editor, RECORDS, publish="on")
    page = SignedIn(editor).get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "2 of 2 records are done" in page
    assert "The record has no title" in page
    work = Work.objects.get()
    assert work.status == Status.DRAFT, "an editor alone cannot publish"
    assert "records.json" in SignedIn(editor).get(reverse("imports:index")).content.decode()


def test_an_editor_turns_a_file_away_and_nothing_of_it_stays(editor: Person) -> None:
    send(editor, RECORDS)
    run = ImportRun.objects.get()
    SignedIn(editor).post(reverse("imports:run", args=[run.pk]), {"away": "1"})
    assert not ImportRun.objects.exists()
    assert not Work.objects.exists()


def test_a_broken_file_is_told_in_the_browser_and_nothing_is_kept(editor: Person) -> None:
    upload = SimpleUploadedFile("records.json", b'[{"title": "a"')
    answer = SignedIn(editor).post(reverse("imports:index"), {"file": upload}, follow=True)
    assert "line 1, column 15" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_an_import_that_was_cut_off_can_be_continued(editor: Person, tasks_kept: None) -> None:
    run = bring_in(editor, RECORDS)
    page = SignedIn(editor).get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "Go on" in page
    assert not Work.objects.exists()


def different(editor: Person) -> ImportNote:
    actions.add_work(
        title="Here",
        language="en",
        kind="report",
        doi="10.1000/x",
        publisher="Old",
        authors=[{"literal": "A"}],
    )
    record = {
        "title": "Here: whole",
        "type": "report",
        "language": "en",
        "DOI": "10.1000/x",
        "publisher": "New",
        "author": [{"family": "Kurt", "given": "Ann"}],
        "issued": "2020-05",
        "URL": "https://a.org/",
    }
    return bring_in(editor, [record]).notes.get()


def test_what_a_record_says_otherwise_is_kept_and_taken_over_field_by_field(
    editor: Person, tasks_at_once: None
) -> None:
    note = different(editor)
    assert note.difference["publisher"] == {"here": "Old", "there": "New"}
    assert {"title", "author", "issued", "URL", "publisher"} == set(note.difference)
    client = SignedIn(editor)
    assert "Take over: publisher" in client.get(reverse("imports:run", args=[note.run_id])).content.decode()
    for field in list(note.difference):
        client.post(reverse("imports:note", args=[note.pk]), {"field": field})
    work = Work.objects.get()
    assert (work.publisher, work.year, work.month) == ("New", 2020, 5)
    assert (str(work), str(work.contributions.get())) == ("Here: whole", "Kurt, Ann")
    assert work.versions.get().links.get().address == "https://a.org/"
    note.refresh_from_db()
    assert (note.difference, note.settled) == ({}, True)


def test_a_field_cannot_be_taken_over_twice_or_made_up(editor: Person, tasks_at_once: None) -> None:
    note, client = different(editor), SignedIn(editor)
    for field in ("publisher", "publisher", "status"):
        answer = client.post(reverse("imports:note", args=[note.pk]), {"field": field}, follow=True)
    assert "There is nothing to take over any more" in answer.content.decode()
    assert Work.objects.get().status == Status.DRAFT


def test_an_editor_remembers_that_she_has_looked(editor: Person, tasks_at_once: None) -> None:
    note = different(editor)
    SignedIn(editor).post(reverse("imports:note", args=[note.pk]))
    note.refresh_from_db()
    assert note.settled and note.difference
    assert Work.objects.get().publisher == "Old"


def test_a_whole_import_is_taken_back_but_for_what_somebody_changed(
    coordinator: Person, tasks_at_once: None
) -> None:
    records = [
        {"id": f"r-{n}", "type": "report", "title": f"Naloxone {n}", "language": "en"} for n in range(3)
    ]
    run = bring_in(coordinator, records, publish="on")
    assert find(shelf="library", text="naloxone").total == 3
    changed = Work.objects.get(slug="r-1")
    actions.keep_changes(work=changed, by=coordinator)
    client, address = SignedIn(coordinator), reverse("imports:undo", args=[run.pk])
    page = client.get(address).content.decode()
    assert "Naloxone 1" in page and "Naloxone 2" not in page
    client.post(address)
    run.refresh_from_db()
    states = dict(Work.objects.values_list("slug", "status"))
    assert (run.state, states) == ("undone", {"r-0": "withdrawn", "r-1": "published", "r-2": "withdrawn"})
    assert [hit.key for hit in find(shelf="library", text="naloxone").hits] == ["r-1"]
    assert client.get("/en/library/r-0/").status_code == 410


def test_drafts_of_an_import_that_is_taken_back_are_gone(editor: Person, tasks_at_once: None) -> None:
    run = bring_in(editor, RECORDS)
    SignedIn(editor).post(reverse("imports:undo", args=[run.pk]))
    assert not Work.objects.exists()
    with pytest.raises(actions.imports.CannotUndo):
        actions.undo_import(run=run, by=editor)


def test_files_that_came_with_an_import_go_with_it_and_later_ones_hold_it_here(
    editor: Person, tasks_at_once: None
) -> None:
    ris = "TY  - RPRT\nTI  - One\nPB  - WHRIN\nL1  - a.txt\nER  - \nTY  - RPRT\nTI  - Two\nPB  - WHRIN\n"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("export.ris", ris)
        archive.writestr("a.txt", "Naloxone")
    run = bring_in(editor, content.getvalue())
    stored = StoredFile.objects.get()
    second = Work.objects.get(versions__title="Two")
    upload = SimpleUploadedFile("b.txt", b"Shelter")
    actions.attach_file(version=second.versions.get(), upload=upload, by=editor)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.undo_import(run=run, by=editor)
    assert Work.objects.get() == second
    assert not stored.file.storage.exists(str(stored.file.name))
    assert StoredFile.objects.get().name == "b.txt"


def test_a_file_that_no_run_waits_for_is_let_go_after_a_day(editor: Person) -> None:
    send(editor, RECORDS)
    waiting = running.kept_file(ImportRun.objects.get().file_digest)
    idle = waiting.with_name("idle.json")
    idle.touch()
    for path in (waiting, idle):
        os.utime(path, (0, 0))
    forget_old_imports()
    assert (waiting.exists(), idle.exists()) == (True, False)


def test_an_editor_cannot_take_back_what_is_public(
    editor: Person, coordinator: Person, tasks_at_once: None
) -> None:
    run = bring_in(coordinator, RECORDS, publish="on")
    assert SignedIn(editor).post(reverse("imports:undo", args=[run.pk])).status_code in {302, 403}
    with pytest.raises(actions.works.NotAllowed):
        actions.undo_import(run=run, by=editor)
    assert Work.objects.get().status == Status.PUBLISHED


def test_the_page_of_an_import_asks_as_often_for_three_notes_as_for_one(
    coordinator: Person, tasks_at_once: None, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = SignedIn(coordinator)
    run = bring_in(coordinator, [{"title": ""}])
    address = reverse("imports:run", args=[run.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(2):
        ImportNote.objects.create(run=run, record=number + 2, outcome="refused", reason="No")
    with django_assert_num_queries(len(one)):
        client.get(address)
