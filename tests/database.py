"""A migrated, empty database, made once for each state of the migrations; tests and benchmarks copy it.

Migrating takes half a minute of processor time, and many tests want a database of their own: each worker,
each process that is killed, each site that is served. Kept in `build/`; older ones are removed.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ROOT / "build" / "databases"
_SAMPLES = ROOT / "build" / "samples"


@cache
def key() -> str:
    """Return a name for the state of everything that migrating reads."""
    migrations = sorted((ROOT / "src" / "whrin").glob("*/migrations/**/*.py"))
    told = "".join(path.read_text(encoding="utf-8") for path in migrations)
    tables = [path for path in (ROOT / "src" / "whrin").glob("*/data/*") if path.name in told]
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in [*migrations, *sorted(tables)]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _state_of_the_sample() -> str:
    """Return a name for the state of everything that loading the sample reads: the programme and the
    sample.
    """
    digest = hashlib.sha256(key().encode())
    for folder in (ROOT / "sample", ROOT / "src" / "whrin"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrated_file() -> Path:
    """Return a migrated SQLite file. Copy it; never write to it."""
    wanted = _KEPT / f"{key()}.sqlite3"
    with _one_at_a_time():
        if not wanted.exists():
            folder = _KEPT / "making"
            shutil.rmtree(folder, ignore_errors=True)
            environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            _migrate({**environment, "WHRIN_VAR": str(folder)})
            for old in _KEPT.glob("*.sqlite3"):
                old.unlink()
            (folder / "whrin.sqlite3").rename(wanted)
            shutil.rmtree(folder)
    return wanted


def migrated_template() -> str:
    """Return the name of a migrated PostgreSQL database on the server that `DATABASE_URL` names."""
    name = f"whrin_migrated_{key()}"
    quoted, making = connection.ops.quote_name(name), connection.ops.quote_name(f"{name}_making")
    with _one_at_a_time(), connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone()[0]:
            cursor.execute(f"CREATE DATABASE {making}")
            address, _slash, _database = os.environ["DATABASE_URL"].rpartition("/")
            _migrate({**os.environ, "DATABASE_URL": f"{address}/{name}_making"})
            cursor.execute(f"ALTER DATABASE {making} RENAME TO {quoted}")
    return name


def put_sample(folder: Path) -> None:
    """Make a data folder a copy of a site that holds the sample network, as `whrin demo` makes it."""
    wanted = _SAMPLES / _state_of_the_sample()
    migrated = migrated_file()
    with _one_at_a_time():
        if not wanted.exists():
            shutil.rmtree(_SAMPLES, ignore_errors=True)
            making = _SAMPLES / "making"
            making.mkdir(parents=True)
            shutil.copy(migrated, making / "whrin.sqlite3")
            environment = {
                name: value
                for name, value in os.environ.items()
                if name != "DATABASE_URL" and not name.startswith("WHRIN_")
            }
            command = [sys.executable, "-m", "whrin.cli", "demo"]
            subprocess.run(
                command,
                env={**environment, "WHRIN_VAR": str(making)},
                check=True,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
            )
            making.rename(wanted)
    shutil.copytree(wanted, folder, dirs_exist_ok=True)


def put_migrated(folder: Path) -> None:
    """Put the migrated SQLite file into a data folder, where `whrin setup` finds nothing left to do."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated_file(), folder / "whrin.sqlite3")


def fill(target: sqlite3.Connection) -> None:
    """Make an open SQLite database equal to the migrated one."""
    with contextlib.closing(sqlite3.connect(migrated_file())) as source:
        source.backup(target)


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, str(ROOT / "src" / "manage.py"), "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
