"""Open now is said by the service's own clock, and never guessed."""

import datetime

import pytest

from tests.services import making
from whrin.search.queries import find
from whrin.services.finding.openness import holds, hours_of, open_at
from whrin.services.hours import is_open
from whrin.services.models import Service

pytestmark = pytest.mark.django_db


def utc(written: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(written).replace(tzinfo=datetime.UTC)


def open_services(at: str) -> list[str]:
    found = find(shelf="services", within=("hours", open_at(utc(at))), sort="name")
    names = [hit.card["name"] for hit in found.hits]
    for service in Service.objects.all():  # the page of a service says the same
        assert (is_open(service, utc(at)) is True) == (service.name in names), service.name
    return names


def test_a_woman_finds_on_saturday_morning_what_opened_on_friday_night() -> None:
    making.service(name="Night house", openings=[[5, 22 * 60, 26 * 60, False]])  # Kenya has one zone: UTC+3
    assert open_services("2026-11-20T18:59") == []
    assert open_services("2026-11-20T19:00") == ["Night house"]
    assert open_services("2026-11-20T22:59") == ["Night house"]  # Saturday, 01:59 in Nairobi
    assert open_services("2026-11-20T23:00") == []
    assert open_services("2026-11-21T19:30") == []


def test_a_woman_is_told_by_a_clock_of_half_hours() -> None:
    making.service(name="Delhi", country="IN", openings=[[1, 540, 600, True]])  # 09:00 is 03:30 in UTC
    assert open_services("2026-11-23T03:29") == []
    assert open_services("2026-11-23T03:30") == ["Delhi"]
    assert open_services("2026-11-23T04:30") == []


def test_hours_keep_to_the_wall_clock_when_clocks_change() -> None:
    making.service(name="Berlin", country="DE", time_zone="Europe/Berlin", openings=[[7, 600, 660, False]])
    assert open_services("2026-10-18T08:30") == ["Berlin"]
    assert open_services("2026-10-25T08:30") == []  # summer time has ended that night
    assert open_services("2026-10-25T09:30") == ["Berlin"]


def test_what_is_not_known_or_not_working_is_never_called_open() -> None:
    making.service(name="Which zone", country="US", openings=[[1, 0, 1440, False]])
    making.service(name="No hours")
    making.service(name="Paused", status="paused", is_always_open=True)
    making.service(name="Always", is_always_open=True)
    assert open_services("2026-11-23T12:00") == ["Always"]


def test_the_hours_of_a_service_are_few_values() -> None:
    found = making.service(openings=[[1, 540, 1020, False], [1, 540, 1020, True], [2, 540, 1020, False]])
    assert hours_of(found) == ["Africa/Nairobi 1 540 1020", "Africa/Nairobi 2 540 1020"]
    assert not holds("Nowhere/Known 1 0 1440", utc("2026-11-23T12:00"))
