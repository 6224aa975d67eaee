"""Head and foot of every page of a DOCX, its size and its edges."""

from typing import Any

from lxml import etree

from whrin.documents.children.docx_parts import RELATED, WORD, Parts, add_part, w, written

#: Width and height in twentieths of a point.
_PAPERS = {"a4": ("11906", "16838"), "letter": ("12240", "15840")}
_MARGIN = 1134


def set_frame(parts: Parts, body: Any, job: dict[str, Any], *, is_rtl: bool) -> None:
    """Add the head and the foot of every page, its size and its edges."""
    section = body.find(w("sectPr"))
    for old in list(section):
        section.remove(old)
    for name in ("header", "footer"):
        reference = etree.SubElement(section, w(f"{name}Reference"), {w("type"): "default"})
        reference.set(f"{{{RELATED}}}id", f"rIdHouse{name}")
        add_part(parts, name, _frame_part(name, job, is_rtl=is_rtl))
    width, height = _PAPERS[job["sheet"]]
    etree.SubElement(section, w("pgSz"), {w("w"): width, w("h"): height})
    edges = {w(side): str(_MARGIN) for side in ("left", "right")}
    edges |= {w("top"): "1361", w("bottom"): "1304", w("header"): "624", w("footer"): "624", w("gutter"): "0"}
    etree.SubElement(section, w("pgMar"), edges)
    if is_rtl:
        etree.SubElement(section, w("bidi"))


def _frame_part(name: str, job: dict[str, Any], *, is_rtl: bool) -> bytes:
    root = etree.Element(w("hdr" if name == "header" else "ftr"), nsmap={"w": WORD, "r": RELATED})
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
        return written(root)
    _say(paragraph, " · ".join(one for one in (job["source"], job["licence"]) if one))
    _say(paragraph, "", tab=True)
    _count(paragraph, "PAGE")
    _say(paragraph, " / ")
    _count(paragraph, "NUMPAGES")
    return written(root)


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
