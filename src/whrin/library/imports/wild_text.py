"""The text of files that programs of the last thirty years wrote."""

import codecs
import re
from pathlib import Path

from whrin.library.imports.faults import EmptyFile, FileTooLarge, NotUnicode, UnknownFormat

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_MEGABYTE = 1_000_000
_HEAD = 4096
#: Letters with accents stand alone or in twos; four in a row are Cyrillic, Greek or Arabic read wrongly.
_FOREIGN = re.compile("[À-ÿ]{4}")
_PLAIN_CONTROLS = frozenset("\t\n\r\f\v")


def read_wild(path: Path, limit_mb: int) -> str:
    """Return the file's text: in the UTF it is marked with or looks like, else in Windows-1252, of which
    Latin-1 is a part. Line ends become `\\n`. Raises `UnreadableFile`.
    """
    size = path.stat().st_size
    if size > limit_mb * _MEGABYTE:
        raise FileTooLarge(size / _MEGABYTE, limit_mb)
    text = decoded(path.read_bytes())
    if not text.strip("\x00 \t\n"):
        raise EmptyFile
    return text


def decoded(content: bytes) -> str:
    """Return bytes as text with plain line ends. Raises `UnknownFormat` for what is no text."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), _without_mark(content))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        # A file cut in the midst of a sign is no reason to take all of it for Windows-1252.
        text = _cut(content) if encoding != "utf-8" or _is_cut(content) else _windows(content)
    head = text[:_HEAD]
    if sum(sign < " " and sign not in _PLAIN_CONTROLS for sign in head) > len(head) // 20:
        raise UnknownFormat
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark shows by zero bytes: every second one in the Latin tags of a record."""
    head = content[:_HEAD]
    if head[1::2].count(0) > len(head) // 5:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) // 5 else "utf-8"


def _is_cut(content: bytes) -> bool:
    try:
        content[:-1].decode("utf-8")
    except UnicodeDecodeError as fault:
        return fault.start >= len(content) - 4
    return True


def _cut(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), _without_mark(content))
    return content.decode(encoding, "ignore")


def _windows(content: bytes) -> str:
    """Windows-1252, unless it gives words that no language of Western Europe has: then it is a code page of
    another script, and wrong letters in public would be worse than a refusal.
    """
    text = content.decode("cp1252", "replace").replace("\ufffd", "")
    foreign = _FOREIGN.search(text)
    if foreign:
        line = text.count("\n", 0, foreign.start()) + 1
        raise NotUnicode(foreign[0].encode("cp1252")[0], line)
    return text
