"""What every test stands on: fast passwords, no undefined template variable, the same small cast."""

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import engines
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests import cast, database
from tests.architecture.tree import ROOT
from tests.undefined import RefuseUndefined
from whrin.kit.edition import forget_what_is_kept
from whrin.people.models import Person
from whrin.surveys import bearers, sealing

_BEGAN = time.time()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Begin each worker with a copy of one migrated database, instead of migrating again."""
    tests = connection.settings_dict["TEST"]
    tests["MIGRATE"] = False
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            tests["TEMPLATE"] = database.migrated_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Lay the migrated rows into the tables that Django has made in memory."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            connection.ensure_connection()
            database.fill(connection.connection)


@pytest.fixture(autouse=True)
def _undefined_variables_fail() -> None:
    """Make each undefined variable in one of our templates fail the test that renders it.

    Each test anew: one that changed a setting of templates leaves another engine behind.
    """
    engines["django"].engine.string_if_invalid = RefuseUndefined()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Begin each test in English: a request in another language leaves it behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Forget what is kept for an edition: tests roll their rows back without a new one."""
    forget_what_is_kept()


@pytest.fixture(autouse=True)
def _keepers_of_keys() -> Iterator[None]:
    """Let whoever seals sensitive answers be registered after a test as before it."""
    registered: tuple[list[Any], ...] = (sealing._for_named_people, bearers._givers)
    before = [list(one) for one in registered]
    yield
    for one, were in zip(registered, before, strict=True):
        one[:] = were


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def tasks_at_once(settings: Settings) -> None:
    """Carry out background work where it is asked for, as soon as the transaction allows."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def tasks_kept(settings: Settings) -> None:
    """Keep background work undone, so that a test can look at it (`default_task_backend.results`)."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def visitor() -> AnonymousUser:
    """A reader. She has no account."""
    return AnonymousUser()


@pytest.fixture
def editor(db: None) -> Person:
    """Lucía writes pages and records; someone else publishes them."""
    return cast.editor()


@pytest.fixture
def moderator(db: None) -> Person:
    """Nino reads what editors submit, and publishes it."""
    return cast.moderator()


@pytest.fixture
def coordinator(db: None) -> Person:
    """Amina keeps the site: she may do everything the desk offers."""
    return cast.coordinator()


@pytest.fixture
def member(db: None) -> Person:
    """Blue Heron belongs to the network, and talks under this name."""
    return cast.member()


@pytest.fixture
def other_member(db: None) -> Person:
    """Grey Wren belongs to it, too."""
    return cast.member("Grey Wren")


@pytest.fixture
def sign_in() -> "type[cast.SignedIn]":
    """Return a client in which a person is signed in: `sign_in(editor).get(...)`."""
    return cast.SignedIn


@pytest.fixture
def reader() -> Client:
    """A visitor's browser without cookies."""
    return Client()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let tests that empty the database come last, also after a shuffle: others need its first rows.

    On PostgreSQL leave out what never asks the database of this process: it ran on SQLite, and is the same.
    """
    items.sort(key=_empties_the_database)
    if os.environ.get("DATABASE_URL") and not config.option.markexpr.startswith("journey"):
        config.hook.pytest_deselected(items=[item for item in items if not _asks_the_database(item)])
        items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"}
    if item.get_closest_marker("once"):
        return False
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def _empties_the_database(item: pytest.Item) -> bool:
    marked = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    return marked or not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how heavy the heaviest public pages are, when they were weighed."""
    weighed = ROOT / "build" / "page-weights.txt"
    if weighed.exists() and weighed.stat().st_mtime >= _BEGAN:
        lines = weighed.read_text(encoding="utf-8").splitlines()
        starred = sum("*" in line for line in lines)
        terminalreporter.write_line(f"{len(lines)} public pages weighed, {starred} over 11 kB; heaviest:")
        for line in lines[:5]:
            terminalreporter.write_line(line)
