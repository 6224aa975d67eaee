"""Going for good, and what is found of her afterwards: nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import cast
from tests.architecture.tree import ROOT
from tests.database import migrated_template, put_migrated
from tests.people.conftest import Browser
from tests.people.test_sessions import whole_database
from whrin.people import leaving, tasks
from whrin.people.actions import delete_account, finish_deletions, make_deletion_code
from whrin.people.keys import open_for, seal_for
from whrin.people.models import DataKey, DeletionCode, Person
from whrin.people.sealing import CannotOpenError

DELETE = {"stays": "no", "passphrase": cast.PASSWORD}


@pytest.fixture
def heron(browser: Browser, member: Person) -> Browser:
    """Blue Heron's browser, signed in."""
    browser.sign_in("Blue Heron")
    return browser


@pytest.fixture
def other_rooms(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Note what other rooms are asked to do, in order, and whether her key was there at that moment."""
    asked: list[tuple[Any, ...]] = []

    def has_key(person: Person) -> bool:
        return DataKey.objects.filter(person=person).exists()

    def erase(person: Person, keeps_words: bool) -> None:
        asked.append(("erase", keeps_words, has_key(person)))

    monkeypatch.setattr(leaving, "_erasures", {"a": erase})
    monkeypatch.setattr(leaving, "_detachings", {"a": lambda who: asked.append(("detach", has_key(who)))})
    return asked


def test_she_deletes_her_account_on_one_screen(
    heron: Browser, member: Person, other_rooms: list[tuple[Any, ...]]
) -> None:
    answer = heron.post(reverse("account_delete"), DELETE)
    assert answer.status_code == 200
    assert "cookies" in answer["Clear-Site-Data"]
    assert "no-store" in answer["Cache-Control"]
    assert not Person.objects.exists()
    assert heron.get(reverse("account_home")).status_code == 302
    assert other_rooms == [("erase", False, False)]


def test_her_words_that_stay_are_sealed_anew_before_her_key_is_destroyed(
    heron: Browser, member: Person, other_rooms: list[tuple[Any, ...]]
) -> None:
    heron.post(reverse("account_delete"), {**DELETE, "stays": "yes"})
    assert other_rooms == [("detach", True), ("erase", True, False)]


def test_a_wrong_passphrase_deletes_nothing(heron: Browser, member: Person) -> None:
    page = heron.post(reverse("account_delete"), {**DELETE, "passphrase": "wrong"})
    assert page.status_code == 422
    assert DataKey.objects.filter(person=member).exists()


def test_a_code_deletes_the_account_without_signing_in(heron: Browser, member: Person) -> None:
    page = heron.post(reverse("account_deletion_code"), {"passphrase": cast.PASSWORD})
    code = page.context["code"]
    assert code not in whole_database()
    stranger = Browser()
    wrong = stranger.post(reverse("account_delete_by_code"), {"code": "AAAA-BBBB", "stays": "no"})
    assert wrong.status_code == 422
    assert Person.objects.exists()
    stranger.post(reverse("account_delete_by_code"), {"code": code.lower(), "stays": "no"})
    assert not Person.objects.exists()
    assert heron.get(reverse("account_home")).status_code == 302


def test_a_new_deletion_code_takes_the_place_of_the_older_one(member: Person) -> None:
    codes = [make_deletion_code(person=member) for _time in range(2)]
    assert DeletionCode.objects.count() == 1
    old = Browser().post(reverse("account_delete_by_code"), {"code": codes[0], "stays": "no"})
    assert old.status_code == 422
    assert Person.objects.exists()


def test_a_deletion_that_was_cut_short_is_finished(
    member: Person, other_member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_person: Person, _keeps: bool) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(leaving, "_erasures", {"a": fails})
        with pytest.raises(OSError):
            delete_account(person=member, keeps_words=False)
    assert not DataKey.objects.filter(person=member).exists()
    assert Browser().sign_in("Blue Heron").headers.get("Location") != reverse("account_home")
    finish_deletions()
    assert list(Person.objects.all()) == [other_member]


CANARIES = {
    "name": "Canary of the marsh",
    "passphrase": "canary four words not together",
    "email": "canary.marsh@example.org",
    "card": "I am the canary of Lagos",
    "reason": "The canary was loud",
    "appeal": "The canary only sang",
    "pseudonym": "Yellow canary",
    "words": "A canary flew to Zanzibar",
    "title": "Where canaries fly",
    "draft": "The canary has not said this",
    "letter": "The canary writes a letter",
}


def lives_and_goes(environment: dict[str, str]) -> dict[str, str]:
    """Have her live and go on a site of its own; return what stood in the rows, by a name."""
    story = [sys.executable, "-m", "tests.people.going", json.dumps(CANARIES)]
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "whrin.settings"}
    done = subprocess.run(
        story, env={**clean, **ours, **environment}, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for secret in CANARIES.values():
        assert secret not in done.stderr
    kept: dict[str, str] = json.loads(done.stdout)
    return kept


def found_in(content: bytes, kept: dict[str, str]) -> set[str]:
    """Return the names of what these bytes hold of her."""
    lowered = content.lower()
    told = {
        **CANARIES,
        "part of the address": "canary.marsh",
        **{f"{name} in a row": kept[name] for name in kept},
    }
    return {name for name, value in told.items() if value.lower().encode() in lowered}


@pytest.mark.once
def test_after_deletion_no_byte_of_a_site_on_sqlite_holds_anything_of_her(tmp_path: Path) -> None:
    put_migrated(tmp_path)
    kept = lives_and_goes({"WHRIN_VAR": str(tmp_path)})
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"whrin.sqlite3", "whrin.sqlite3-wal"} <= {path.name for path in files}
    left = {path.name: found_in(path.read_bytes(), kept) for path in files}
    assert {name: found for name, found in left.items() if found} == {}


@pytest.fixture
def cluster(db: None, tmp_path: Path) -> Iterator[CursorWrapper]:
    """A cursor of the PostgreSQL cluster that the tests run on, and a migrated database `whrin_going` in it.

    As the operator's page advises: the log's older files are removed, not kept to be written over some day.
    """
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL alone")
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS whrin_going WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE whrin_going TEMPLATE {migrated_template()}")
        cursor.execute("ALTER SYSTEM SET wal_recycle = off")
        cursor.execute("SELECT pg_reload_conf()")
        yield cursor
        cursor.execute("ALTER SYSTEM RESET wal_recycle")
        cursor.execute("SELECT pg_reload_conf()")
        cursor.execute("DROP DATABASE whrin_going WITH (FORCE)")


def files_of(cluster: CursorWrapper) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the database, of what all databases share, and of the log."""
    cluster.execute("SELECT oid FROM pg_database WHERE datname = 'whrin_going'")
    for folder in (f"base/{cluster.fetchone()[0]}", "global", "pg_wal", "pg_xact"):
        cluster.execute("SELECT pg_ls_dir(%s)", [folder])
        for (name,) in cluster.fetchall():
            path = f"{folder}/{name}"
            cluster.execute("SELECT isdir FROM pg_stat_file(%s, true)", [path])
            if cluster.fetchone()[0] is False:
                cluster.execute("SELECT pg_read_binary_file(%s, 0, 1000000000, true)", [path])
                yield path, bytes(cluster.fetchone()[0] or b"")


def test_after_deletion_no_byte_of_a_postgresql_cluster_holds_anything_of_her(
    cluster: CursorWrapper, tmp_path: Path
) -> None:
    address, _slash, _database = os.environ["DATABASE_URL"].rpartition("/")
    kept = lives_and_goes({"WHRIN_VAR": str(tmp_path), "DATABASE_URL": f"{address}/whrin_going"})
    files = [*files_of(cluster), *((str(path), path.read_bytes()) for path in tmp_path.rglob("*.*"))]
    assert len(files) > 100
    assert {path: found for path, content in files if (found := found_in(content, kept))} == {}


def test_after_deletion_no_row_holds_her_name_passphrase_address_or_words(
    heron: Browser, member: Person
) -> None:
    """On PostgreSQL, too, when the tests run there. What stays: her stand-in, in the audit log."""
    heron.post(reverse("account_address"), {"email": CANARIES["email"]})
    heron.post(reverse("account_card"), {"words": CANARIES["card"]})
    wrapped, stand_in = DataKey.objects.get(person=member).wrapped, member.username
    heron.post(reverse("account_delete"), DELETE)
    rows = whole_database()
    for canary in ("Blue Heron", cast.PASSWORD, CANARIES["email"], CANARIES["card"], wrapped):
        assert canary not in rows
    assert connection.vendor in {"sqlite", "postgresql"}
    assert {line for line in rows.splitlines() if stand_in in line} <= audit_rows()


def audit_rows() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_event")
        return set(map(str, cursor.fetchall()))


def test_reading_what_is_left_of_her_makes_no_new_key(member: Person) -> None:
    sealed = seal_for(member, "my words", label="here")
    DataKey.objects.all().delete()
    rows = Person.objects.filter(pk=member.pk)
    for left in (rows.get(), rows.select_related("data_key").get()):
        with pytest.raises(CannotOpenError):
            open_for(left, sealed, label="here")
    assert not DataKey.objects.exists()


def test_while_somebody_holds_the_database_it_is_asked_again_in_an_hour_and_once(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test's own transaction holds it.
    monkeypatch.setattr(tasks, "PAUSES", (0,))
    now = timezone.now()
    tasks.leave_nothing.call()
    tasks.leave_nothing.call()
    again = DBTaskResult.objects.get(task_path=tasks.leave_nothing.module_path)
    assert again.run_after >= now + tasks.LATER
