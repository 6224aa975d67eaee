"""A benchmark as a test runs it: in a process of its own, on SQLite, in a folder of its own."""

import os
import subprocess
import sys

from tests.architecture.tree import ROOT

_CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("WHRIN_", "DATABASE_", "DJANGO"))
}


def measured(name: str, *options: str) -> str:
    """Run a benchmark of this name and return what it printed; fails where it does, or breaks a promise."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *options],
        env={**_CLEAN, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "NOT KEPT" not in done.stdout
    return done.stdout
