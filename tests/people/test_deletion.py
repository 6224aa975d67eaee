"""Going for good, and what is found of her afterwards: nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from tests import cast
from tests.architecture.tree import ROOT
from tests.database import put_migrated
from tests.people.conftest import Browser
from tests.people.test_sessions import whole_database
from whrin.people import leaving
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


_STORY = """
import json, os, sys
import django
django.setup()
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from django.test import Client
from whrin.people import actions
from whrin.people.models import Membership, Person
canaries = json.loads(sys.argv[1])
person, phrase = actions.make_member(
    name=canaries["name"], passphrase=canaries["passphrase"], state=Membership.State.ACTIVE, language="en"
)
actions.set_address(person=person, email=canaries["email"])
actions.write_card(person=person, words=canaries["card"])
actions.suspend(membership=person.membership, reason=canaries["reason"], by=person)
actions.appeal(person=person, words=canaries["appeal"])
browser = Client()
door = {"login": canaries["name"], "password": canaries["passphrase"], "shared": "on"}
assert browser.post("/account/login/", door)["Location"] == "/account/"
wrapped, password = person.data_key.wrapped, Person.objects.get().password
answer = browser.post("/account/delete/", {"stays": "no", "passphrase": canaries["passphrase"]})
assert answer.status_code == 200, answer.content
assert not Person.objects.exists()
print(json.dumps([phrase, wrapped, password]))
sys.stdout.flush()
# Like a server that goes on: no connection is closed, which would tidy the files up.
os._exit(0)
"""
CANARIES = {
    "name": "Canary of the marsh",
    "passphrase": "canary four words not together",
    "email": "canary.marsh@example.org",
    "card": "I am the canary of Lagos",
    "reason": "The canary was loud",
    "appeal": "The canary only sang",
}


def test_after_deletion_no_byte_of_the_sqlite_files_holds_her_name_passphrase_address_words_or_key(
    tmp_path: Path,
) -> None:
    put_migrated(tmp_path)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "WHRIN_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "whrin.settings",
    }
    story = [sys.executable, "-c", _STORY, json.dumps(CANARIES)]
    done = subprocess.run(story, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    phrase, wrapped, password = json.loads(done.stdout)
    canaries = [*CANARIES.values(), "canary.marsh", phrase, wrapped, wrapped[3:23], password]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "whrin.sqlite3" for path in files)
    found = [
        (path.name, canary)
        for path in files
        for canary in canaries
        if canary.casefold().encode() in path.read_bytes().lower()
    ]
    assert found == []


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
