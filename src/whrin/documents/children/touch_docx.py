"""What pandoc leaves to be done on a DOCX: our looks, head and foot, right to left throughout, pictures."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NAMES = {"w": _W, "r": _R, "a": _A, "pic": _PIC}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Width and height in twentieths of a point.
_PAPERS = {"a4": ("11906", "16838"), "letter": ("12240", "15840")}
_MARGIN = 1134
Parts = dict[str, bytes]


def w(name: str) -> str:
    """Return a name of Word's as lxml writes it."""
    return f"{{{_W}}}{name}"


def touch_docx(parts: Parts, job: dict[str, Any], folder: Path) -> None:
    """Change the parts of a DOCX. `folder` has `styles.json` and a PNG for each picture that is an SVG."""
    is_rtl = job["direction"] == "rtl"
    _style(parts, json.loads((folder / "styles.json").read_text(encoding="utf-8")), job)
    tree = etree.fromstring(parts["word/document.xml"])
    body = tree.find(w("body"))
    _drop_author(body)
    _break_pages(body)
    for table in body.iter(w("tbl")):
        _widen(table, is_rtl=is_rtl)
    if is_rtl:
        for paragraph in body.iter(w("p")):
            _turn(paragraph)
    _name_pictures(tree)
    _frame(parts, body, job, is_rtl=is_rtl)
    _add_drawings(parts, tree, folder)
    _forget_maker(parts, job)
    parts["word/document.xml"] = _written(tree)


def _forget_maker(parts: Parts, job: dict[str, Any]) -> None:
    """Leave no name of a program; the days are the document's own."""
    for name in ("docProps/app.xml", "docProps/custom.xml"):
        tree = etree.fromstring(parts[name])
        for one in list(tree):
            tree.remove(one)
        parts[name] = _written(tree)
    core = etree.fromstring(parts["docProps/core.xml"])
    for one in core:
        if etree.QName(one).localname in {"created", "modified"}:
            one.text = f"{job['day']}T00:00:00Z"
    parts["docProps/core.xml"] = _written(core)


