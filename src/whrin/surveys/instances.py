"""Filled-in forms as XML: read with mistrust, rid of what nobody asked for, told apart from others.

Pure: bytes in, records out. Used for what phones send and for what is filled in on the web.
"""

import copy
import hashlib
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from lxml import etree

from whrin.surveys.xform.documents import careful_parser

#: Bytes of an answer without its files; elements within elements; elements in all.
LARGEST, DEEPEST, MOST = 2 * 1024**2, 60, 50_000
#: Letters of a form's name, of a version, of an ID.
LONGEST = 255
_ROOT_SAYS = {"id", "version"}


class NotAnAnswer(Exception):
    """What was sent is no filled-in form."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be read as a filled-in form. Nothing was kept of it."))


@dataclass(frozen=True)
class Instance:
    """A filled-in form. `deprecated_id`: what it replaces; empty for a new one."""

    root: etree._Element
    form_id: str
    version: str
    instance_id: str
    deprecated_id: str


def read_instance(xml: bytes) -> Instance:
    """Return the filled-in form in these bytes; one without an ID is given one. Raises `NotAnAnswer`."""
    root = _root_of(xml)
    form_id, version = root.get("id", "").strip(), root.get("version", "").strip()
    if not form_id or root.get("encrypted"):
        raise NotAnAnswer
    for name in root.attrib:
        if name not in _ROOT_SAYS:
            del root.attrib[name]
    instance_id, deprecated_id = _in_meta(root, "instanceID"), _in_meta(root, "deprecatedID")
    if max(map(len, (form_id, version, instance_id, deprecated_id))) > LONGEST:
        raise NotAnAnswer
    if not instance_id:
        instance_id = f"uuid:{uuid.uuid4()}"
        name_instance(root, instance_id)
    return Instance(root, form_id, version, instance_id, deprecated_id)


def name_instance(root: etree._Element, instance_id: str, deprecated_id: str = "") -> None:
    """Write into a filled-in form which it is, and which it replaces, in place of what stood there."""
    meta = _meta(root)
    if meta is None:
        meta = etree.SubElement(root, etree.QName(etree.QName(root).namespace, "meta"))
    _say(meta, "instanceID", instance_id)
    _say(meta, "deprecatedID", deprecated_id)


def without_traces(instance: Instance, traces: Mapping[str, str], kept: Collection[str] = ()) -> bytes:
    """Return the XML (UTF-8) with each trace emptied that is not `kept`. `traces`: path to trace."""
    root = copy.deepcopy(instance.root)
    doomed = {path for path, trace in traces.items() if trace not in kept}
    if doomed:
        for path, element in _walk(root):
            if path in doomed:
                _empty(element)
    return bytes(etree.tostring(root, encoding="UTF-8"))


def canonical_digest(xml: bytes) -> bytes:
    """Return SHA-256 of the canonical form (C14N 2.0): the same for what differs in spelling alone."""
    said = etree.tostring(etree.fromstring(xml, careful_parser()), method="c14n2")
    return hashlib.sha256(said).digest()


def files_named(instance: Instance, uploads: Collection[str]) -> list[str]:
    """Return the names of the files that the answers at these paths speak of, each once."""
    wanted = set(uploads)
    named = (element.text for path, element in _walk(instance.root) if path in wanted)
    return list(dict.fromkeys(name for text in named if (name := last_part(text or ""))))


def answers_in(root: etree._Element) -> dict[str, str]:
    """Return what was answered by place, such as `/data/site[2]/staff`, empty answers too; without `meta`.

    Where something stands once, its place has no number: that is also how a first one is called.
    """
    answers: dict[str, str] = {}
    waiting = [(f"/{local(root)}", root)]
    while waiting:
        place, element = waiting.pop()
        inside: list[tuple[str, etree._Element]] = []
        seen: dict[str, int] = {}
        for child in children(element):
            name = local(child)
            seen[name] = seen.get(name, 0) + 1
            if element is not root or name != "meta":
                number = f"[{seen[name]}]" if seen[name] > 1 else ""
                inside.append((f"{place}/{name}{number}", child))
        if not inside and element is not root:
            answers[place] = element.text or ""
        waiting.extend(reversed(inside))
    return answers


def last_part(name: str) -> str:
    """Return a file's name without the folders before it, at most 255 letters of it."""
    return name.replace("\\", "/").rpartition("/")[2].replace("\x00", "").strip()[-LONGEST:]


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements in an element; comments are none."""
    return iter(element.iterchildren(tag=etree.Element))


def _root_of(xml: bytes) -> etree._Element:
    # Refused before parsing: an answer has no document type, and so no entities. Other encodings than
    # UTF-8 could hide one.
    if len(xml) > LARGEST or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml:
        raise NotAnAnswer
    try:
        root = etree.fromstring(xml, careful_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise NotAnAnswer from None
    tree = root.getroottree()
    if tree.docinfo.doctype or (tree.docinfo.encoding or "UTF-8").upper() not in {"UTF-8", "US-ASCII"}:
        raise NotAnAnswer
    if sum(1 for _element in root.iter(tag=etree.Element)) > MOST:
        raise NotAnAnswer
    if any(path.count("/") > DEEPEST for path, _element in _walk(root)):
        raise NotAnAnswer
    return root


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield each element with its path, without namespaces: `/data/site/photo`."""
    waiting = [(f"/{local(root)}", root)]
    while waiting:
        path, element = waiting.pop()
        yield path, element
        waiting.extend((f"{path}/{local(child)}", child) for child in reversed(list(children(element))))


def _meta(root: etree._Element) -> etree._Element | None:
    return next((child for child in children(root) if local(child) == "meta"), None)


def _in_meta(root: etree._Element, name: str) -> str:
    meta = _meta(root)
    found = () if meta is None else (child.text or "" for child in children(meta) if local(child) == name)
    return next(iter(found), "").strip()


def _say(meta: etree._Element, name: str, text: str) -> None:
    place = next((child for child in children(meta) if local(child) == name), None)
    if place is None and text:
        place = etree.SubElement(meta, etree.QName(etree.QName(meta).namespace, name))
    if place is not None:
        place.text = text


def _empty(element: etree._Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
