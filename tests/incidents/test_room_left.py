"""A full disk closes the way in, before anything can be lost."""

import os
from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from whrin.incidents import room_left
from whrin.incidents.room_left import is_room_left, no_room_page, room_on, wanted_on

GB = 1024**3


@pytest.mark.parametrize(
    ("size", "wanted"), [(4 * GB, 500 * 1024**2), (40 * GB, 2 * GB), (4000 * GB, 5 * GB)]
)
def test_a_twentieth_stays_free_but_no_less_than_the_setting_and_no_more_than_is_of_use(
    size: int, wanted: int
) -> None:
    assert wanted_on(size) == wanted


@pytest.mark.django_db
def test_she_is_let_in_while_there_is_room_and_not_after(settings: Settings) -> None:
    settings.WHRIN_ROOM_LEFT_MB = 0
    free, wanted = room_on(Path(settings.VAR))
    assert is_room_left() == (free >= wanted)
    settings.WHRIN_ROOM_LEFT_MB = 10**9
    assert not is_room_left()


def test_a_disk_without_an_inode_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    told = os.statvfs("/")
    full = os.statvfs_result([*told[:5], 1000, 0, 0, *told[8:]])
    monkeypatch.setattr("os.statvfs", lambda _folder: full)
    assert room_on(Path("/"))[0] == 0


@pytest.mark.django_db
def test_a_disk_that_cannot_be_asked_closes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_left, "places", lambda: [Path("/is/not/there")])
    assert is_room_left()


@pytest.mark.django_db
def test_she_is_told_kindly_and_led_to_help() -> None:
    answer = no_room_page(RequestFactory().get("/en/tell/"))
    assert answer.status_code == 503
    assert "no-store" in answer["Cache-Control"]
    assert "come again" in answer.content.decode()
