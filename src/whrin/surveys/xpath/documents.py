"""Makes a tree of nodes from an XML document that lxml has read."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from .nodes import Kind, Node

_SPECIAL = {etree.Comment: Kind.COMMENT, etree.ProcessingInstruction: Kind.INSTRUCTION}
_XML = "http://www.w3.org/XML/1998/namespace"


def tree_of(element: Any, prefixes: Mapping[str, str] | None = None) -> Node:
    """Return the root above an element: every value is text, nothing is a repeat.

    Names keep the prefix that the document gives them, a default namespace none; unless `prefixes` has
    another for that namespace. The document must have been read by a parser that resolves no entities.
    """
    root = Node("", kind=Kind.ROOT)
    given = prefixes or {}
    before = list(element.itersiblings(preceding=True))[::-1]
    for part in [*before, element, *element.itersiblings()]:
        _hang(root, part, given)
    return root


def _hang(parent: Node, element: Any, prefixes: Mapping[str, str]) -> None:
    special = _SPECIAL.get(element.tag)
    if special is Kind.INSTRUCTION:
        parent.add(Node(element.target, element.text or "", kind=special))
        return
    if special is not None:
        parent.add(Node("", element.text or "", kind=special))
        return
    name = etree.QName(element)
    space = name.namespace or ""
    node = parent.add(Node(_prefixed(name.localname, prefixes.get(space, element.prefix)), namespace=space))
    spaces = {uri: prefix for prefix, uri in element.nsmap.items() if prefix} | {_XML: "xml"} | dict(prefixes)
    for attribute, value in element.attrib.items():
        key = etree.QName(attribute)
        space = key.namespace or ""
        node.add(
            Node(_prefixed(key.localname, spaces.get(space)), value, kind=Kind.ATTRIBUTE, namespace=space)
        )
    _text(node, element.text)
    for child in element:
        _hang(node, child, prefixes)
        _text(node, child.tail)


def _text(node: Node, text: str | None) -> None:
    if text:
        node.add(Node("", text, kind=Kind.TEXT))


def _prefixed(name: str, prefix: str | None) -> str:
    return f"{prefix}:{name}" if prefix else name
