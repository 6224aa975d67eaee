"""Copies of the database, whole and of one moment, while people go on writing."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from whrin.cli.archive import POSTGRESQL, SQLITE
from whrin.cli.terminal import Failure


def snapshot(folder: Path) -> tuple[str, Path]:
    """Write a copy of the database into `folder`; return its name in a backup and its path."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return SQLITE, _copy_sqlite(Path(connection.settings_dict["NAME"]), folder / SQLITE)
    target = folder / POSTGRESQL
    _run_tool("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])
    return POSTGRESQL, target


def _matches(pattern: str, value: object) -> bool:
    return value is not None and re.search(pattern, str(value)) is not None


def _copy_sqlite(source: Path, target: Path) -> Path:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        # In one step: one moment of the database, and writers do not make it begin again.
        live.backup(copy, pages=-1)
        # Some tables' own rules ask for it; Django gives it to its connections, and this one is bare.
        copy.create_function("regexp", 2, _matches, deterministic=True)
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        message = f"The database is damaged, and so would be its backup: {verdict}"
        raise Failure(message)
    return target


def restore_dump(dump: Path) -> None:
    """Put a PostgreSQL dump in place of what the database holds, wholly or not at all."""
    _run_tool(
        "pg_restore",
        ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", str(dump)],
        database_flag=True,
    )


def integrity() -> str:
    """Return `ok`, or what is wrong with the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT 1")
            return "ok"
        cursor.execute("PRAGMA quick_check(1)")
        verdict = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        orphan = cursor.fetchone()
    return f"a row of {orphan[0]} points at nothing" if verdict == "ok" and orphan else verdict


def _run_tool(tool: str, arguments: list[str], *, database_flag: bool = False) -> None:
    from django.db import connection

    program = shutil.which(tool) or _in_debian(tool)
    if program is None:
        message = f"The program {tool} is not installed (Debian: postgresql-client)."
        raise Failure(message)
    known: dict[str, Any] = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(known["HOST"]),
        "PGPORT": str(known["PORT"] or 5432),
        "PGUSER": str(known["USER"]),
        "PGPASSWORD": str(known["PASSWORD"]),
        "PGDATABASE": str(known["NAME"]),
    }
    if database_flag:
        arguments = [f"--dbname={known['NAME']}", *arguments]
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - found above
    if done.returncode:
        message = f"{tool} failed: {done.stderr.strip()[-500:]}"
        raise Failure(message)


def _in_debian(tool: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"))
    return str(found[-1]) if found else None
