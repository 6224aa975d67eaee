"""A file of records that came by browser: kept in the private folder until its run has ended."""

import hashlib
import os
import secrets
import time
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from whrin.audit.actions import record
from whrin.library.imports import running
from whrin.library.imports.faults import EmptyFile, FileTooLarge, UnreadableFile
from whrin.library.imports.opening import opened
from whrin.library.models import ImportRun
from whrin.people.models import Person

_MEGABYTE = 1_000_000
#: Seconds. A file that has just come may still wait for its run.
_DAY = 86_400


def receive(*, upload: "File[Any]", publish: bool, by: Person) -> ImportRun:
    """Keep the file and open its run, or the one that stands open for the same content. The run stands
    still until somebody has looked at what it would bring. Raises `UnreadableFile`, and keeps nothing then.
    """
    if upload.size > settings.WHRIN_IMPORT_LIMIT_MB * _MEGABYTE:
        raise FileTooLarge(upload.size / _MEGABYTE, settings.WHRIN_IMPORT_LIMIT_MB)
    if not upload.size:
        raise EmptyFile
    digest = _keep(upload)
    form, total = _looked_into(digest)
    with transaction.atomic():
        run = ImportRun.objects.open().filter(file_digest=digest, publish=publish).first()
        if run is None:
            run = ImportRun.objects.create(
                file_digest=digest,
                file_name=str(upload.name)[:300],
                format=form,
                total=total,
                state=ImportRun.State.STOPPED,
                publish=publish,
                by=by,
            )
        record(verb="receive import", about=run, by=by, digest=digest)
    return run


@transaction.atomic
def let_in(*, run: ImportRun, by: Person) -> ImportRun:
    """Say that somebody has looked at a run that stands still; the caller lets it go on."""
    run.state = ImportRun.State.RUNNING
    run.save(update_fields=["state"])
    record(verb="let import in", about=run, by=by)
    return run


@transaction.atomic
def turn_away(*, run: ImportRun, by: Person) -> None:
    """Let go of a file of which nothing came in yet."""
    record(verb="turn import away", about=run, by=by, file=run.file_name)
    ImportRun.objects.filter(pk=run.pk, done=0).delete()
    if not ImportRun.objects.open().filter(file_digest=run.file_digest).exists():
        running.kept_file(run.file_digest).unlink(missing_ok=True)


def sweep() -> int:
    """Let go of kept files that no open run waits for; return how many."""
    waiting = set(ImportRun.objects.open().values_list("file_digest", flat=True))
    idle = [path for path in running.folder().glob("*.json") if path.stem not in waiting]
    old = [path for path in idle if time.time() - path.stat().st_mtime > _DAY]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _looked_into(digest: str) -> tuple[str, int]:
    """Return the format of a kept file and the number of its records. One that cannot be read is let go,
    unless a run waits for it.
    """
    path = running.kept_file(digest)
    try:
        with opened(path) as source:
            return source.format, source.total()
    except UnreadableFile:
        if not ImportRun.objects.open().filter(file_digest=digest).exists():
            path.unlink(missing_ok=True)
        raise


def _keep(upload: "File[Any]") -> str:
    """Write the content beside its place and move it there whole; return its SHA-256."""
    sha = hashlib.sha256()
    draft = running.folder() / f"{secrets.token_hex(8)}.part"
    try:
        with draft.open("wb") as copy:
            for piece in upload.chunks():
                sha.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        draft.replace(running.kept_file(sha.hexdigest()))
    finally:
        draft.unlink(missing_ok=True)
    return sha.hexdigest()
