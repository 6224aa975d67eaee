"""A real site in processes of its own, as `whrin serve` runs it, and a way to speak to it byte by byte."""

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from benchmarks.serving import ROOT, Server, environment, free_port, running

from tests.database import put_migrated


class Site:
    """A running site: `server`, its data folder, and the environment its processes have."""

    def __init__(self, server: Server, folder: Path, env: dict[str, str]) -> None:
        self.server = server
        self.folder = folder
        self.env = env

    def python(self, program: str) -> str:
        """Run a few lines in another process of the same site; return what it printed."""
        lines = f"import django; django.setup()\n{program}"
        done = subprocess.run(
            [sys.executable, "-c", lines], env=self.env, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout

    def log(self) -> str:
        """Return what the site has written down."""
        return (self.folder / "log").read_text()

    def ask(self, data: bytes, *, seconds: float = 20) -> bytes:
        """Send bytes, return everything that comes back."""
        with socket.create_connection(("127.0.0.1", self.server.port), seconds) as connection:
            connection.sendall(data)
            found = b""
            while piece := connection.recv(65536):
                found += piece
        return found

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path; return status, headers and body."""
        head = [f"GET {path} HTTP/1.1", "Connection: close"]
        head += [
            f"{name.replace('_', '-')}: {value}" for name, value in {"Host": "localhost", **headers}.items()
        ]
        return parted(self.ask(("\r\n".join(head) + "\r\n\r\n").encode()))


def parted(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), {name.lower(): value for name, value in headers.items()}, body


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A data folder with an empty site, made once."""
    folder = Path(tempfile.mkdtemp(prefix="whrin-site-"))
    env = environment(folder, 1)
    env.pop("DATABASE_URL", None)
    put_migrated(folder)
    subprocess.run(
        [sys.executable, "-m", "whrin.cli", "setup"], env=env, cwd=ROOT, check=True, capture_output=True
    )
    yield folder
    shutil.rmtree(folder)


def site_on(folder: Path, **more: str) -> Iterator[Site]:
    port = free_port()
    env = environment(folder, port, **more)
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "whrin.cli", "serve"]
    with running(command, port, env, log=folder / "log") as server:
        yield Site(server, folder, env)


@pytest.fixture(scope="session")
def site(prepared: Path) -> Iterator[Site]:
    """The site, served by two web processes."""
    yield from site_on(prepared, WHRIN_PROCESSES="2", WHRIN_THREADS="2")


@pytest.fixture
def own_site(prepared: Path, tmp_path: Path) -> Iterator[Site]:
    """A site for one test alone, which may kill and stop it."""
    folder = tmp_path / "site"
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("*.lock", "log", "workers"))
    yield from site_on(folder)


def is_running(pid: int) -> bool:
    """Say whether a process lives; one that only waits to be counted does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
