"""Copies: where the newest backup lies, and whether one that is stolen tells anything."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from whrin.cli.backup import RECORD
from whrin.cli.findings import OLD_BACKUP, Finding

_SEE = "See docs/operator/safety.md, “Copies”."
#: Days that a backup is kept at most, so that what was erased is gone from all of them.
_LONGEST = 30


def copies_found() -> Iterator[Finding]:
    """Look at the newest backup and at others beside it."""
    record = Path(settings.VAR, RECORD)
    if not record.is_file():
        yield Finding("wrong", f"No backup was made yet. {_SEE}")
        return
    told = json.loads(record.read_text())
    made = datetime.datetime.fromisoformat(told["made"])
    hours = (timezone.now() - made).total_seconds() / 3600
    if hours > OLD_BACKUP or hours < 0:
        yield Finding("look", f"The newest backup is {hours:.0f} hours old. {_SEE}")
    else:
        yield Finding("well", f"The newest backup is {hours:.0f} hours old.")
    yield place_found(Path(told["file"]))


def place_found(file: Path) -> Finding:
    """Whether the newest backup lies about in clear, and older ones beside it longer than they should."""
    if file.exists():
        return Finding(
            "wrong",
            f"The newest backup lies in clear at {file}, the secret key in it. Encrypt it to a key that is "
            f"not on this "
            f"machine (`age -r KEY -o {file.name}.age {file.name} && shred -u {file.name}`). {_SEE}",
        )
    try:
        sealed = [path for path in file.parent.glob("*.age") if path.is_file()]
    except OSError:
        sealed = []
    before = timezone.now().timestamp() - _LONGEST * 24 * 3600
    old = [path for path in sealed if path.stat().st_mtime < before]
    if old:
        return Finding(
            "look", f"{len(old)} backups in {file.parent} are older than {_LONGEST} days. Delete them."
        )
    return Finding(
        "look",
        "The newest backup was taken away. That it was encrypted to a key elsewhere, and can be restored, "
        "cannot be "
        f"seen from here: try it once a month. {_SEE}",
    )
