"""A real site on this machine: its own data folder, the sample network, the records of these walks."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.tree import ROOT
from tests.database import put_sample

WHRIN = Path(sys.executable).parent / "whrin"
RECORDS = Path(__file__).parent / "records.csl.json"


@dataclass
class Site:
    """A running site: where it is, where it keeps things."""

    var: Path
    port: int
    server: "subprocess.Popen[bytes] | None" = None
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return the address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def whrin(self, *arguments: str) -> str:
        """Run the command line to its end and return what it said; its errors are ours."""
        done = subprocess.run(
            [str(WHRIN), *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"whrin {' '.join(arguments)}:\n{done.stderr[-2000:]}"
        return done.stdout

    def sign_in_of(self, name: str) -> tuple[str, str]:
        """Return the name and the passphrase of one of the sample people: coordinator, editor, moderator."""
        lines = (self.var / "sample-sign-ins.txt").read_text(encoding="utf-8").splitlines()
        known = dict(line.split("\t") for line in lines)
        return name, known[name]

    def start(self) -> None:
        """Serve, and wait until the front page answers."""
        with (self.var / "serve.log").open("wb") as log:
            self.server = subprocess.Popen(
                [str(WHRIN), "serve"], env=self.environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )
        for _attempt in range(300):
            if self.server.poll() is None and _answers(self.address + "/en/"):
                return
            time.sleep(0.1)
        message = (self.var / "serve.log").read_text(errors="replace")
        self.stop()
        raise AssertionError(f"the site did not start:\n{message}")

    def stop(self) -> None:
        """Ask it to stop, as a service manager does; it has twenty seconds."""
        if self.server is None:
            return
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(20)
        finally:
            self.server.kill()


def new_site(var: Path) -> Site:
    """Make a site with the sample network and the records of these walks; it does not run yet."""
    port = free_port()
    site = Site(var=var, port=port)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHRIN_")}
    site.environment = {
        **kept,
        "WHRIN_VAR": str(var),
        "WHRIN_PORT": str(port),
        "WHRIN_ADDRESS": site.address,
        "WHRIN_HTTPS": "0",
        "WHRIN_SECOND_FACTOR": "0",
        # Strangers' servers are left in peace.
        "WHRIN_LINKS_A_NIGHT": "0",
    }
    put_sample(var)
    site.whrin("import", "library", str(RECORDS), "--publish")
    return site


def free_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
