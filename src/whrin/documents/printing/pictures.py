"""Pictures: only what cannot run, fetch or lead anywhere."""

import re
from collections.abc import Iterator

from lxml import etree

from whrin.documents.printing.errors import RefusedPicture

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title",
    "desc", "defs", "clipPath", "pattern", "use", "symbol", "style", "linearGradient", "stop", "mask",
}  # fmt: skip
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
#: What could fetch: an address in parentheses that is none of this file, an import, a disguise of either.
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|\\|expression\(|javascript:|data:", re.IGNORECASE)
_MOST_ELEMENTS = 50_000


def kind_of(name: str, content: bytes) -> str:
    """Return `svg`, `png` or `jpg`. Raises `RefusedPicture`."""
    for start, kind in _KINDS.items():
        if content.startswith(start):
            return kind
    _svg_tree(name, content)
    return "svg"


def words_in(name: str, content: bytes) -> Iterator[str]:
    """Yield the texts that an SVG draws. Raises `RefusedPicture`."""
    tree = _svg_tree(name, content)
    for element in tree.iter(f"{_SVG}text"):
        yield "".join(element.itertext())


def _svg_tree(name: str, content: bytes) -> etree._Element:
    """Parse an SVG of ours: no document type, no foreign element, no handler, no reference to elsewhere."""
    if b"<!" in content.replace(b"<!--", b"") or b"<?xml-stylesheet" in content:
        raise RefusedPicture(name, "document type")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise RefusedPicture(name, "no picture") from None
    if tree.tag != f"{_SVG}svg":
        raise RefusedPicture(name, "no SVG")
    for number, element in enumerate(tree.iter()):
        fault = "too much" if number > _MOST_ELEMENTS else _fault(element)
        if fault:
            raise RefusedPicture(name, fault)
    return tree


def _fault(element: etree._Element) -> str:
    tag = element.tag
    if tag is etree.Comment:
        return ""
    if not isinstance(tag, str) or tag.removeprefix(_SVG) not in _ELEMENTS:
        return f"element {tag}"
    for name, value in element.attrib.items():
        written, key = str(value), str(name)
        if key.lower().startswith("on") or key.endswith("}base"):
            return f"attribute {key}"
        if key in {"href", _XLINK} and not written.startswith("#"):
            return "reference"
        if _FETCHES.search(written):
            return "reference"
    return "reference" if _FETCHES.search(element.text or "") and tag == f"{_SVG}style" else ""
