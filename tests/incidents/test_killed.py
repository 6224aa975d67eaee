"""A process dies while she sends: what she was told has arrived is there once, and nothing is half there."""

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
def test_she_loses_no_report_message_or_file_that_was_acknowledged_and_none_is_half_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills_sending", "--kills", "6"],
        env={**_CLEAN, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "kills                  6" in done.stdout
    assert "NOT KEPT" not in done.stdout
