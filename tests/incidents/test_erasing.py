import datetime

import time_machine

from tests.incidents.making import World, tell
from whrin.incidents.actions.erasing import SIGHTINGS, erase_due
from whrin.incidents.models import Report
from whrin.kit.days import today
from whrin.vault.models import CodeKey, Grant, SharedKey


def _closed(room: World, days_ago: int) -> Report:
    report, _code = tell()
    day = today()
    Report.objects.update(
        state="closed",
        closed_on=day - datetime.timedelta(days=days_ago),
        keep_until=day + datetime.timedelta(days=90 - days_ago),
    )
    return report


def test_a_closed_report_goes_after_it_was_found_due_on_seven_days_with_its_keys(room: World) -> None:
    _closed(room, 91)
    start = datetime.datetime.combine(today(), datetime.time(12), datetime.UTC)
    for passed in range(SIGHTINGS):
        with time_machine.travel(start + datetime.timedelta(days=passed)):
            assert Report.objects.exists()
            erase_due()
            erase_due()

    assert not Report.objects.exists()
    assert not (Grant.objects.exists() or CodeKey.objects.exists() or SharedKey.objects.exists())


def test_a_clock_that_jumps_forty_days_and_back_erases_nothing_early(room: World) -> None:
    _closed(room, 60)
    start = datetime.datetime.combine(today(), datetime.time(12), datetime.UTC)
    for jump in (40, 40, 41, -3, 42, 0, 43, 1):
        with time_machine.travel(start + datetime.timedelta(days=jump)):
            erase_due()

    assert Report.objects.exists()
