"""A JSON list read one record at a time, so that a large file never stands in memory as objects."""

import codecs
import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, NoReturn

from whrin.library.imports.faults import BrokenJson, EmptyFile, FileTooLarge, NotAList, NotUnicode
from whrin.library.imports.found import Found

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_SPACE = re.compile(r"[ \t\r\n]*")
_MEGABYTE = 1_000_000


def read_text(path: Path, limit_mb: int) -> str:
    """Return the file's text, in UTF-8 or any UTF with a byte order mark. Raises `UnreadableFile`."""
    size = path.stat().st_size
    if size > limit_mb * _MEGABYTE:
        raise FileTooLarge(size / _MEGABYTE, limit_mb)
    content = path.read_bytes()
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), _without_mark(content))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise NotUnicode(content[fault.start], content.count(b"\n", 0, fault.start) + 1) from None
    if not text.strip("\x00 \t\r\n"):
        raise EmptyFile
    return text


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark shows by a zero byte beside the first bracket; all else is taken for UTF-8."""
    if content[:2] == b"[\x00":
        return "utf-16-le"
    return "utf-16-be" if content[:2] == b"\x00[" else "utf-8"


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON"
    raise ValueError(message)


_decoder = json.JSONDecoder(parse_constant=_refuse_constant)


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _broken(text: str, position: int, reason: str) -> BrokenJson:
    line = text.count("\n", 0, position) + 1
    return BrokenJson(line, position - text.rfind("\n", 0, position), reason)


def _record_at(text: str, position: int) -> tuple[Any, int]:
    try:
        return _decoder.raw_decode(text, position)
    except json.JSONDecodeError as fault:
        raise _broken(text, fault.pos, fault.msg) from None
    except RecursionError:
        raise _broken(text, position, "nested too deeply") from None
    except ValueError as fault:
        # A number with thousands of digits, or NaN and Infinity, which JSON does not have.
        raise _broken(text, position, str(fault)[:100]) from None


def located(text: str) -> Iterator[Found]:
    """Yield the members of the list, each with the line where it begins. Raises `BrokenJson` or `NotAList`
    at the fault, having yielded what is before it.
    """
    line, counted = 1, 0
    for record, position in _positioned(text):
        line += text.count("\n", counted, position)
        counted = position
        yield Found(record, line)


def records(text: str) -> Iterator[Any]:
    """Yield the members of the list as they are. Raises as `located` does."""
    return (record for record, _position in _positioned(text))


def _positioned(text: str) -> Iterator[tuple[Any, int]]:
    position = _skip(text, 0)
    if text[position : position + 1] != "[":
        if position < len(text):
            _record_at(text, position)
        raise NotAList
    position = _skip(text, position + 1)
    if text[position : position + 1] == "]":
        position += 1
    else:
        position = yield from _members(text, position)
    rest = _skip(text, position)
    if rest < len(text):
        raise _broken(text, rest, "text after the end of the list")


def _members(text: str, position: int) -> Generator[tuple[Any, int], None, int]:
    while True:
        begins = position
        record, position = _record_at(text, position)
        yield record, begins
        position = _skip(text, position)
        sign = text[position : position + 1]
        if sign == "]":
            return position + 1
        if sign != ",":
            raise _broken(text, position, "a comma or ] is missing")
        position = _skip(text, position + 1)
