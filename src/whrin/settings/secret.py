"""The secret key, made once and kept in a file that only its owner can read."""

import os
import secrets
from pathlib import Path


def read_or_make_secret(given: str, var: Path) -> str:
    """Return `given`, or the key in `var/secret-key`, making it (mode 0600) when there is none."""
    if given:
        return given
    path = var / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = secrets.token_urlsafe(64)
    # Another process may have been quicker: only one creation succeeds, and everyone reads that one.
    draft = path.with_name(f"secret-key.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 -- mode at birth
        file.write(fresh)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
