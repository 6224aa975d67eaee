"""Letters out of the files that old lists give: mbox, plain, gzipped, or many in a ZIP or tar archive.

Mailman 2 gives text files by month whose `From ` lines read "a at b.org"; Mailman 3 one gzipped mbox; Google
Takeout a ZIP or tar with mboxes under names of any language, beside tables; groups.io a ZIP. What is no
mailbox within an archive is passed over. Nothing is held in memory but one letter.
"""

import gzip
import io
import itertools
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from whrin.forum.archives.raw import Raw
from whrin.people.sealing import CannotOpenError

#: Bytes of one letter that are read; attachments at its end are left out anyway.
MOST_OF_A_LETTER = 2_000_000
#: Bytes of all letters: more is no list's archive, but a file made to do harm.
MOST_IN_ALL = 40_000_000_000
_LINE = 1 << 16
_PEEK = 600
_TAR_AT, _TAR = 257, b"ustar"
# The day and time stand in any order; some write the zone before the year, Mailman hides the address.
_FROM = re.compile(rb"From \S.{0,200}?\d{1,2}:\d{2}(?::\d{2})?\b.{0,20}\b(?:19|20)\d{2}\b|From \S+@xxx .*")
_FIELD = re.compile(rb"[!-9;-~]{1,80}:")


class UnreadableArchive(Exception):
    """The file cannot be read; `message` says why, for the coordinator."""

    message = _(
        "This file holds no letters that can be read. Send an mbox file, also gzipped, or a ZIP of them."
    )


class DamagedArchive(UnreadableArchive):
    """It ends too soon, is encrypted, or is larger inside than any list."""

    message = _(
        "This file is damaged, locked with a password, or not whole. Fetch it again from the old list."
    )


def letters_in(file: BinaryIO) -> Iterator[Raw]:
    """Yield the letters of a file, always in the same order. Raises `UnreadableArchive`."""
    found = 0
    try:
        for letter in itertools.chain.from_iterable(map(_letters, _mailboxes(file))):
            found += 1
            yield letter
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, CannotOpenError) as fault:
        if isinstance(fault, FileNotFoundError):
            raise
        raise DamagedArchive from None
    except (RuntimeError, NotImplementedError):  # what zipfile says of passwords and rare ways of packing
        raise DamagedArchive from None
    if not found:
        raise UnreadableArchive


def _mailboxes(file: BinaryIO) -> Iterator[BinaryIO]:
    """Yield the mailboxes in a file, whatever it is packed in, the oldest first."""
    start = file.read(_PEEK)
    file.seek(0)
    if start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(file) as zipped:
            yield from _in_zip(zipped)
    elif start[_TAR_AT:].startswith(_TAR) or _unpacked_start(start, file)[_TAR_AT:].startswith(_TAR):
        with tarfile.open(fileobj=file, mode="r:*") as archive:
            yield from _in_tar(archive)
    elif is_mailbox(unpacked := _unpacked(file)):
        yield unpacked


def _unpacked_start(start: bytes, file: BinaryIO) -> bytes:
    if not start.startswith(b"\x1f\x8b"):
        return b""
    some = gzip.GzipFile(fileobj=file).read(_PEEK)
    file.seek(0)
    return some


def _unpacked(file: BinaryIO) -> BinaryIO:
    start = file.read(2)
    file.seek(0)
    packed = start == b"\x1f\x8b"
    return io.BufferedReader(gzip.GzipFile(fileobj=file)) if packed else file


def is_mailbox(file: BinaryIO) -> bool:
    """Say whether a file begins with a letter; it stands at its beginning then."""
    start = file.read(_PEEK)
    file.seek(0)
    return bool(_FROM.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()))


def _in_zip(archive: zipfile.ZipFile) -> Iterator[BinaryIO]:
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    yield from _in_order({name: lambda name=name: archive.open(name) for name in names})  # type: ignore[misc]  # the default binds the name


def _in_tar(archive: tarfile.TarFile) -> Iterator[BinaryIO]:
    members = {member.name: member for member in archive if member.isfile()}
    yield from _in_order({name: lambda one=one: archive.extractfile(one) for name, one in members.items()})  # type: ignore[misc]  # the same


def _in_order(files: "dict[str, Callable[[], BinaryIO]]") -> Iterator[BinaryIO]:
    """Yield those that are mailboxes by the day of their first letters: "2019-April" comes before "March"."""
    days: dict[str, str] = {}
    for name, open_ in files.items():
        with ExitStack() as stack:
            file = stack.enter_context(open_())
            unpacked = _unpacked(file)
            if is_mailbox(unpacked):
                first = next(_letters(unpacked), None)
                day = first.day() if first else None
                days[name] = day.isoformat() if day else ""
    for name in sorted(days, key=lambda name: (days[name], name)):
        with files[name]() as file:
            yield _unpacked(file)


def _letters(file: BinaryIO) -> Iterator[Raw]:
    """Split a mailbox: a letter begins with "From … time … year" after an empty line, before a header."""
    kept, size, envelope = bytearray(), 0, ""
    lines, before = _lines(file), b"\n"
    pending = b""
    for line in lines:
        if pending:
            if _FIELD.match(line):
                if kept:
                    yield Raw(bytes(kept), envelope)
                kept, envelope = bytearray(), _words_of(pending)
            else:
                kept += pending
            pending = b""
        if not before.strip() and _FROM.match(line.lstrip(b"\xef\xbb\xbf")):
            pending, before = line, line
            continue
        size += len(line)
        if size > MOST_IN_ALL:
            raise DamagedArchive
        if len(kept) < MOST_OF_A_LETTER:
            kept += _unquoted(line)
        before = line
    if kept.strip():
        yield Raw(bytes(kept), envelope)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(_LINE):
        yield line


def _unquoted(line: bytes) -> bytes:
    """Return a line as it was before ">" was put before its "From "."""
    return line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line


def _words_of(line: bytes) -> str:
    return line.decode("latin-1").strip().partition(" ")[2]
