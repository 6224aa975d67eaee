"""The door of imports: a file of any format comes in, goes on where it was cut off, and is told of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

from whrin.audit.actions import record as write_down
from whrin.library.imports import running
from whrin.library.imports.batches import store_batch
from whrin.library.imports.faults import UnreadableFile
from whrin.library.imports.found import Found
from whrin.library.imports.known import Known
from whrin.library.imports.opening import Opened, opened, records_file
from whrin.library.imports.running import Progress
from whrin.library.models import ImportRun

#: A record whose files come with it is scrubbed and stored for itself: others must not wait for it.
_WITH_FILES = 1


def _never() -> bool:
    return False


def import_file(
    *,
    path: Path,
    by: Any = None,
    publish: bool = False,
    is_sample: bool = False,
    progress: Progress | None = None,
    stop: Callable[[], bool] = _never,
) -> ImportRun:
    """Import a file in any format that `opening` knows; the same file goes on where an earlier run of it
    was cut off.

    `path`: the file, a ZIP archive or a folder. `progress` is called after each batch with records done,
    records in all and the file's name; `stop` is asked before each. Raises `UnreadableFile`, and then
    nothing was imported.
    """
    digest = running.digest_of(records_file(path))
    with running.held(digest), opened(path) as source:
        run = _run_for(
            digest, path.name, source.total(), source.format, by=by, publish=publish, is_sample=is_sample
        )
        return _work_through(run, source, progress=progress, stop=stop)


def continue_run(
    run: ImportRun, path: Path, *, progress: Progress | None = None, stop: Callable[[], bool] = _never
) -> ImportRun:
    """Go on with a run whose file is at `path`. A file that cannot be read ends the run as failed."""
    with running.held(run.file_digest):
        try:
            with opened(path) as source:
                run.total, run.state = source.total(), ImportRun.State.RUNNING
                run.save(update_fields=["total", "state"])
                return _work_through(run, source, progress=progress, stop=stop)
        except (UnreadableFile, FileNotFoundError) as fault:
            run.state, run.fault = ImportRun.State.FAILED, str(fault)[:500]
            run.save(update_fields=["state", "fault"])
            return run


@transaction.atomic
def _run_for(
    digest: str, name: str, total: int, form: str, *, by: Any, publish: bool, is_sample: bool
) -> ImportRun:
    run = ImportRun.objects.open().filter(file_digest=digest, publish=publish, is_sample=is_sample).first()
    if run is None:
        run = ImportRun(file_digest=digest, publish=publish, is_sample=is_sample, by=by, format=form)
    run.file_name, run.total, run.state = name[:300], total, ImportRun.State.RUNNING
    run.save()
    write_down(verb="import begun", about=run, by=by, records=total, from_record=run.done + 1)
    return run


def _work_through(
    run: ImportRun, source: Opened, *, progress: Progress | None, stop: Callable[[], bool]
) -> ImportRun:
    known = Known.now()

    def store(run: ImportRun, batch: list[tuple[int, Found]]) -> None:
        store_batch(run, batch, known, source.beside)

    size = _WITH_FILES if source.beside else running.BATCH
    return running.walk(run, source.records(), store, progress=progress, stop=stop, size=size)
