"""A process dies while somebody signs: what she was told has arrived is there, once, with its letter."""

import os
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

_CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("WHRIN_", "DATABASE_", "DJANGO"))
}


@pytest.mark.once
def test_nobody_who_signs_loses_her_signature_to_a_process_that_dies() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills_signing", "--kills", "20"],
        env={**_CLEAN, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "kills 20;" in done.stdout
    assert "NOT KEPT" not in done.stdout
