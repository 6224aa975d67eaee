"""The environment tests run in, set before the settings are read: own data folder, nothing from the shell.

Loaded with `-p` (see pyproject.toml). `DATABASE_URL` alone is let through: the same tests run on PostgreSQL.
"""

import os
import shutil
import tempfile

import pytest

for _name in [name for name in os.environ if name.startswith("WHRIN_")]:
    del os.environ[_name]
_var = tempfile.mkdtemp(prefix="whrin-tests-")
# The test client speaks http; what https adds is tested where it is switched on.
os.environ.update(WHRIN_VAR=_var, WHRIN_HTTPS="0", WHRIN_HOSTS="testserver,localhost,127.0.0.1,[::1]")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the data folder."""
    shutil.rmtree(_var, ignore_errors=True)
