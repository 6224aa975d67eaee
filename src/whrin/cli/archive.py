"""The backup file: a plain tar with the database, the uploaded files, the secret key, and a manifest at its
end.

The manifest gives each member's SHA-256; a file without a manifest was cut short.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from whrin.cli.terminal import Failure

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1024 * 1024
#: What a backup holds, by the name of its first folder or file.
SQLITE, POSTGRESQL, MEDIA, SECRET = "database.sqlite3", "database.dump", "media", "secret-key"

#: Told bytes done and bytes in all.
Progress = Callable[[int, int], None]


class Unsound(Failure):
    """The backup is cut short, damaged or not ours."""


class _Counted:
    """Reads a file while its digest and its size are taken."""

    def __init__(self, source: IO[bytes], tell: Callable[[int], None]) -> None:
        self._source = source
        self._tell = tell
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.digest.update(block)
        self._tell(len(block))
        return block


@dataclass
class Writer:
    """Writes members one after the other, then the manifest.

    `progress` is told bytes; `stop` is asked between files.
    """

    tar: tarfile.TarFile
    total: int
    progress: Progress
    stop: Callable[[], bool]
    done: int = 0
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Add a file. Raises `KeyboardInterrupt` when asked to stop."""
        if self.stop():
            raise KeyboardInterrupt
        with path.open("rb") as source:
            member = self.tar.gettarinfo(arcname=name, fileobj=source)
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            counted = _Counted(source, self._count)
            self.tar.addfile(member, counted)
        self.digests[name] = counted.digest.hexdigest()

    def _count(self, size: int) -> None:
        self.done += size
        self.progress(min(self.done, self.total - 1), self.total)

    def finish(self, **facts: Any) -> None:
        """Write the manifest. Without it the backup counts as cut short."""
        manifest = {"format": FORMAT, **facts, "files": self.digests}
        body = json.dumps(manifest, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(body)
        self.tar.addfile(member, io.BytesIO(body))
        self.progress(self.total, self.total)


def unpack(path: Path, into: Path, progress: Progress) -> dict[str, Any]:
    """Unpack a backup into an empty folder and verify each file; return the manifest. Raises `Unsound`."""
    digests: dict[str, str] = {}
    total = max(path.stat().st_size, 1)
    try:
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                if not member.isfile() or not is_plain(member.name):
                    message = f"The backup holds something it should not: {member.name!r}."
                    raise Unsound(message)
                digests[member.name] = _unpack_one(tar, member, into)
                progress(min(member.offset_data + member.size, total - 1), total)
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        message = f"{path} cannot be read as a backup; it may be cut short."
        raise Unsound(message) from error
    progress(total, total)
    return _verified(digests, into, path)


def is_plain(name: str) -> bool:
    """Say whether a member's name stays inside the folder and is of the kinds a backup holds."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name:
        return False
    return name in {SQLITE, POSTGRESQL, SECRET, MANIFEST} or (parts[0] == MEDIA and len(parts) > 1)


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    source = tar.extractfile(member)
    target = into / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as written:
        while source is not None and (block := source.read(BLOCK)):
            digest.update(block)
            written.write(block)
    if target.stat().st_size != member.size:
        message = f"{member.name} is cut short in the backup."
        raise Unsound(message)
    return digest.hexdigest()


def _verified(digests: dict[str, str], into: Path, path: Path) -> dict[str, Any]:
    if digests.pop(MANIFEST, None) is None:
        message = f"{path} has no manifest: it was cut short while it was written. Use another backup."
        raise Unsound(message)
    manifest: dict[str, Any] = json.loads((into / MANIFEST).read_text())
    if manifest.get("format") != FORMAT:
        message = f"{path} was made by another version of the platform (format {manifest.get('format')})."
        raise Unsound(message)
    wrong = sorted(set(manifest["files"].items()) ^ set(digests.items()))
    if wrong:
        message = f"{path} is damaged: {wrong[0][0]} is not what was written. Use another backup."
        raise Unsound(message)
    return manifest
