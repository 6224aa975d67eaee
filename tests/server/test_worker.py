"""A worker takes up what a killed one of its name left half done, and nobody else's work."""

from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from whrin.server.worker import claim_name, take_up_orphans


def test_two_workers_have_two_names_and_a_free_name_is_used_again(tmp_path: Path):
    first, lock = claim_name(tmp_path)
    second, other = claim_name(tmp_path)
    assert first != second
    lock.close()
    again, last = claim_name(tmp_path)
    assert again == first
    other.close()
    last.close()


def begun(worker: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        worker_ids=[worker],
        args_kwargs={"args": [], "kwargs": {}},
        task_path="whrin.nothing",
        backend_name="default",
        run_after="9999-01-01T00:00:00Z",
        exception_class_path="",
        traceback="",
    )


@pytest.mark.django_db
def test_a_worker_takes_up_its_own_orphans_only():
    mine, others = begun("here-1"), begun("elsewhere-1")
    assert take_up_orphans("here-1") == 1
    mine.refresh_from_db()
    others.refresh_from_db()
    assert mine.status == "READY"
    assert others.status == "RUNNING"
