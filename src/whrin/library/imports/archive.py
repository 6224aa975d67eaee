"""The zipped folder of an export: one file of records, and beside it the files that they name.

Nothing is unpacked by the names in it. A member is read as a stream, up to a limit, when a record asks
for it.
"""

import posixpath
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File

from whrin.library.imports.faults import FileTooLarge, UnsafeArchive

ENDINGS = (".rdf", ".ris", ".json", ".bib", ".csv", ".txt")
_MEGABYTE = 1_000_000
_MOST_MEMBERS = 20_000
#: Uncompressed bytes of all members together, and how far one may be compressed: more is no honest archive.
_MOST_BYTES = 4_000 * _MEGABYTE
_MOST_RATIO = 200
_CHUNK = 64 * 1024


class Beside:
    """The files beside a file of records. `opened` gives one by its path; none is known where nothing is
    beside it.
    """

    def __init__(self, place: str = "", members: "dict[str, Callable[[], IO[bytes]]] | None" = None) -> None:
        self._place = place
        self._members = members or {}

    def __bool__(self) -> bool:
        return bool(self._members)

    def knows(self, written: str) -> bool:
        """Tell whether there is such a file."""
        return self._path(written) in self._members

    @contextmanager
    def opened(self, written: str) -> "Iterator[File[Any]]":
        """Give a copy of a file, at most as long as an upload may be and one byte more."""
        path = self._path(written)
        limit = settings.WHRIN_UPLOAD_LIMIT_MB * _MEGABYTE + 1
        with self._members[path]() as source, tempfile.TemporaryFile() as copy:
            while limit > 0 and (piece := source.read(min(_CHUNK, limit))):
                copy.write(piece)
                limit -= len(piece)
            copy.flush()
            copy.seek(0)
            yield File(copy, name=posixpath.basename(path))

    def _path(self, written: str) -> str:
        return posixpath.normpath(posixpath.join(self._place, written.strip().replace("\\", "/")))


def is_archive(path: Path) -> bool:
    """Tell whether this is a ZIP file, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def unpacked(path: Path, folder: Path) -> tuple[Path, Beside]:
    """Copy the file of records of a ZIP archive into `folder`; return it and what is beside it. Raises
    `UnreadableFile`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_unsafe(members)
            name = _name_of_records([member.filename for member in members])
            target = folder / f"records{posixpath.splitext(name)[1].lower()}"
            _copy(archive, name, target)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as fault:
        raise UnsafeArchive from fault
    others = {
        member.filename: _opener(path, member.filename) for member in members if member.filename != name
    }
    return target, Beside(posixpath.dirname(name), others)


def in_folder(folder: Path) -> tuple[Path, Beside]:
    """Return the file of records in a folder, and what is beside it. Links out of it do not count."""
    root = folder.resolve()
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    inside = {
        path.relative_to(root).as_posix(): path for path in paths if path.resolve().is_relative_to(root)
    }
    name = _name_of_records(list(inside))
    others = {key: _reader(path) for key, path in inside.items() if key != name}
    return inside[name], Beside(posixpath.dirname(name), others)


def _refuse_unsafe(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_BYTES:
        raise UnsafeArchive
    for member in members:
        name = member.filename.replace("\\", "/")
        leads_out = name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        is_bomb = member.file_size > _MEGABYTE + _MOST_RATIO * member.compress_size
        if leads_out or is_link or is_bomb or member.flag_bits & 0x1:
            raise UnsafeArchive


def _name_of_records(names: list[str]) -> str:
    """The file of records lies highest; a table or a text counts only where nothing else is there."""
    found = [
        (name.count("/"), ENDINGS.index(ending), name)
        for name in names
        if (ending := posixpath.splitext(name)[1].lower()) in ENDINGS
        and "/files/" not in f"/{name}"
        and not name.startswith("__MACOSX")
    ]
    if not found:
        raise UnsafeArchive
    return min(found)[2]


def _copy(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    left = settings.WHRIN_IMPORT_LIMIT_MB * _MEGABYTE
    with archive.open(name) as source, target.open("wb") as copy:
        while piece := source.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                size = archive.getinfo(name).file_size / _MEGABYTE
                raise FileTooLarge(size, settings.WHRIN_IMPORT_LIMIT_MB)
            copy.write(piece)


def _opener(path: Path, name: str) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        with zipfile.ZipFile(path) as archive:
            # The member keeps the archive's file open for itself.
            return archive.open(name)

    return open_member


def _reader(path: Path) -> Callable[[], IO[bytes]]:
    def open_file() -> IO[bytes]:
        return path.open("rb")

    return open_file
