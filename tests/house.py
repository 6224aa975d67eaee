"""A data folder of its own with programs that work in it, for tests in which a process is killed."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.database import put_migrated

ROOT = Path(__file__).parents[1]


class House:
    """A migrated data folder, and Python programs that work in it. `settings`: `WHRIN_…`, by name."""

    def __init__(self, var: Path, **settings: str) -> None:
        put_migrated(var)
        self.var = var
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("WHRIN_", "DATABASE_"))
        }
        self.environment = {
            **kept,
            "WHRIN_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "whrin.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            **settings,
        }

    def start(self, program: str) -> "subprocess.Popen[str]":
        """Start a program, with Django set up."""
        code = "import django; django.setup()\n" + textwrap.dedent(program)
        return subprocess.Popen(
            [sys.executable, "-c", code],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.var,
        )

    def run(self, program: str) -> Any:
        """Run a program to its end and return the JSON it printed last."""
        process = self.start(program)
        printed, _nothing = process.communicate(timeout=300)
        assert process.returncode == 0
        return json.loads(printed.splitlines()[-1])

    def kill_when(self, program: str, line: str) -> None:
        """Start a program and kill it with no warning as soon as it prints `line`."""
        process = self.start(program)
        assert process.stdout
        for printed in process.stdout:
            if printed.strip() == line:
                break
        else:
            pytest.fail("the program ended before it could be killed")
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
