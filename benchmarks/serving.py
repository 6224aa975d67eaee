"""Starts servers for the benchmarks of this folder and measures their processor time."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.database import put_migrated, put_sample

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def set_up(var: Path) -> None:
    """Set Django up in this process, on an empty site in `var`, or in the database of `DATABASE_URL`."""
    os.environ.update(WHRIN_VAR=str(var), DJANGO_SETTINGS_MODULE="whrin.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    if os.environ.get("DATABASE_URL"):
        call_command("migrate", verbosity=0)
    else:
        put_migrated(var)


@dataclass
class Server:
    """A running process tree."""

    port: int
    process: psutil.Popen

    def address(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def tree(self) -> list[psutil.Process]:
        """Return every process of it."""
        return [self.process, *self.process.children(recursive=True)]

    def processor_seconds(self) -> float:
        """Return the processor time used so far."""
        return sum(sum(process.cpu_times()[:2]) for process in self.tree())


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """Return the environment of a site of its own in `folder`."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("WHRIN_")},
        "WHRIN_VAR": str(folder),
        "WHRIN_HTTPS": "0",
        "WHRIN_PORT": str(port),
        "WHRIN_ADDRESS": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "whrin.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "LC_ALL": "C.UTF-8",
        **more,
    }


@contextlib.contextmanager
def running(command: list[str], port: int, env: Mapping[str, str], *, log: Path) -> Iterator[Server]:
    """Run a server until the block ends. It is there once it answers anything at all."""
    with log.open("ab") as written:
        process = psutil.Popen(command, env=dict(env), stdout=written, stderr=written, cwd=log.parent)
    server = Server(port, process)
    try:
        _wait(server, log)
        yield server
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
            try:
                process.wait(40)
            except psutil.TimeoutExpired:
                process.kill()


def _wait(server: Server, log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and server.process.is_running():
        try:
            urllib.request.urlopen(server.address("/-/health"), timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
            continue
        return
    message = f"The server did not start.\n{log.read_text()[-3000:]}"
    raise RuntimeError(message)


@contextlib.contextmanager
def site(*, sample: bool = True, **settings: str) -> Iterator[Server]:
    """Run the whole site, the sample network loaded, as `whrin serve` runs it."""
    folder = Path(tempfile.mkdtemp(prefix="whrin-benchmark-"))
    port = free_port()
    env = environment(folder, port, **settings)
    try:
        whrin = [sys.executable, "-m", "whrin.cli"]
        if sample:
            put_sample(folder)
        else:
            put_migrated(folder)
            subprocess.run([*whrin, "setup"], env=env, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        with running([*whrin, "serve"], port, env, log=folder / "log") as server:
            _settle(server)
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(server: Server) -> None:
    """Wait for the worker to finish what a new site begins with, such as the day's chores: it is not what a
    page costs.
    """
    for _second in range(90):
        before = server.processor_seconds()
        time.sleep(1)
        if server.processor_seconds() - before < 0.03:
            return
    message = "The site does not come to rest."
    raise RuntimeError(message)


def load(address: str, seconds: int, connections: int = 8, headers: Mapping[str, str] | None = None) -> int:
    """Ask for one address as fast as the server answers; return how many answers came, all of them good."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    told = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    wrong = re.search(r"Non-2xx.*: (\d+)", told)
    if wrong:
        message = f"{address}: {wrong.group(0)}"
        raise RuntimeError(message)
    found = re.search(r"(\d+) requests in", told)
    return int(found.group(1)) if found else 0


def need(command: str) -> None:
    """Stop with a sentence when a command is missing."""
    if not shutil.which(command):
        sys.exit(f"This benchmark needs the command {command}.")
