"""Where the newest package lies: one alone. What it is named by changes with every public record, so that a
package that holds a withdrawn record is never given out, and is erased when anybody next asks.
"""

import fcntl
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from whrin.kit.days import today
from whrin.services.models import Change, Term
from whrin.services.opendata.package import write_package
from whrin.services.queries import public_services

#: Up to so many records a package is made while she waits.
AT_ONCE = 300
#: Seconds after which a task that was asked for, and of which nothing was seen, is asked for again.
_PATIENCE = 120


class AtWork(Exception):
    """Another process makes it."""


@dataclass(frozen=True)
class Package:
    """A package that was made. `version`: its day and the beginning of its `sha256`."""

    path: Path
    sha256: str
    size: int
    day: str
    records: int

    @property
    def version(self) -> str:
        """Return its name among all that there ever were."""
        return f"{self.day}-{self.sha256[:8]}"


def folder() -> Path:
    """Return the private folder of packages."""
    place = Path(settings.VAR) / "open-data"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def signature() -> str:
    """Return what changes with everything that a package holds. Read anew each time: it must not lag."""
    made_of = hashlib.blake2b(digest_size=16)
    rows = (
        public_services()
        .order_by("pk")
        .values_list(*("pk", "slug", "edited_on", "checked_on", "confirmed_on", "organisation__name"))
    )
    for row in rows.iterator(chunk_size=5_000):
        made_of.update(repr(row).encode())
    made_of.update(repr(Change.objects.aggregate(Max("pk"), Count("pk"))).encode())
    made_of.update(repr(list(Term.objects.values_list())).encode())
    made_of.update(repr((settings.WHRIN_DATA_LICENCE, settings.WHRIN_ADDRESS)).encode())
    return made_of.hexdigest()


def newest() -> Package | None:
    """Return the package of all that is public now; None where it is not made yet. Older ones are erased."""
    name = signature()
    _sweep(name)
    said, path = folder() / f"{name}.json", folder() / f"{name}.zip"
    if not path.exists():
        return None
    try:
        found: dict[str, Any] = json.loads(said.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Package(path=path, **found)


def sweep() -> None:
    """Erase what belongs to no package of now. Daily."""
    _sweep(signature())


def _sweep(name: str) -> None:
    for path in folder().iterdir():
        if path.is_file() and path.name != "lock" and path.stem != name:
            path.unlink(missing_ok=True)


def make() -> Package:
    """Make the package of now. Raises `AtWork`, also where records changed while it was written."""
    with _held():
        if found := newest():
            return found
        name = signature()
        path = folder() / f"{name}.zip"
        unfinished = folder() / f"{name}.unfinished"
        said = write_package(unfinished, lambda done: _say(name, done))
        if signature() != name:
            # Something changed meanwhile: what was written belongs to no moment.
            unfinished.unlink(missing_ok=True)
            raise AtWork
        content = unfinished.read_bytes()
        package = {
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "day": today().isoformat(),
            "records": next(each["rowCount"] for each in said["resources"] if each["name"] == "services"),
        }
        unfinished.replace(path)
        (folder() / f"{name}.json").write_text(json.dumps(package), encoding="utf-8")
        return Package(path=path, **package)


def _say(name: str, done: int) -> None:
    (folder() / f"{name}.progress").write_text(str(done), encoding="ascii")


def asked_for() -> int | None:
    """Return how many records were written of the package that is being made; None: nobody makes it."""
    path = folder() / f"{signature()}.progress"
    try:
        age, done = time.time() - path.stat().st_mtime, int(path.read_text(encoding="ascii") or 0)
    except (FileNotFoundError, ValueError):
        return None
    return done if age < _PATIENCE else None


def ask() -> None:
    """Note that the package was asked for."""
    _say(signature(), 0)


@contextmanager
def _held() -> Iterator[None]:
    """Hold the folder; the kernel lets go when the process ends, however it ends."""
    with (folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWork from None
        yield
