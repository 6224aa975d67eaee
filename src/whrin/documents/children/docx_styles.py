"""Our sizes and colours in the styles of a DOCX, and the document's language."""

from typing import Any

from lxml import etree

from whrin.documents.children.docx_parts import Parts, child, w, written


def set_styles(parts: Parts, styles: dict[str, Any], job: dict[str, Any]) -> None:
    """Give the styles our sizes and colours, and the document its language."""
    tree = etree.fromstring(parts["word/styles.xml"])
    for fonts in tree.iter(w("rFonts")):
        fonts.attrib.clear()
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(w(key), styles["font"])
    default = tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    _look(default, styles["default"])
    child(default, "lang", val=job["language"], bidi=job["language"])
    for style in tree.iter(w("style")):
        told = styles["styles"].get(style.get(w("styleId")))
        if told:
            _look(child(style, "rPr"), told)
            _space(style, told)
    # Word refuses a file whose properties do not stand in the order of the schema.
    for name, order in styles["order"].items():
        for properties in tree.iter(w(name)):
            _sort(properties, order.split())
    parts["word/styles.xml"] = written(tree)


def _look(run: Any, told: dict[str, str]) -> None:
    """Write weight, colour and size (half points)."""
    for name in ("b", "bCs", "i", "iCs", "color", "sz", "szCs"):
        for old in run.findall(w(name)):
            run.remove(old)
    if told.get("weight") == "bold":
        child(run, "b")
        child(run, "bCs")
    if "colour" in told:
        child(run, "color", val=told["colour"])
    if "size" in told:
        child(run, "sz", val=told["size"])
        child(run, "szCs", val=told["size"])


def _space(style: Any, told: dict[str, str]) -> None:
    """Write the space before and behind (twentieths of a point); every paragraph begins where lines begin."""
    if "before" not in told:
        return
    paragraph = style.find(w("pPr"))
    if paragraph is None:
        paragraph = etree.Element(w("pPr"))
        style.find(w("rPr")).addprevious(paragraph)
    child(paragraph, "spacing", before=told["before"], after=told["after"])
    for alignment in paragraph.findall(w("jc")):
        paragraph.remove(alignment)


def _sort(properties: Any, order: list[str]) -> None:
    known = {name: place for place, name in enumerate(order)}
    properties[:] = sorted(properties, key=lambda one: known.get(etree.QName(one).localname, len(order)))
