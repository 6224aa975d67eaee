"""A vault is open for a while, in one browser, while the server runs; its secret is on no disk."""

import datetime
import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from tests.cast import SignedIn
from tests.vault import making
from tests.vault.making import Holder
from whrin.kit import memory_key
from whrin.settings import accounts
from whrin.vault import slowly
from whrin.vault.actions import retire_key
from whrin.vault.models import PersonalKey, Unlocking
from whrin.vault.sessions import WrongPhrase, close_vault, open_vault, opened_by, renew

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def _is_open(one: Holder) -> bool:
    """Ask as a page would, and take up the cookie that it answers with."""
    request, response = making.request_of(one.client, one.person), HttpResponse()
    found = opened_by(request)
    renew(request, response)
    one.client.cookies.update(response.cookies)
    return found is not None


def test_her_vault_stays_open_while_she_uses_it_and_ends_after_half_an_hour_of_rest(
    clock: time_machine.Traveller,
) -> None:
    heron = making.holder()
    for _step in range(4):
        clock.shift(29 * 60)
        assert _is_open(heron)
    clock.shift(31 * 60)
    assert not _is_open(heron)
    assert not Unlocking.objects.exists()


def test_her_vault_ends_after_eight_hours_however_busy_she_is(clock: time_machine.Traveller) -> None:
    heron = making.holder()
    for _step in range(16):
        clock.shift(29 * 60)
        assert _is_open(heron)
    clock.shift(29 * 60)
    assert not _is_open(heron)


def test_a_clock_that_is_set_back_ends_it(clock: time_machine.Traveller) -> None:
    heron = making.holder()
    clock.shift(-3600)
    assert not _is_open(heron)
    clock.shift(3600)
    assert not _is_open(heron)


def test_a_server_that_starts_anew_ends_it(heron: Holder) -> None:
    memory_key.forget_memory_key()
    assert not _is_open(heron)


def test_locking_ends_it_also_for_a_copy_of_the_cookie(heron: Holder) -> None:
    copied = heron.client.cookies[settings.VAULT_COOKIE_NAME].value
    close_vault(making.request_of(heron.client, heron.person), HttpResponse())
    heron.client.cookies[settings.VAULT_COOKIE_NAME] = copied
    assert not _is_open(heron)


def test_a_copy_of_the_cookie_opens_nothing_in_another_session_or_for_another_person(
    heron: Holder, wren: Holder
) -> None:
    copied = heron.client.cookies[settings.VAULT_COOKIE_NAME].value
    for person in (heron.person, wren.person):
        client = SignedIn(person)
        client.cookies[settings.VAULT_COOKIE_NAME] = copied
        assert opened_by(making.request_of(client, person)) is None
    assert _is_open(heron)


def test_opening_it_elsewhere_closes_it_here(heron: Holder) -> None:
    making.unlock(SignedIn(heron.person), heron.person, heron.phrase)
    assert not _is_open(heron)


def test_one_whose_key_is_retired_in_mid_session_has_it_open_no_longer(heron: Holder, wren: Holder) -> None:
    retire_key(personal=heron.personal, by=wren.person)
    assert not _is_open(heron)
    assert _is_open(wren)


@pytest.mark.parametrize("cookie", ["", "!", "AAAA", "A" * 200, "é"])
def test_a_cookie_of_somebodys_making_opens_nothing(heron: Holder, cookie: str) -> None:
    request = making.request_of(heron.client, heron.person)
    request.COOKIES[settings.VAULT_COOKIE_NAME] = cookie
    assert opened_by(request) is None


def test_wrong_words_open_nothing_and_words_written_another_way_do(heron: Holder) -> None:
    request = making.request_of(heron.client, heron.person)
    Unlocking.objects.all().delete()
    for typed in ("", "seven words that are not hers at all", heron.phrase.rsplit(" ", 1)[0]):
        with pytest.raises(WrongPhrase):
            open_vault(request, heron.person, typed)
    assert not Unlocking.objects.exists()
    written = "1. " + heron.phrase.upper().replace(" ", ",\n ")
    assert open_vault(request, heron.person, written)[0].pair == heron.opened.pair


def test_a_key_wrapped_with_an_earlier_secret_key_is_wrapped_anew_when_it_is_opened(
    heron: Holder, settings: object
) -> None:
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "another one"  # type: ignore[attr-defined]  # a fixture
    settings.SECRET_KEY_FALLBACKS = [earlier]  # type: ignore[attr-defined]
    client = SignedIn(heron.person)
    making.unlock(client, heron.person, heron.phrase)
    settings.SECRET_KEY_FALLBACKS = []  # type: ignore[attr-defined]
    assert making.unlock(SignedIn(heron.person), heron.person, heron.phrase).pair == heron.opened.pair


def test_her_secret_is_on_no_disk_and_in_no_row_after_unlocking(heron: Holder) -> None:
    assert _is_open(heron)
    secrets_ = [heron.opened.pair.secret, memory_key.memory_key(), heron.phrase.encode()]
    needles = [form for one in secrets_ for form in (one, one.hex().encode())]
    kept = b"".join(_everything_on_disk(Path(settings.VAR)))
    kept += b"".join(_every_row())
    assert bytes(Unlocking.objects.get().half) in kept  # the search finds what there is
    assert not any(needle in kept for needle in needles)


def _everything_on_disk(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield content
            if content[:2] == b"\x1f\x8b":
                yield gzip.decompress(content)


def _every_row() -> Iterator[bytes]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


@pytest.mark.once
def test_the_cost_of_a_guess_on_a_real_site_is_64_mib_three_times() -> None:
    assert accounts.VAULT_COST == (3, 64 * 1024)


@pytest.mark.once
def test_no_more_than_two_derive_at_once_and_a_third_is_told_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside, leave = threading.Barrier(3), threading.Event()

    def hold() -> None:
        with slowly.one_of_two():
            inside.wait(5)
            leave.wait(5)

    threads = [threading.Thread(target=hold) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait(5)
    with pytest.raises(slowly.TooBusy), slowly.one_of_two(patience=0.05):
        pass
    leave.set()
    for thread in threads:
        thread.join()
    with slowly.one_of_two(patience=0.05):
        pass


def test_keys_of_people_who_wait_can_be_opened_by_them(heron: Holder) -> None:
    waiting = making.holder(name="Grey Wren", confirmed=False)
    assert _is_open(waiting)
    assert waiting.personal.state == PersonalKey.State.WAITING
