"""A run keeps its place on disk: each batch of records is committed together with the run's counters, so
that a run that was stopped or killed goes on behind its last batch.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from whrin.audit.actions import record
from whrin.kit.edition import advance_on_commit
from whrin.library.imports.faults import AlreadyRunning
from whrin.library.models import ImportRun

#: Records in one transaction: large enough to be quick, small enough that little is done twice after a crash.
BATCH = 200

Progress = Callable[[int, int, str], None]
StoreBatch = Callable[[ImportRun, list[tuple[int, Any]]], None]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder() -> Path:
    """Return the private folder of imports: files that came by browser, and locks."""
    place = Path(settings.VAR) / "imports"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def kept_file(digest: str) -> Path:
    """Return where a file that came by browser waits until its run has ended."""
    return folder() / f"{digest}.json"


@contextmanager
def held(digest: str) -> Iterator[None]:
    """Hold the file's lock; the kernel lets go of it when the process ends, however it ends. Raises
    `AlreadyRunning`.
    """
    with (folder() / f"{digest}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield


def is_held(digest: str) -> bool:
    """Tell whether a process of this machine works on the file now."""
    try:
        with held(digest):
            return False
    except AlreadyRunning:
        return True


def walk(
    run: ImportRun,
    records: Iterator[Any],
    store_batch: StoreBatch,
    *,
    progress: Progress | None,
    stop: Callable[[], bool],
    size: int = BATCH,
) -> ImportRun:
    """Take the records behind `run.done` batch by batch until the end, or until `stop` says so."""
    numbered = islice(enumerate(records, start=1), run.done, None)
    while batch := list(islice(numbered, size)):
        if stop():
            return _close(run, ImportRun.State.STOPPED)
        with transaction.atomic():
            store_batch(run, batch)
            run.save(update_fields=["done", "added", "duplicates", "refused"])
            if run.publish:
                advance_on_commit()
        if progress:
            progress(run.done, run.total, run.file_name)
    return _close(run, ImportRun.State.FINISHED)


@transaction.atomic
def _close(run: ImportRun, state: ImportRun.State) -> ImportRun:
    run.state = state
    run.save(update_fields=["state"])
    record(
        verb=f"import {state}",
        about=run,
        by=run.by,
        added=run.added,
        duplicates=run.duplicates,
        refused=run.refused,
    )
    return run
