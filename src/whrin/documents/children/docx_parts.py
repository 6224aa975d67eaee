"""Names and small means for the parts of a DOCX."""

from typing import Any

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Parts = dict[str, bytes]


def w(name: str) -> str:
    """Return a name of Word's as lxml writes it."""
    return f"{{{WORD}}}{name}"


def child(parent: Any, name: str, first: bool = False, **attributes: str) -> Any:
    """Return the child of that name, made where it is missing, with these attributes."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0 if first else len(parent), found)
    for key, value in attributes.items():
        found.set(w(key), value)
    return found


def written(tree: Any) -> bytes:
    """Return a part as it lies in the archive."""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def add_part(parts: Parts, name: str, content: bytes) -> None:
    """Add the head ("header") or the foot ("footer") of pages."""
    parts[f"word/house{name}.xml"] = content
    relate(parts, f"rIdHouse{name}", name, f"house{name}.xml")
    types = etree.fromstring(parts["[Content_Types].xml"])
    told = {"PartName": f"/word/house{name}.xml", "ContentType": f"{_MEDIA}.{name}+xml"}
    etree.SubElement(types, f"{{{TYPES}}}Override", told)
    parts["[Content_Types].xml"] = written(types)


def relate(parts: Parts, identity: str, kind: str, target: str) -> None:
    """Say that the document uses a part."""
    path = "word/_rels/document.xml.rels"
    tree = etree.fromstring(parts[path])
    told = {"Id": identity, "Type": f"{RELATED}/{kind}", "Target": target}
    etree.SubElement(tree, f"{{{RELATIONS}}}Relationship", told)
    parts[path] = written(tree)
