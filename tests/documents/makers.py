"""Files as strangers send them, made here: none is kept in the repository."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
from fpdf import FPDF
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, PngImagePlugin

#: What no stored file may hold. Where it was taken, who made it, what would run.
CANARY = "Canary Jane Doe, 12 Hidden Street"


def report(path: Path, pages: int = 1, words: str = "Women and harm reduction. ") -> Path:
    """Write a PDF with a text layer, its maker's name in its properties, a bookmark and two links."""
    pdf = FPDF()
    pdf.set_lang("sw")
    pdf.set_author(CANARY)
    pdf.set_title(CANARY)
    pdf.set_font("helvetica", size=12)
    for number in range(pages):
        pdf.add_page()
        pdf.start_section(f"Part {number + 1}")
        pdf.multi_cell(0, 6, f"Page {number + 1}. " + words * 30)
    pdf.cell(40, 10, "outside", link="https://example.org/")
    pdf.cell(40, 10, "inside", link=pdf.add_link(page=1))
    pdf.output(str(path))
    return path


def with_tags(path: Path) -> Path:
    """Give the report the tags, the mark and the language that a screen reader needs."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        paragraph = pdf.make_indirect(
            Dictionary(S=Name.P, Pg=pdf.pages[0].obj, K=0, Alt=String("A paragraph"))
        )
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([paragraph])))
        paragraph.P = tree
        pdf.Root.StructTreeRoot = tree
        pdf.Root.Lang = String("ar")
        pdf.save(path)
    return path


def with_everything_forbidden(path: Path) -> Path:
    """Put scripts, attachments, forms, notes and metadata of every kind into the report."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))
        page = pdf.pages[0].obj
        with pdf.open_metadata() as xmp:
            xmp["dc:creator"] = [CANARY]
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.attachments["secret.txt"] = CANARY.encode()
        pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
        attached = pdf.make_stream(CANARY.encode(), Type=Name.EmbeddedFile)
        spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=attached)))
        pdf.Root.AF = Array([spec])
        page.AF = Array([spec])
        page.AA = Dictionary(O=script)
        page.PieceInfo = Dictionary(Tool=Dictionary(Private=String(CANARY)))
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(f"<xfa>{CANARY}</xfa>".encode()), Fields=Array([]))
        box = Array([0, 0, 50, 50])
        notes = [
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=box, Contents=String(CANARY)),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box, FS=spec),
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=script),
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.Launch, F=String("/bin/sh"))
            ),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=box,
                A=Dictionary(S=Name.URI, URI=String("java\tscript:alert(1)")),
            ),
        ]
        page.Annots = Array([*page.get("/Annots", Array([])), *map(pdf.make_indirect, notes)])
        pdf.save(path)
    return path


def with_photograph(path: Path) -> Path:
    """Put a photograph that knows where it was taken onto the first page."""
    photograph = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(photograph, "JPEG", exif=exif_with_position())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        picture = Stream(pdf, photograph.getvalue())
        picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Name.DCTDecode
        picture.Width, picture.Height, picture.BitsPerComponent = 40, 30, 8
        picture.ColorSpace = Name.DeviceRGB
        resources = pdf.pages[0].obj.Resources
        # The name is one that would be forbidden as a key elsewhere.
        resources.XObject = Dictionary(AF=pdf.make_indirect(picture))
        pdf.pages[0].contents_add(b"q 40 0 0 30 0 0 cm /AF Do Q")
        pdf.save(path)
    return path


def locked(path: Path, password: str = "open sesame") -> Path:
    """Lock the report with a password; an empty one only forbids changes."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=password))
    return path


def endless(path: Path) -> Path:
    """Make a page tree whose kid is its own parent."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pages = pdf.Root.Pages
        branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1))
        branch.Kids = Array([branch, pages])
        pages.Kids = Array([branch])
        pdf.save(path)
    return path


def exif_with_position() -> bytes:
    """Return EXIF with a maker's name, a position and a turn by ninety degrees."""
    exif = Image.Exif()
    exif[0x013B] = CANARY
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (1.0, 17.0, 31.0), 3: "E", 4: (36.0, 49.0, 19.0)})
    return exif.tobytes()


def picture(kind: str, size: tuple[int, int] = (80, 40)) -> bytes:
    """Return a picture with EXIF, position, comments and XMP. Left half red, right half blue, before
    turning.
    """
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    written = io.BytesIO()
    xmp = f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", CANARY)
        texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
        image.save(written, "PNG", pnginfo=texts, exif=exif_with_position())
    else:
        extra = {"comment": CANARY.encode()} if kind == "JPEG" else {}
        image.save(written, kind, exif=exif_with_position(), xmp=xmp, **extra)
    return written.getvalue()


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """Return a PNG of a few hundred bytes that declares 400 million pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
