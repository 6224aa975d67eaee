"""Writes a filling in as the XML that ODK sends: without what is not relevant."""

from typing import Any

from lxml import etree

from whrin.surveys.xpath import Node
from whrin.surveys.xpath.nodes import Kind

from .definition import Form
from .growing import path_of
from .kinds import written_value
from .names import JAVAROSA, ODK, OPENROSA, XFORMS

_PREFIXES = {"orx": OPENROSA, "jr": JAVAROSA, "odk": ODK}


def submission(form: Form, root: Node) -> bytes:
    """Return the XML of a filling in."""
    first = root.children[0]
    space = form.namespace if form.namespace != XFORMS else ""
    used = {name.partition(":")[0] for name in _names(first) if ":" in name}
    spaces: dict[str | None, str] = {prefix: uri for prefix, uri in _PREFIXES.items() if prefix in used}
    if space:
        spaces[None] = space
    element = etree.Element(_name(first.name, space), nsmap=spaces)
    _fill(form, element, first, space)
    written: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return written


def _names(node: Node) -> list[str]:
    return [node.name, *(name for child in node.children for name in _names(child))]


def _name(name: str, space: str) -> str:
    prefix, _, local = name.rpartition(":")
    uri = _PREFIXES.get(prefix, space) if prefix else space
    return f"{{{uri}}}{local}" if uri else local


def _fill(form: Form, element: Any, node: Node, space: str) -> None:
    for attribute in node.attributes:
        if attribute.kind is Kind.ATTRIBUTE:
            element.set(attribute.name, str(attribute.value))
    if not node.children:
        element.text = _clean(written_value(node.value, form.bind(path_of(node)).kind)) or None
    for child in node.children:
        if child.relevant:
            _fill(form, etree.SubElement(element, _name(child.name, space)), child, space)


def _clean(text: str) -> str:
    """Leave out what XML cannot hold: control letters other than spaces and ends of lines."""
    return "".join(letter for letter in text if letter in "\t\n\r" or _is_allowed(letter))


def _is_allowed(letter: str) -> bool:
    return " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
