"""`whrin backup FILE`."""

import argparse
import datetime
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from whrin.cli.archive import MEDIA, SECRET, Writer
from whrin.cli.databases import snapshot
from whrin.cli.terminal import DONE, Bar, Failure, say, start_django, stoppable

#: In the data folder: when the newest backup was made, for `whrin check`.
RECORD = "newest-backup.json"


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "backup",
        help="write everything to one file",
        description="Write the database, the uploaded files and the secret key to one file, while the "
        "site runs. "
        "Whoever has the file has everything: keep it encrypted, and on another machine. Ctrl-C leaves "
        "nothing behind.",
    )
    word.add_argument("file", type=Path, help="the file to write, such as whrin-2030-01-31.tar")
    word.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the backup beside its place, and move it there once it is whole and on the disk."""
    if given.file.exists():
        message = f"{given.file} is there already. Choose another name; a backup never replaces another."
        raise Failure(message)
    start_django()
    draft = given.file.with_name(given.file.name + ".partial")
    with tempfile.TemporaryDirectory(dir=given.file.resolve().parent, prefix=".whrin-") as scratch:
        try:
            with draft.open("wb") as written:
                os.chmod(draft, 0o600)  # noqa: PTH101 - the open file's own path
                count = _write(written, Path(scratch))
                written.flush()
                os.fsync(written.fileno())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    draft.replace(given.file)
    _remember(given.file)
    say(f"{count} files are in {given.file} ({given.file.stat().st_size / 1e6:.1f} MB).")
    return DONE


def _write(written: Any, scratch: Path) -> int:
    from django.conf import settings

    # The database first: a file stored later is one too many, which harms nobody; one too few would.
    name, database = snapshot(scratch)
    members = [(name, database), *_uploads(Path(settings.MEDIA_ROOT))]
    secret = Path(settings.VAR, SECRET)
    if secret.is_file():
        members.append((SECRET, secret))
    total = sum(path.stat().st_size for _name, path in members) + 1
    with stoppable() as stop, tarfile.open(fileobj=written, mode="w:", format=tarfile.PAX_FORMAT) as tar:
        writer = Writer(tar, total, Bar("Bytes"), stop)
        gone = [member for member, path in members if not _add(writer, member, path)]
        made = datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")
        writer.finish(made=made, gone_meanwhile=gone)
    return len(writer.digests)


def _add(writer: Writer, member: str, path: Path) -> bool:
    try:
        writer.add(member, path)
    except FileNotFoundError:
        # Deleted by someone while the backup ran; the manifest names it.
        return False
    return True


def _uploads(root: Path) -> list[tuple[str, Path]]:
    found = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return [(f"{MEDIA}/{path.relative_to(root).as_posix()}", path) for path in found]


def _remember(file: Path) -> None:
    from django.conf import settings

    with file.open("rb") as read:
        digest = hashlib.file_digest(read, "sha256").hexdigest()
    made = datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")
    Path(settings.VAR, RECORD).write_text(
        json.dumps({"made": made, "file": str(file.resolve()), "sha256": digest})
    )


def free_bytes(folder: Path) -> int:
    """Return the bytes free on the disk of `folder`."""
    return shutil.disk_usage(folder).free
