"""Photographs tell where and when they were taken. What is kept of them does not.

Pure: JPEG and PNG are lists of pieces; those with the picture stay, those about it go. Nothing is painted
anew and nothing is unpacked, so a hostile picture can do nothing here. How a photograph is turned is kept.
"""

import struct
from collections.abc import Iterator
from typing import IO

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
#: Pieces of a PNG that show something.
_SHOWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD"}
#: Segments of a JPEG about the picture: APP1 to APP15 but the colour profile (APP2) and Adobe's colours
#: (APP14), and comments.
_TOLD = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}
_START_OF_SCAN, _PROFILE = 0xDA, b"ICC_PROFILE\x00"


def is_picture(content: IO[bytes]) -> bool:
    """Say whether a file begins as a JPEG or a PNG; it stands at its beginning afterwards."""
    content.seek(0)
    beginning = content.read(8)
    content.seek(0)
    return beginning.startswith(_JPEG) or beginning == _PNG


def without_traces_of_cameras(picture: bytes) -> bytes:
    """Return a JPEG or PNG without place, time, camera and comments. What cannot be read as one comes back
    without anything after the last piece that could be read.
    """
    if picture.startswith(_JPEG):
        return b"\xff\xd8" + b"".join(_segments(picture))
    return _PNG + b"".join(_chunks(picture))


def _segments(picture: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(picture) and picture[at] == 0xFF:
        marker, length = picture[at + 1], struct.unpack_from(">H", picture, at + 2)[0]
        segment = picture[at : at + 2 + length]
        if marker == _START_OF_SCAN:
            yield _until_the_end(picture[at:])
            return
        if marker == 0xE1 and (turned := _orientation_in(segment)):
            yield _turned(turned)
        if marker not in _TOLD and (marker != 0xE2 or segment[4:].startswith(_PROFILE)):
            yield segment
        at += 2 + length


def _until_the_end(scans: bytes) -> bytes:
    """Return the picture itself, without what phones hang on behind it: small copies, films."""
    end = scans.find(b"\xff\xd9")
    return scans[: end + 2] if end >= 0 else scans


def _orientation_in(segment: bytes) -> int:
    """Return how the picture is turned, 1 to 8; 0 when the segment does not say."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not segment[4:].startswith(b"Exif\x00\x00") or order is None or len(tiff) < 10:
        return 0
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    count = struct.unpack_from(f"{order}H", tiff, start)[0] if start + 2 <= len(tiff) else 0
    for place in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if tag == _ORIENTATION and 1 <= value <= 8:
            return int(value)
    return 0


def _turned(orientation: int) -> bytes:
    """Return a segment that says how the picture is turned, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = b"Exif\x00\x00" + b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + b"\x00" * 4
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _chunks(picture: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(picture):
        length = struct.unpack_from(">I", picture, at)[0]
        kind, chunk = picture[at + 4 : at + 8], picture[at : at + 12 + length]
        if kind in _SHOWN:
            yield chunk
        if kind == b"IEND":
            return
        at += 12 + length
