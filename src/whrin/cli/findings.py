"""What `whrin check` looks at. Each function gives findings; none changes anything."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from whrin.cli.backup import RECORD, free_bytes
from whrin.cli.databases import integrity
from whrin.cli.restore import MARK, STAGE

#: Bytes free on the disk below which it is time to look, and below which it is wrong.
LITTLE, TOO_LITTLE = 2 * 1024**3, 200 * 1024**2
#: A backup older than this many hours is old; a night and a bit.
OLD_BACKUP = 26
#: Hours after which a task that runs has most likely lost its worker.
LONG_TASK = 2
#: Seconds after which a file on its way in has lost whoever brought it.
CUT_OFF = 3600
#: Folders of the file store that are made anew when they are missed.
_MADE = ("images/",)


@dataclass(frozen=True)
class Finding:
    """`grade` is well, look or wrong."""

    grade: str
    sentence: str


def all_findings() -> Iterator[Finding]:
    """Look at everything, the quick things first."""
    yield from settings_found()
    yield from database_found()
    if is_migrated():
        yield from search_found()
        yield from imports_found()
        yield from tasks_found()
        yield from files_found()
        yield from uploads_found()
        yield from content_found()
    yield from disk_found()
    yield from backup_found()


def settings_found() -> Iterator[Finding]:
    """Names that begin with WHRIN_ and mean nothing; a site open to more than it should be."""
    strange: list[str] = settings.WHRIN_UNKNOWN
    for name in strange:
        yield Finding("wrong", f"{name} is set, and nothing reads it. Is it a slip of the pen?")
    if settings.DEBUG:
        yield Finding("wrong", "WHRIN_DEBUG is on: errors show what nobody should see.")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("look", "WHRIN_HOSTS allows every name; write the site's own.")
    if (Path(settings.VAR) / STAGE / MARK).exists():
        yield Finding("wrong", "A restore was cut short. Run `whrin restore` again, or `whrin serve`.")
    if not strange:
        yield Finding("well", "Settings are known.")


def _plan() -> list[object]:
    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_migrated() -> bool:
    """Say whether the database is up to date."""
    return not _plan()


def database_found() -> Iterator[Finding]:
    """Whether the database is sound and up to date."""
    verdict = integrity()
    if verdict == "ok":
        yield Finding("well", f"The database ({connection.vendor}) is sound.")
    else:
        yield Finding("wrong", f"The database is damaged: {verdict}. Restore a backup.")
    waiting = len(_plan())
    if waiting:
        yield Finding("wrong", f"The database is {waiting} steps behind the programme. Run `whrin setup`.")
    else:
        yield Finding("well", "The database is up to date.")


def search_found() -> Iterator[Finding]:
    """Whether each shelf is indexed."""
    from whrin.search.queries import drift
    from whrin.search.shelves import shelves

    for shelf in shelves():
        missing = drift(shelf.name)
        if missing:
            yield Finding("look", f"Search: {missing} records of “{shelf.name}” differ from the index.")
        else:
            yield Finding("well", f"Search: “{shelf.name}” is indexed.")


def imports_found() -> Iterator[Finding]:
    """Imports that were cut off."""
    from whrin.library.queries import unfinished_runs

    runs = unfinished_runs()
    for run in runs:
        yield Finding(
            "look",
            f"The import of {run.file_name} stands at {run.done} of {run.total}. "
            "Run `whrin import library` with the same file to go on.",
        )
    if not runs:
        yield Finding("well", "No import is unfinished.")


def tasks_found() -> Iterator[Finding]:
    """Background work that failed, or that nobody seems to do."""
    from django_tasks_db.models import DBTaskResult

    since = timezone.now() - datetime.timedelta(days=7)
    failed = DBTaskResult.objects.failed().filter(finished_at__gte=since).count()
    late = timezone.now() - datetime.timedelta(hours=LONG_TASK)
    stuck = DBTaskResult.objects.running().filter(started_at__lt=late).count()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=late).count()
    if failed:
        yield Finding("look", f"{failed} background tasks failed in the last seven days.")
    if stuck:
        yield Finding(
            "look", f"{stuck} background tasks have run for over {LONG_TASK} hours; restart the site."
        )
    if waiting:
        yield Finding(
            "wrong", f"{waiting} background tasks wait for over {LONG_TASK} hours. Is `whrin serve` running?"
        )
    if not failed and not stuck and not waiting:
        yield Finding("well", "Background work is done.")


def files_found() -> Iterator[Finding]:
    """Files that rows name and the store lacks, and files that no row names."""
    named = set(_named_files())
    if not isinstance(default_storage, FileSystemStorage):
        yield from _bucket_found(len(named))
        return
    root = Path(settings.MEDIA_ROOT)
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    missing = sorted(name for name in named - there if not name.startswith(_MADE))
    stray = sorted(there - named)
    if missing:
        yield Finding(
            "wrong", f"{len(missing)} files are missing, such as {missing[0]}. Restore them from a backup."
        )
    if stray:
        yield Finding("look", f"{len(stray)} files belong to no record, such as {stray[0]}.")
    if not missing and not stray:
        yield Finding("well", f"All {len(named)} files are in place.")


def uploads_found() -> Iterator[Finding]:
    """Uploads that ended before they were acknowledged."""
    from whrin.documents.uploads import incoming

    before = timezone.now().timestamp() - CUT_OFF
    cut = [path for path in incoming().iterdir() if path.is_file() and path.stat().st_mtime < before]
    if cut:
        yield Finding(
            "look",
            f"{len(cut)} files of uploads that were cut off wait to be removed, which happens a day after. "
            "Nobody was told that they had arrived; whoever sent them may send them again.",
        )
    else:
        yield Finding("well", "No upload was cut off.")


def _bucket_found(number: int) -> Iterator[Finding]:
    """Of a bucket, the library's files alone are looked for: each look is a request."""
    from whrin.library.queries import missing_files, stray_files

    missing, stray = missing_files(), stray_files()
    if missing:
        yield Finding("wrong", f"{len(missing)} files are missing, such as {missing[0].file.name}.")
    if stray:
        yield Finding("look", f"{len(stray)} files belong to no record, such as {stray[0]}.")
    if not missing and not stray:
        yield Finding("well", f"{number} files are kept in a bucket; the library's are in place.")


