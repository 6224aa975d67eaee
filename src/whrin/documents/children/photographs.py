"""Photographs inside a PDF keep their camera's notes, position included, unless somebody takes them out."""

import zlib
from typing import Any

_START = b"\xff\xd8"
#: Segments that tell about the taking: EXIF and XMP (APP1), press notes (APP13), comments.
_TELLING = frozenset({0xE1, 0xED, 0xFE})
_SCAN = 0xDA
_MOST_BYTES = 200 * 1024 * 1024


def without_notes(stream: Any) -> None:
    """Take the telling segments out of a JPEG stream, in place; leave every other stream as it is."""
    import pikepdf

    filters = stream.get("/Filter")
    chain = [str(item) for item in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if chain == ["/DCTDecode"]:
        photograph = stream.read_raw_bytes()
    elif chain == ["/FlateDecode", "/DCTDecode"] and stream.get("/DecodeParms") is None:
        photograph = zlib.decompressobj().decompress(stream.read_raw_bytes(), _MOST_BYTES)
    else:
        return
    cleaned = strip(photograph)
    if cleaned != photograph:
        stream.write(cleaned, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


def strip(photograph: bytes) -> bytes:
    """Return a JPEG without its telling segments. Anything that is not laid out as a JPEG comes back
    unchanged.
    """
    if not photograph.startswith(_START):
        return photograph
    kept = [_START]
    at = 2
    while at + 4 <= len(photograph) and photograph[at] == 0xFF:
        marker = photograph[at + 1]
        if marker == _SCAN:
            break
        length = int.from_bytes(photograph[at + 2 : at + 4], "big") + 2
        if marker not in _TELLING:
            kept.append(photograph[at : at + length])
        at += length
    return b"".join([*kept, photograph[at:]])
