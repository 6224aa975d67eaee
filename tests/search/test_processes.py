"""Several processes: each is current at its next search, even after a rollback."""

import threading

import pytest
from django.db import connection, transaction

from tests.search.conftest import Bookcase
from whrin.search import queries
from whrin.search.memory import process
from whrin.search.memory.process import Memory
from whrin.search.models import Change
from whrin.search.queries import find


def titles(memory: Memory, text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(queries, "memory", lambda: memory)
    return sorted(hit.key for hit in find(shelf="bookcase", text=text).hits)


def test_every_process_finds_a_change_at_once(bookcase: Bookcase, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Memory(), Memory()
    bookcase.put("a", "Housing", facets={"kind": ["report"]})
    assert titles(one, "housing", monkeypatch) == titles(other, "housing", monkeypatch) == ["a"]
    bookcase.put("b", "Housing", facets={"kind": ["brief"]})
    assert titles(one, "housing", monkeypatch) == titles(other, "housing", monkeypatch) == ["a", "b"]
    bookcase.put("a", "Food")
    bookcase.take("b")
    assert titles(one, "housing", monkeypatch) == titles(other, "housing", monkeypatch) == []
    assert titles(other, "food", monkeypatch) == ["a"]


def test_a_mended_memory_equals_a_fresh_one(bookcase: Bookcase, monkeypatch: pytest.MonkeyPatch) -> None:
    mended = Memory()
    titles(mended, "law care stigma", monkeypatch)
    for number in range(60):
        kind = ["report"] if number % 3 else ["brief", "law"]
        bookcase.put(
            f"k{number % 25}", f"Law {number % 7} care", date=20200000 + number, facets={"kind": kind}
        )
        if number % 5 == 4:
            bookcase.take(f"k{number % 25}")
        titles(mended, "law care", monkeypatch)
    fresh = Memory()
    assert mended.shelf("bookcase").present == fresh.shelf("bookcase").present
    assert list(mended.shelf("bookcase").dates) == list(fresh.shelf("bookcase").dates)
    assert list(mended.shelf("bookcase").ties) == list(fresh.shelf("bookcase").ties)
    for text in ("law", "care", "law 3", "", "3"):
        monkeypatch.setattr(queries, "memory", lambda: mended)
        by_mended = find(shelf="bookcase", text=text)
        monkeypatch.setattr(queries, "memory", lambda: fresh)
        assert by_mended == find(shelf="bookcase", text=text)


def test_a_process_far_behind_reads_everything_anew(
    bookcase: Bookcase, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = Memory()
    bookcase.put("a", "Housing")
    titles(behind, "housing", monkeypatch)
    monkeypatch.setattr(process, "MANY", 2)
    for key in "bcdefg":
        bookcase.put(key, "Housing")
    assert titles(behind, "housing", monkeypatch) == list("abcdefg")
    Change.objects.order_by("id")[:5]
    Change.objects.filter(id__lt=Change.objects.latest("id").pk).delete()
    bookcase.take("c")
    assert titles(behind, "housing", monkeypatch) == list("abdefg")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_forgotten(bookcase: Bookcase, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    bookcase.put("a", "Housing")
    with transaction.atomic():
        bookcase.put("b", "Housing")
        assert titles(memory, "housing", monkeypatch) == ["a", "b"]
        transaction.set_rollback(True)
    del bookcase.entries["b"]
    assert titles(memory, "housing", monkeypatch) == ["a"]
    bookcase.put("c", "Housing")
    assert titles(memory, "housing", monkeypatch) == ["a", "c"]


@pytest.mark.django_db(transaction=True)
def test_readers_search_while_a_writer_writes(bookcase: Bookcase) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share one connection to a database in memory")
    faults: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                find(shelf="bookcase", text="housing law")
        except BaseException as fault:  # noqa: BLE001 whatever it is, the test must tell it
            faults.append(fault)
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(30):
        bookcase.put(f"k{number}", f"Housing law {number}")
    done.set()
    for reader in readers:
        reader.join()
    assert not faults
    assert find(shelf="bookcase", text="housing law").total == 30


def test_a_search_asks_the_database_as_often_for_three_as_for_one(
    bookcase: Bookcase, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    for number in range(12):
        bookcase.put(f"k{number}", "Housing" if number % 4 else "Law")
    for text in ("law", "housing", ""):
        find(shelf="bookcase", text=text)
        with django_assert_num_queries(2):  # type: ignore[operator] a fixture of pytest-django: newest change, cards
            find(shelf="bookcase", text=text, filters={"kind": []})
