"""What pandoc leaves to be done on a DOCX: our looks, head and foot, right to left throughout, pictures."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from whrin.documents.children.docx_frame import set_frame
from whrin.documents.children.docx_parts import RELATED, TYPES, Parts, child, relate, w, written
from whrin.documents.children.docx_styles import set_styles

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def touch_docx(parts: Parts, job: dict[str, Any], folder: Path) -> None:
    """Change the parts of a DOCX. `folder` has `styles.json` and a PNG for each picture that is an SVG."""
    is_rtl = job["direction"] == "rtl"
    set_styles(parts, json.loads((folder / "styles.json").read_text(encoding="utf-8")), job)
    tree = etree.fromstring(parts["word/document.xml"])
    body = tree.find(w("body"))
    _drop_author(body)
    _break_pages(body)
    for table in body.iter(w("tbl")):
        _widen(table, is_rtl=is_rtl)
    if is_rtl:
        for paragraph in body.iter(w("p")):
            _turn(paragraph)
        _turn_footnotes(parts)
    _name_pictures(tree)
    set_frame(parts, body, job, is_rtl=is_rtl)
    _add_drawings(parts, tree, folder)
    _forget_maker(parts, job)
    parts["word/document.xml"] = written(tree)


def _forget_maker(parts: Parts, job: dict[str, Any]) -> None:
    """Leave no name of a program; the days are the document's own."""
    for name in ("docProps/app.xml", "docProps/custom.xml"):
        tree = etree.fromstring(parts[name])
        for one in list(tree):
            tree.remove(one)
        parts[name] = written(tree)
    core = etree.fromstring(parts["docProps/core.xml"])
    for one in core:
        if etree.QName(one).localname in {"created", "modified"}:
            one.text = f"{job['day']}T00:00:00Z"
    parts["docProps/core.xml"] = written(core)


def _style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else str(found.get(w("val")))


def _drop_author(body: Any) -> None:
    """Take out what stands in the head of every page."""
    for paragraph in list(body.findall(w("p"))):
        if _style_of(paragraph) in {"Author", "Date"}:
            body.remove(paragraph)


def _break_pages(body: Any) -> None:
    """Begin a page where a mark stands, and take the mark out."""
    for mark in [one for one in body.iter(w("p")) if _style_of(one) == "NewPageHere"]:
        following = mark.getnext()
        while following is not None and following.tag != w("p"):
            following = following.getnext()
        if following is not None:
            properties = child(following, "pPr", first=True)
            at = 1 if properties.find(w("pStyle")) is not None else 0
            properties.insert(at, etree.Element(w("pageBreakBefore")))
        mark.getparent().remove(mark)


def _widen(table: Any, *, is_rtl: bool) -> None:
    """Let a table fill the line, from the right where the text does."""
    properties = table.find(w("tblPr"))
    width = properties.find(w("tblW"))
    width.set(w("type"), "pct")
    width.set(w("w"), "5000")
    if is_rtl:
        style = properties.find(w("tblStyle"))
        style.addnext(etree.Element(w("bidiVisual")))


def _turn(paragraph: Any) -> None:
    """Have a paragraph run from right to left, unless it is in a language that does not."""
    if any(one.get(w("val")) for one in _languages(paragraph)):
        return
    properties = child(paragraph, "pPr", first=True)
    if properties.find(w("bidi")) is None:
        # The schema has an order: before spacing, indents and alignment, behind style and page breaks.
        at = sum(
            etree.QName(one).localname in {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr"}
            for one in properties
        )
        properties.insert(at, etree.Element(w("bidi")))


def _turn_footnotes(parts: Parts) -> None:
    name = "word/footnotes.xml"
    notes = etree.fromstring(parts[name])
    for note in notes.iterfind(w("footnote")):
        if note.get(w("type")) is None:  # the others are lines between text and notes
            for paragraph in note.iter(w("p")):
                _turn(paragraph)
    parts[name] = written(notes)


def _languages(paragraph: Any) -> Iterator[Any]:
    runs = [run for run in paragraph.iter(w("r")) if "".join(run.itertext()).strip()]
    told = [run.find(f"{w('rPr')}/{w('lang')}") for run in runs]
    if told and all(one is not None for one in told):
        yield from told


def _name_pictures(tree: Any) -> None:
    """Leave the words for a picture, and not the picture as words."""
    for shape in tree.iter(f"{{{_PIC}}}cNvPr"):
        shape.set("descr", "")
        shape.attrib.pop("descr")


def _add_drawings(parts: Parts, tree: Any, folder: Path) -> None:
    """Put a PNG beside each SVG, for programs that read none; the SVG stays for those that do."""
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in relations}
    drawn = {(folder / path.name).with_suffix(".svg").read_bytes(): path for path in folder.glob("*.png")}
    added = False
    for blip in tree.iter(f"{{{_A}}}blip"):
        vector = next((one for one in blip.iter() if etree.QName(one).localname == "svgBlip"), None)
        identity = "" if vector is None else vector.get(f"{{{RELATED}}}embed")
        path = drawn.get(parts.get(f"word/{targets.get(identity)}", b""))
        if path is None or blip.get(f"{{{RELATED}}}embed"):
            continue
        parts[f"word/media/{identity}.png"] = path.read_bytes()
        relate(parts, f"{identity}png", "image", f"media/{identity}.png")
        blip.set(f"{{{RELATED}}}embed", f"{identity}png")
        added = True
    if added:
        types = etree.fromstring(parts["[Content_Types].xml"])
        types.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension="png", ContentType="image/png"))
        parts["[Content_Types].xml"] = written(types)
