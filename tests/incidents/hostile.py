"""Files that are meant to harm whoever opens them, made here: name, content."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image

_MEGABYTE = 1024 * 1024


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield the set; a few are large only once they are unpacked."""
    yield "huge.png", _png(60_000, 60_000, zlib.compress(bytes(4 * _MEGABYTE)))
    yield "cut.png", _png(50, 50, b"\x78\x9c")
    yield "cut.jpg", _jpeg()[:200]
    yield "script.jpg", _jpeg() + b"<script>alert(1)</script>"
    yield "script.pdf", _pdf_with_script()
    yield "attached.pdf", _pdf_with_attachment()
    yield "swollen.pdf", _swollen_pdf(200 * _MEGABYTE)
    yield "nested.pdf", b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\n"
    yield "bomb.zip", _bomb(100 * _MEGABYTE)
    yield (
        "picture.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="//x.example"/></svg>',
    )
    yield "page.pdf", b"<html><script>alert(1)</script></html>"
    yield "..\\..\\name\r\nSet-Cookie: a=b.jpg", b"\xff\xd8\xff" + bytes(4000)


def _png(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "plum").save(file, "JPEG")
    return file.getvalue()


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def _pdf_with_script() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('canary')")
    return _saved(pdf)


def _pdf_with_attachment() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["canary.exe"] = b"MZ canary"
    return _saved(pdf)


def _swollen_pdf(size: int) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pikepdf.Stream(pdf, zlib.compress(bytes(size), 9), Filter=pikepdf.Name.FlateDecode)
    return _saved(pdf)


def _bomb(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../canary", bytes(size))
    return file.getvalue()
