"""What may not be kept longer is let go of, every day, by the background worker."""

import datetime
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from whrin.audit.models import Event
from whrin.kit.daily import daily_chores, register_daily
from whrin.server.daily import do_what_is_due


@pytest.mark.django_db
def test_events_older_than_two_years_go_and_younger_ones_stay(tmp_path: Path):
    for day in (datetime.date(2020, 1, 1), datetime.date.today()):  # noqa: DTZ011 -- a day is all it needs
        Event.objects.create(day=day, by="system", verb="publish", about="library.Work:1")
    assert "audit" in do_what_is_due(tmp_path / "daily")
    assert [event.day.year for event in Event.objects.all()] == [datetime.date.today().year]  # noqa: DTZ011


@pytest.mark.django_db
def test_a_day_is_done_once(tmp_path: Path):
    marker = tmp_path / "daily"
    assert do_what_is_due(marker)
    assert do_what_is_due(marker) == []
    marker.write_text("2000-01-01")
    assert do_what_is_due(marker)


@pytest.mark.django_db
def test_a_broken_chore_does_not_stop_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    before = daily_chores()

    def broken() -> None:
        message = "no"
        raise RuntimeError(message)

    register_daily("audit", broken)
    try:
        done = do_what_is_due(tmp_path / "daily")
    finally:
        register_daily("audit", before["audit"])
    assert set(done) == set(before) - {"audit"}
    assert "audit" in caplog.text


@pytest.mark.django_db
def test_old_results_of_tasks_go(tmp_path: Path):
    DBTaskResult.objects.create(
        status="SUCCESSFUL",
        worker_ids=["here-1"],
        args_kwargs={"args": [], "kwargs": {}},
        task_path="whrin.nothing",
        backend_name="default",
        run_after="9999-01-01T00:00:00Z",
        finished_at="2020-01-01T00:00:00Z",
        exception_class_path="",
        traceback="",
    )
    do_what_is_due(tmp_path / "daily")
    assert not DBTaskResult.objects.filter(task_path="whrin.nothing").exists()
