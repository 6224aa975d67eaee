"""`whrin restore FILE`."""

import argparse
import datetime
import os
import shutil
from pathlib import Path
from typing import Any

from whrin.cli.archive import MEDIA, POSTGRESQL, SECRET, SQLITE, unpack
from whrin.cli.databases import restore_dump
from whrin.cli.terminal import DONE, Bar, Failure, say, start_django
from whrin.server.processes import held_by_another

#: In the data folder: what is being put in place. With the mark inside, it is whole and goes on after a
#: crash.
STAGE = "restoring"
MARK = "whole"


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "restore",
        help="put a backup in place of what is here",
        description="Put a backup in place of what is here. The site must be stopped. Every file is "
        "verified before "
        "anything is touched; what was here before is kept in a folder beside it. A restore that was cut "
        "short is "
        "finished by running `whrin restore` or `whrin serve` again.",
    )
    word.add_argument("file", type=Path, help="the backup")
    word.add_argument("--yes", action="store_true", help="replace what is here without asking")
    word.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Unpack and verify, then swap."""
    from django.conf import settings

    var = Path(settings.VAR)
    if not given.file.is_file():
        message = f"There is no file {given.file}."
        raise Failure(message)
    if held_by_another(var):
        message = "The site is running. Stop it first (Ctrl-C, or: systemctl stop whrin)."
        raise Failure(message)
    finish(var)
    if not given.yes and not is_empty(var):
        message = (
            f"There is a site in {var}. To put the backup in its place, add --yes; what is here is kept "
            f"beside it."
        )
        raise Failure(message)
    stage = var / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700, parents=True)
    manifest = unpack(given.file, stage, Bar("Bytes"))
    _fit(stage)
    (stage / MARK).touch()
    os.sync()
    finish(var)
    say(f"The site is as it was on {manifest['made']}. Run `whrin setup`, then `whrin serve`.")
    return DONE


def is_empty(var: Path) -> bool:
    """Say whether nothing would be replaced."""
    from django.conf import settings

    database = var / "whrin.sqlite3"
    return not settings.DATABASE_URL and not database.exists()


def _fit(stage: Path) -> None:
    from django.conf import settings

    if (stage / POSTGRESQL).exists() != bool(settings.DATABASE_URL):
        kind = "PostgreSQL" if (stage / POSTGRESQL).exists() else "SQLite"
        message = (
            f"The backup is of a {kind} database and this site uses the other kind. Change DATABASE_URL "
            f"first."
        )
        raise Failure(message)


def finish(var: Path) -> bool:
    """Put a whole stage in place, also one that a crash interrupted; return whether there was one.

    Each step is a rename or can be done twice, so that it ends the same wherever it was cut.
    """
    stage = var / STAGE
    if not (stage / MARK).exists():
        return False
    if (stage / POSTGRESQL).exists():
        start_django()
        restore_dump(stage / POSTGRESQL)
        (stage / POSTGRESQL).unlink()
    before = var / f"before-restore-{_stamp(stage)}"
    before.mkdir(mode=0o700, exist_ok=True)
    database = "whrin.sqlite3"
    if (stage / SQLITE).exists():
        # The log of the old database must not be applied to the new one.
        for suffix in ("-wal", "-shm"):
            _move(var / (database + suffix), before / (database + suffix))
        _swap(var / database, stage / SQLITE, before / database)
    _swap(var / SECRET, stage / SECRET, before / SECRET)
    if not (stage / MEDIA).exists() and not (before / MEDIA).exists():
        (stage / MEDIA).mkdir()
    _swap(var / MEDIA, stage / MEDIA, before / MEDIA)
    _begin_edition(var)
    os.sync()
    shutil.rmtree(stage)
    return True


def _stamp(stage: Path) -> str:
    made = datetime.datetime.fromtimestamp((stage / MARK).stat().st_mtime, tz=datetime.UTC)
    return made.strftime("%Y-%m-%d-%H%M%S")


def _swap(here: Path, fresh: Path, before: Path) -> None:
    if fresh.exists():
        if not before.exists():
            _move(here, before)
        fresh.rename(here)


def _move(here: Path, there: Path) -> None:
    if here.exists():
        here.rename(there)


def _begin_edition(var: Path) -> None:
    # Collected files and the mark of the sample belong to the site that was.
    (var / "sample-loaded").unlink(missing_ok=True)
    from whrin.kit import edition

    edition.advance()
