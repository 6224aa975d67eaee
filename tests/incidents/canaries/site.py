"""A site of its own that runs as `whrin serve` does, and everything that it writes anywhere."""

import contextlib
import json
import sqlite3
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from benchmarks.serving import environment, free_port

from tests.database import ROOT, put_migrated

_DATABASE = "whrin_canaries"
#: Where PostgreSQL's log for people may lie in its folder: a file or a folder of them.
LOGS = ("log", "pg_log", "logfile")


@dataclass
class Site:
    """A running site. `folder` holds its data, its temporary files, its log and its backups."""

    folder: Path
    port: int
    env: dict[str, str]
    server: "subprocess.Popen[bytes] | None" = None

    def run(self, *words: str) -> str:
        """Run a module of the house beside the site; return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        with (self.folder / "log").open("a") as log:
            log.write(done.stderr)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "-m", "whrin.cli", "serve"]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(command, env=self.env, stdout=log, stderr=log, cwd=self.folder)
        for _attempt in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/-/health", timeout=5).close()
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self) -> None:
        """Ask it to stop."""
        if self.server:
            self.server.terminate()
            self.server.wait(60)


@contextlib.contextmanager
def site(folder: Path, template: str = "", settings: str = "whrin.settings") -> Iterator[Site]:
    """Make a site and stop it at the end. `template`: a migrated database of the server that `DATABASE_URL`
    names; else SQLite.
    """
    var, temporary, port = folder / "var", folder / "temporary", free_port()
    for each in (var, temporary):
        each.mkdir(parents=True, mode=0o700)
    env = environment(var, port, TMPDIR=str(temporary), WHRIN_SECOND_FACTOR="0", WHRIN_MAIL="catch")
    env |= {"DJANGO_SETTINGS_MODULE": settings, "LC_ALL": "C.UTF-8"}
    address = env.pop("DATABASE_URL", "")
    if template:
        env["DATABASE_URL"] = f"{address.rpartition('/')[0]}/{_DATABASE}"
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {_DATABASE} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {_DATABASE} TEMPLATE {template}")
    else:
        put_migrated(var)
    running = Site(folder, port, env)
    try:
        yield running
    finally:
        running.stop()
        if template:
            with psycopg.connect(address, autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {_DATABASE} WITH (FORCE)")


def phrases_of(running: Site, control: str, mark: str) -> dict[str, str]:
    """Fill the site; return the key phrases of its caseworkers by name. PostgreSQL's log is given the control
    by a connection that asks for no silence.
    """
    if address := running.env.get("DATABASE_URL"):
        with psycopg.connect(address) as loud, contextlib.suppress(psycopg.DataError):
            loud.execute("SELECT %s::integer", [control])
    told: dict[str, str] = json.loads(running.run("tests.incidents.canaries.filling", control, mark))
    return told


def backup(running: Site) -> None:
    """Make a backup as an operator does, and take it apart beside it."""
    made = running.folder / "backup.tar"
    running.run("whrin.cli", "backup", str(made))
    with tarfile.open(made) as tar:
        tar.extractall(running.folder / "backup", filter="data")
    made.unlink()


def copies(running: Site) -> Iterator[tuple[str, bytes]]:
    """Yield everything that the site wrote: every file below its folder, and the database's own; the rows as
    text, too, so that no border of a page and no compression of a column lies within a word.
    """
    for path in sorted(running.folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(running.folder)), path.read_bytes()
    address = running.env.get("DATABASE_URL")
    if not address:
        yield "rows", _rows_of(running.folder / "var" / "whrin.sqlite3")
        return
    yield "rows", subprocess.run(["pg_dump", address], capture_output=True, check=True).stdout
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("CHECKPOINT")
        yield from _files_of(server)


def _files_of(server: "psycopg.Connection[tuple[object, ...]]") -> Iterator[tuple[str, bytes]]:
    """Yield the files of the cluster through the server, which may read them where we may not: this
    database's, what all share, the write-ahead log, and the log for people.
    """
    row = server.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    assert row
    logs = [path for path in LOGS if _is_there(server, path)]
    for folder in (f"base/{row[0]}", "global", "pg_wal", "pg_xact", *logs):
        for path in _below(server, folder):
            found = server.execute("SELECT pg_read_binary_file(%s, 0, 1000000000, true)", [path]).fetchone()
            yield f"postgresql/{path}", bytes(found[0] or b"") if found else b""  # type: ignore[call-overload]  # bytea


def _is_there(server: "psycopg.Connection[tuple[object, ...]]", path: str) -> bool:
    return bool(
        server.execute("SELECT 1 FROM pg_stat_file(%s, true) WHERE size IS NOT NULL", [path]).fetchone()
    )


def _below(server: "psycopg.Connection[tuple[object, ...]]", path: str) -> Iterator[str]:
    row = server.execute("SELECT isdir FROM pg_stat_file(%s, true)", [path]).fetchone()
    if row and row[0]:
        for (name,) in server.execute("SELECT pg_ls_dir(%s)", [path]).fetchall():
            yield from _below(server, f"{path}/{name}")
    elif row and row[0] is not None:
        yield path


def _rows_of(file: Path) -> bytes:
    with contextlib.closing(sqlite3.connect(file)) as database:
        # Some tables' own rules ask for it.
        database.create_function("regexp", 2, lambda _pattern, _value: True, deterministic=True)
        return "\n".join(database.iterdump()).encode()