def content_found() -> Iterator[Finding]:
    """Files of the library that are no longer what came in, and files whose text nobody could read."""
    from whrin.library.queries import spoiled_files, unread_files

    spoiled, unread = spoiled_files(), unread_files()
    for stored in spoiled:
        yield Finding(
            "wrong",
            f"The file {stored.file.name} of “{stored.version.work.slug}” is {stored.fixity} "
            f"(compared on {stored.verified_on}). Restore it from a backup.",
        )
    if unread:
        yield Finding("look", f"The text of {len(unread)} files is not read, such as {unread[0].file.name}.")
    if not spoiled and not unread:
        yield Finding("well", "Files are as they came in, and read.")


def _named_files() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented way to ask a model about itself
            if isinstance(field, models.FileField):
                rows = model._base_manager.exclude(**{field.name: ""})  # noqa: SLF001 - as above
                yield from rows.values_list(field.name, flat=True).iterator()


def disk_found() -> Iterator[Finding]:
    """Room on the disk of the data folder."""
    free = free_bytes(Path(settings.VAR))
    grade = "wrong" if free < TOO_LITTLE else "look" if free < LITTLE else "well"
    yield Finding(grade, f"{free / 1e9:.1f} GB are free on the disk.")


def backup_found() -> Iterator[Finding]:
    """The age of the newest backup."""
    record = Path(settings.VAR, RECORD)
    if not record.is_file():
        yield Finding("look", "No backup was made yet: `whrin backup FILE`.")
        return
    made = datetime.datetime.fromisoformat(json.loads(record.read_text())["made"])
    hours = (timezone.now() - made).total_seconds() / 3600
    grade = "look" if hours > OLD_BACKUP else "well"
    yield Finding(grade, f"The newest backup is {hours:.0f} hours old.")
