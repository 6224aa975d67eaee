"""Which files the library keeps, told by their first bytes and never by their names."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MediaType:
    """`endings`: names' endings that fit, the usual one first. `is_text`: its content can be read as
    words.
    """

    name: str
    endings: tuple[str, ...]
    is_text: bool = False


PDF = MediaType("application/pdf", ("pdf",), is_text=True)
EPUB = MediaType("application/epub+zip", ("epub",))
JPEG = MediaType("image/jpeg", ("jpg", "jpeg"))
PNG = MediaType("image/png", ("png",))
WEBP = MediaType("image/webp", ("webp",))
MP3 = MediaType("audio/mpeg", ("mp3",))
MP4 = MediaType("video/mp4", ("mp4", "m4v"))
VTT = MediaType("text/vtt", ("vtt",), is_text=True)
TXT = MediaType("text/plain", ("txt",), is_text=True)

PICTURES = (JPEG, PNG, WEBP)
ENDINGS: Mapping[str, MediaType] = {
    ending: kind for kind in (PDF, EPUB, JPEG, PNG, WEBP, MP3, MP4, VTT, TXT) for ending in kind.endings
}


def sniff(head: bytes, ending: str) -> MediaType | None:
    """Return the type of a file by its first 1,024 bytes; `ending` decides only between plain texts.
    None: not kept.
    """
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"PK\x03\x04") and head[30:58] == b"mimetypeapplication/epub+zip":
        return EPUB
    return _picture(head) or _media(head) or _text(head, ending)


def _picture(head: bytes) -> MediaType | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return WEBP if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _media(head: bytes) -> MediaType | None:
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return MP3
    is_mp4 = head[4:8] == b"ftyp" and head[8:11] in {b"iso", b"mp4", b"avc", b"M4V", b"das"}
    return MP4 if is_mp4 else None


def _text(head: bytes, ending: str) -> MediaType | None:
    try:
        words = head.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # A letter of several bytes may be cut at the end of what we look at.
        if fault.start < len(head) - 3:
            return None
        words = head[: fault.start].decode("utf-8-sig")
    if not words.strip() or "\x00" in words:
        return None
    if words.startswith("WEBVTT"):
        return VTT
    return TXT if ending == "txt" else None
