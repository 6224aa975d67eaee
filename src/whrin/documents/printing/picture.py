"""A picture by itself, drawn as PNG: for places that take no SVG."""

import json
from pathlib import Path

from lxml import etree

from whrin.documents.printing.document import Document
from whrin.documents.printing.workplace import FONTS, families_of, kinds_of, run_child, workplace
from whrin.kit.days import today

#: What the setter draws at, and what SVG counts in, in points an inch.
_DRAWN, _COUNTED = 200, 96


def picture_of(svg: bytes, *, language: str, width: int) -> bytes:
    """Return an SVG of ours (docs/developer/printing.md) as PNG, `width` pixels wide. Takes about a second.

    Raises `RefusedPicture`, `MissingGlyphs` and other kinds of `PrintingFailed`.
    """
    document = Document(
        title="-", body="-", language=language, author="", date=today(), pictures={"it.svg": svg}
    )
    kinds = kinds_of(document, document.pictures)
    fonts = families_of(document, kinds)
    with workplace(document, kinds) as place:
        path = place / "0.svg"
        tree = etree.fromstring(svg)
        _across, _down, wide, high = map(float, tree.get("viewBox", "0 0 1 1").split())
        tree.set("width", str(width * _COUNTED / _DRAWN))
        tree.set("height", str(width * high / wide * _COUNTED / _DRAWN))
        path.write_bytes(etree.tostring(tree))
        (place / "job.json").write_text(json.dumps({"fonts": fonts}), encoding="utf-8")
        run_child("set_pages", Path("pictures"), place, FONTS)
        return path.with_suffix(".png").read_bytes()
