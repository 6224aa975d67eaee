"""Finds words and numbers in bytes, however they were written down: UTF-8, UTF-16, base64, hexadecimal,
compressed by zlib, gzip or ZIP, and each within each.
"""

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator

_DEPTH = 2
#: Bytes that are taken out of one compressed piece at most.
_LONGEST = 64 * 1024 * 1024
#: Also over the ends of lines, as letters have it.
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{20,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_HEX = re.compile(rb"[0-9A-Fa-f]{24,}")
#: Digits in a row, also in groups, as a code is written for people.
_DIGITS = re.compile(rb"\d(?:[ -]?\d){15,}")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_ZIP = re.compile(rb"PK\x03\x04")
_PLAIN_BASE64 = bytes.maketrans(b"-_", b"+/")
_NAME_AT, _NAME_ENDS = 26, 30


class Eye:
    """Looks for `words` (letters of ASCII, in any case) and `numbers` (digits, 16 or more)."""

    def __init__(self, words: list[str], numbers: list[str]) -> None:
        self.words = {word.lower().encode(): word for word in words}
        self.numbers = set(numbers)
        self.lengths = sorted({len(number) for number in numbers})

    def look(self, content: bytes, depth: int = _DEPTH) -> set[str]:
        """Return what of it is in these bytes."""
        found = self._plain(content) | self._plain(content.replace(b"\0", b""))
        if depth:
            for inner in (*_decoded(content), *_inflated(content)):
                found |= self.look(inner, depth - 1)
        return found

    def _plain(self, content: bytes) -> set[str]:
        lowered = content.lower()
        found = {told for word, told in self.words.items() if word in lowered}
        for run in _DIGITS.finditer(content) if self.numbers else ():
            digits = run[0].translate(None, b" -").decode()
            for length in self.lengths:
                for at in range(len(digits) - length + 1):
                    if digits[at : at + length] in self.numbers:
                        found.add(digits[at : at + length])
        return found


def _decoded(content: bytes) -> Iterator[bytes]:
    """Give what runs of base64 and of hexadecimal may stand for, from each place in a group."""
    joined = []
    for run in _BASE64.finditer(content):
        letters = run[0].translate(_PLAIN_BASE64, b"\r\n")
        joined += [base64.b64decode(letters[at : at + (len(letters) - at) // 4 * 4]) for at in range(4)]
    for run in _HEX.finditer(content):
        joined += [binascii.unhexlify(run[0][at : at + (len(run[0]) - at) // 2 * 2]) for at in range(2)]
    if joined:
        yield b"\n".join(joined)


def _inflated(content: bytes) -> Iterator[bytes]:
    """Give what compressed pieces hold; what only looks like one gives nothing."""
    view = memoryview(content)
    starts = [(match.start(), 31) for match in _GZIP.finditer(content)]
    starts += [(match.start(), 15) for match in _ZLIB.finditer(content)]
    for match in _ZIP.finditer(content):
        if match.start() + _NAME_ENDS <= len(content):
            name, extra = struct.unpack_from("<HH", content, match.start() + _NAME_AT)
            starts.append((match.start() + _NAME_ENDS + name + extra, -15))
    for start, kind in starts:
        inner = _inflate(view[start:], kind)
        if inner:
            yield inner


def _inflate(view: memoryview, kind: int) -> bytes:
    stream, taken = zlib.decompressobj(kind), b""
    try:
        for at in range(0, len(view), 65536):
            taken += stream.decompress(view[at : at + 65536], _LONGEST - len(taken))
            if stream.eof or len(taken) >= _LONGEST:
                break
    except zlib.error:
        # Bytes that happen to look like a head give a few letters at most; a real stream that was cut, more.
        return taken
    return taken
