"""Files stay what came in, or somebody is told which one did not; their text can be read again."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.cli import findings
from whrin.library import actions
from whrin.library.actions.fixity import NothingToRead, read_again
from whrin.library.actions.works import NotAllowed
from whrin.library.care_tasks import begin_comparing, compare_files
from whrin.library.models import LanguageVersion, StoredFile
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def version(tasks_at_once: None) -> LanguageVersion:
    work = actions.add_work(title="Safer spaces", language="en", kind="report", publisher_kind="network")
    return work.versions.get()


def send(version: LanguageVersion, name: str = "a.txt", content: bytes = b"Words\fMore words") -> StoredFile:
    stored = actions.attach_file(version=version, upload=SimpleUploadedFile(name, content))
    stored.refresh_from_db()
    return stored


def state_of(stored: StoredFile) -> str:
    return StoredFile.objects.values_list("fixity", flat=True).get(pk=stored.pk)


def test_a_flipped_byte_and_a_lost_file_are_told_by_name(version: LanguageVersion, editor: Person) -> None:
    whole, flipped, lost = (
        send(version, f"{name}.txt", name.encode()) for name in ("whole", "flipped", "lost")
    )
    path = Path(flipped.file.path)
    content = bytearray(path.read_bytes())
    content[2] ^= 1
    path.write_bytes(content)
    Path(lost.file.path).unlink()
    compare_files.call(10)
    assert [state_of(each) for each in (whole, flipped, lost)] == ["whole", "damaged", "missing"]
    told = {finding.sentence for finding in findings.content_found() if finding.grade == "wrong"}
    assert len(told) == 2
    assert any(flipped.file.name in sentence and "safer-spaces" in sentence for sentence in told)
    assert Event.objects.filter(verb="compare file").count() == 2
    page = SignedIn(editor).get(reverse("care:files"), {"state": "damaged"}).content.decode()
    assert "flipped.txt" in page and "whole.txt" not in page
    path.write_bytes(b"flipped")
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + DAY):
        compare_files.call(10)
    assert state_of(flipped) == "whole"


def test_each_file_is_compared_at_least_every_thirty_days(version: LanguageVersion) -> None:
    for number in range(40):
        name = str(number)
        StoredFile.objects.create(version=version, file=name, name=name, media_type="", size=1, sha256=name)
    for day in range(60):
        with time_machine.travel(NOW + day * DAY):
            begin_comparing()
            compared = set(StoredFile.objects.values_list("verified_on", flat=True))
        if day >= 30:
            oldest = min(each for each in compared if each)
            assert None not in compared
            assert (NOW + day * DAY).date() - oldest <= 30 * DAY


def test_comparing_a_day_twice_costs_nothing(version: LanguageVersion) -> None:
    stored = send(version)
    compare_files.call(5)
    Path(stored.file.path).unlink()
    compare_files.call(5)
    assert state_of(stored) == "whole"


def test_all_is_well_when_all_is_well(version: LanguageVersion) -> None:
    send(version)
    compare_files.call(5)
    assert [finding.grade for finding in findings.content_found()] == ["well"]


def test_a_text_that_could_not_be_read_is_listed_and_read_again(
    version: LanguageVersion, editor: Person
) -> None:
    stored = send(version)
    StoredFile.objects.filter(pk=stored.pk).update(extraction="failed", extraction_note="broken", text="")
    assert any("is not read" in finding.sentence for finding in findings.content_found())
    client = SignedIn(editor)
    assert "a.txt" in client.get(reverse("care:files")).content.decode()
    page = client.post(reverse("care:read-again", args=[stored.pk]), follow=True).content.decode()
    assert "More words" in page
    stored.refresh_from_db()
    assert (stored.extraction, stored.extraction_note, stored.text) == ("done", "", "Words\fMore words")


def test_a_long_text_is_shown_some_pages_at_a_time(version: LanguageVersion, editor: Person) -> None:
    stored = send(version, content="\f".join(f"page {number} of it" for number in range(1, 26)).encode())
    client, address = SignedIn(editor), reverse("works:file", args=[stored.pk])
    first, last = (client.get(address, {"p": number}).content.decode() for number in (1, 3))
    assert "page 10 of it" in first and "page 11 of it" not in first
    assert "page 25 of it" in last and "Page 25" in last


def test_a_picture_has_no_text_and_an_outsider_no_say(version: LanguageVersion, editor: Person) -> None:
    stored = send(version)
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    assert SignedIn(outsider).get(reverse("care:files")).status_code in {302, 403}
    with pytest.raises(NotAllowed):
        read_again(stored=stored, by=outsider)
    StoredFile.objects.update(extraction="not-needed")
    stored.refresh_from_db()
    with pytest.raises(NothingToRead):
        read_again(stored=stored, by=editor)
    SignedIn(editor).post(reverse("care:read-again", args=[stored.pk]))
    assert StoredFile.objects.get().extraction == "not-needed"


def test_the_list_of_files_asks_as_much_for_one_as_for_three(
    version: LanguageVersion, editor: Person, django_assert_num_queries: Any
) -> None:
    client, address = SignedIn(editor), f"{reverse('care:files')}?state=done"
    send(version)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    send(version, "b.txt", b"b"), send(version, "c.txt", b"c")
    with django_assert_num_queries(len(one)):
        client.get(address)
