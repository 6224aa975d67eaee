"""Where documents wait to be made, and lie when they are; who works on one."""

import base64
import datetime
import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from whrin.documents.models import PrintedFile
from whrin.documents.printing.document import Document
from whrin.kit.days import today


class AtWork(Exception):
    """Another process makes this file."""


def folder() -> Path:
    """Return the folder of these files."""
    place = Path(settings.VAR) / "printed"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(file: PrintedFile) -> Path:
    """Return where a file lies, or will."""
    return folder() / f"{file.mark}.{file.form}"


def _asked(mark: str) -> Path:
    return folder() / f"{mark}.asked"


def write_asked(mark: str, document: Document) -> None:
    """Keep what is to be printed until it is."""
    pictures = {name: base64.b64encode(content).decode() for name, content in document.pictures.items()}
    _write(_asked(mark), json.dumps({**document.said(), "pictures": pictures}).encode())


def read_asked(mark: str) -> Document | None:
    """Return what is to be printed, or None when it was or is gone."""
    try:
        told = json.loads(_asked(mark).read_bytes())
    except FileNotFoundError:
        return None
    pictures = {name: base64.b64decode(content) for name, content in told.pop("pictures").items()}
    day = datetime.date.fromisoformat(told.pop("date"))
    return Document(**told, date=day, pictures=pictures)


def write_made(file: PrintedFile, content: bytes) -> None:
    """Keep a finished file: whole or not at all. What it was made of goes."""
    _write(path_of(file), content)
    forget_asked(file.mark)


def forget_asked(mark: str) -> None:
    """Erase what was to be printed."""
    _asked(mark).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix="half-", delete=False) as half:
        half.write(content)
    Path(half.name).replace(path)


@contextmanager
def held(mark: str) -> Iterator[None]:
    """Hold a file; the kernel lets go when the process ends, however it ends. Raises `AtWork`."""
    with (folder() / f"{mark}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWork from None
        yield


def is_held(mark: str) -> bool:
    """Say whether a process of this machine makes this file now."""
    try:
        with held(mark):
            return False
    except AtWork:
        return True


def sweep_printed() -> int:
    """Erase files that nobody asked for since yesterday, and what a crash left; return how many rows went."""
    yesterday = today() - datetime.timedelta(days=1)
    gone, _by_model = PrintedFile.objects.filter(day__lt=yesterday).delete()
    kept = set(PrintedFile.objects.values_list("mark", flat=True))
    for path in folder().iterdir():
        is_fresh = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date() >= yesterday
        if path.stem not in kept and not (path.name.startswith("half-") and is_fresh):
            path.unlink(missing_ok=True)
    return gone
