"""`whrin setup`: everything that must be in place before the site is served.

What is in place is not done again.
"""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from whrin.cli.terminal import DONE, say, start_django


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "setup",
        help="prepare the database and files; run it after each upgrade",
        description="Prepare the site: bring the database up to date, compile the translations, collect "
        "the files that "
        "browsers fetch. Quick when nothing has changed. Run it once, and after each upgrade.",
    )
    word.set_defaults(run=run)


def run(_given: argparse.Namespace) -> int:
    """Prepare the site."""
    compile_messages()
    start_django()
    prepare()
    say("Ready. `whrin serve` runs the site.")
    return DONE


def prepare() -> None:
    """Bring database and static files up to date."""
    _migrate()
    _collect()


def compile_messages() -> None:
    """Compile catalogues that are newer than their compiled form. Before Django reads them."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    locale = Path(__file__).resolve().parent.parent / "locale"
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            with source.open("rb") as read, compiled.open("wb") as written:
                write_mo(written, read_po(read))
        except PermissionError:
            say(f"{compiled} may not be written; the translation stays as it was.")


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Bringing the database up to date ({len(plan)} steps) …")
        call_command("migrate", interactive=False, verbosity=0)


def _collect() -> None:
    from django.conf import settings
    from django.core.management import call_command

    marker = Path(settings.STATIC_ROOT, ".collected")
    digest = _digest_of_static_sources()
    if marker.is_file() and marker.read_text() == digest:
        return
    say("Collecting the files that browsers fetch …")
    call_command("collectstatic", interactive=False, verbosity=0)
    marker.write_text(digest)


def _digest_of_static_sources() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