def _written(tree: Any) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _child(parent: Any, name: str, first: bool = False, **attributes: str) -> Any:
    """Return the child of that name, made where it is missing, with these attributes."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0 if first else len(parent), found)
    for key, value in attributes.items():
        found.set(w(key), value)
    return found


def _style(parts: Parts, styles: dict[str, Any], job: dict[str, Any]) -> None:
    """Give the styles our sizes and colours, and the document its language."""
    tree = etree.fromstring(parts["word/styles.xml"])
    for fonts in tree.iter(w("rFonts")):
        fonts.attrib.clear()
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(w(key), styles["font"])
    default = tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    _look(default, styles["default"])
    _child(default, "lang", val=job["language"], bidi=job["language"])
    for style in tree.iter(w("style")):
        told = styles["styles"].get(style.get(w("styleId")))
        if told:
            _look(_child(style, "rPr"), told)
            if "before" in told:
                paragraph = style.find(w("pPr"))
                if paragraph is None:
                    paragraph = etree.Element(w("pPr"))
                    style.insert(list(style).index(style.find(w("rPr"))), paragraph)
                _child(paragraph, "spacing", before=told["before"], after=told["after"])
                for alignment in paragraph.findall(w("jc")):
                    paragraph.remove(alignment)
    parts["word/styles.xml"] = _written(tree)


def _look(run: Any, told: dict[str, str]) -> None:
    """Write size (half points), colour and weight in the order that the schema wants."""
    for name in ("b", "bCs", "i", "iCs", "color", "sz", "szCs"):
        for old in run.findall(w(name)):
            run.remove(old)
    fonts = run.find(w("rFonts"))
    at = 0 if fonts is None else list(run).index(fonts) + 1
    wanted: list[tuple[str, dict[str, str]]] = []
    if told.get("weight") == "bold":
        wanted += [("b", {}), ("bCs", {})]
    wanted += [("color", {"val": told["colour"]})] if "colour" in told else []
    wanted += [("sz", {"val": told["size"]}), ("szCs", {"val": told["size"]})] if "size" in told else []
    for offset, (name, attributes) in enumerate(wanted):
        element = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
        run.insert(at + offset, element)


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
            properties = _child(following, "pPr", first=True)
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
    if any("lang" in etree.QName(one).localname and one.get(w("val")) for one in _languages(paragraph)):
        return
    properties = _child(paragraph, "pPr", first=True)
    if properties.find(w("bidi")) is None:
        # The schema has an order: before spacing, indents and alignment, behind style and page breaks.
        at = sum(
            etree.QName(one).localname in {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr"}
            for one in properties
        )
        properties.insert(at, etree.Element(w("bidi")))


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


def _frame(parts: Parts, body: Any, job: dict[str, Any], *, is_rtl: bool) -> None:
    """Add the head and the foot of every page, its size and its edges."""
    section = body.find(w("sectPr"))
    for old in list(section):
        section.remove(old)
    for name in ("header", "footer"):
        reference = etree.SubElement(section, w(f"{name}Reference"), {w("type"): "default"})
        reference.set(f"{{{_R}}}id", f"rIdHouse{name}")
        _add_part(parts, name, _frame_part(name, job, is_rtl=is_rtl))
    width, height = _PAPERS[job["sheet"]]
    etree.SubElement(section, w("pgSz"), {w("w"): width, w("h"): height})
    edges = {w(side): str(_MARGIN) for side in ("left", "right")}
    edges |= {w("top"): "1361", w("bottom"): "1304", w("header"): "624", w("footer"): "624", w("gutter"): "0"}
    etree.SubElement(section, w("pgMar"), edges)
    if is_rtl:
        etree.SubElement(section, w("bidi"))


def _frame_part(name: str, job: dict[str, Any], *, is_rtl: bool) -> bytes:
    root = etree.Element(w("hdr" if name == "header" else "ftr"), nsmap={"w": _W, "r": _R})
    paragraph = etree.SubElement(root, w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    borders = etree.SubElement(properties, w("pBdr"))
    line = {w("val"): "single", w("sz"): "4", w("space"): "4", w("color"): "B9AEBD"}
    etree.SubElement(borders, w("bottom" if name == "header" else "top"), line)
    tabs = etree.SubElement(properties, w("tabs"))
    edge = str(int(_PAPERS[job["sheet"]][0]) - 2 * _MARGIN)
    etree.SubElement(tabs, w("tab"), {w("val"): "right", w("pos"): edge})
    if is_rtl:
        etree.SubElement(properties, w("bidi"))
    if name == "header":
        _say(paragraph, job["author"], is_bold=True)
        _say(paragraph, job["date_words"], tab=True, is_rtl=is_rtl)
        return _written(root)
    _say(paragraph, " · ".join(one for one in (job["source"], job["licence"]) if one))
    _say(paragraph, "", tab=True)
    _count(paragraph, "PAGE")
    _say(paragraph, " / ")
    _count(paragraph, "NUMPAGES")
    return _written(root)


def _say(
    paragraph: Any, words: str, *, tab: bool = False, is_bold: bool = False, is_rtl: bool = False
) -> Any:
    run = etree.SubElement(paragraph, w("r"))
    properties = etree.SubElement(run, w("rPr"))
    if is_bold:
        etree.SubElement(properties, w("b"))
    etree.SubElement(properties, w("color"), {w("val"): "5F5067"})
    etree.SubElement(properties, w("sz"), {w("val"): "16"})
    etree.SubElement(properties, w("szCs"), {w("val"): "16"})
    if is_rtl:
        etree.SubElement(properties, w("rtl"))
    if tab:
        etree.SubElement(run, w("tab"))
    text = etree.SubElement(run, w("t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _count(paragraph: Any, field: str) -> None:
    """Add a number that Word fills in."""
    simple = etree.SubElement(paragraph, w("fldSimple"), {w("instr"): f" {field} "})
    simple.append(_say(simple, "1"))


def _add_part(parts: Parts, name: str, content: bytes) -> None:
    parts[f"word/house{name}.xml"] = content
    _relate(parts, f"rIdHouse{name}", name, f"house{name}.xml")
    types = etree.fromstring(parts["[Content_Types].xml"])
    told = {"PartName": f"/word/house{name}.xml", "ContentType": f"{_WORD}.{name}+xml"}
    etree.SubElement(types, f"{{{_TYPES}}}Override", told)
    parts["[Content_Types].xml"] = _written(types)


def _relate(parts: Parts, identity: str, kind: str, target: str) -> None:
    path = "word/_rels/document.xml.rels"
    tree = etree.fromstring(parts[path])
    told = {"Id": identity, "Type": f"{_R}/{kind}", "Target": target}
    etree.SubElement(tree, f"{{{_RELATIONS}}}Relationship", told)
    parts[path] = _written(tree)


def _add_drawings(parts: Parts, tree: Any, folder: Path) -> None:
    """Put a PNG beside each SVG, for programs that read none; the SVG stays for those that do."""
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in relations}
    drawn = {(folder / path.name).with_suffix(".svg").read_bytes(): path for path in folder.glob("*.png")}
    added = False
    for blip in tree.iter(f"{{{_A}}}blip"):
        vector = next((one for one in blip.iter() if etree.QName(one).localname == "svgBlip"), None)
        identity = "" if vector is None else vector.get(f"{{{_R}}}embed")
        path = drawn.get(parts.get(f"word/{targets.get(identity)}", b""))
        if path is None or blip.get(f"{{{_R}}}embed"):
            continue
        parts[f"word/media/{identity}.png"] = path.read_bytes()
        _relate(parts, f"{identity}png", "image", f"media/{identity}.png")
        blip.set(f"{{{_R}}}embed", f"{identity}png")
        added = True
    if added:
        types = etree.fromstring(parts["[Content_Types].xml"])
        types.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension="png", ContentType="image/png"))
        parts["[Content_Types].xml"] = _written(types)
