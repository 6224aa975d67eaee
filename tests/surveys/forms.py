"""A small reader of forms for tests: instances as trees, values typed by their bindings, repeats marked."""

from datetime import UTC, datetime
from typing import Any

from lxml import etree

from whrin.surveys.xpath import Environment, Node
from whrin.surveys.xpath.documents import tree_of
from whrin.surveys.xpath.moments import moment_of
from whrin.surveys.xpath.nodes import Kind
from whrin.surveys.xpath.values import Scalar

CLOCK = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
_X = "{http://www.w3.org/2002/xforms}"


def read_form(source: str, zone: Any = UTC) -> tuple[Node, Environment]:
    """Return the root of a form's own instance, and a world with its other instances."""
    model = etree.fromstring(source.encode(), etree.XMLParser(resolve_entities=False))
    own, *others = model.iter(f"{_X}instance")
    types = {bind.get("nodeset"): bind.get("type") for bind in model.iter(f"{_X}bind")}
    repeats = {repeat.get("nodeset") for repeat in model.iter(f"{_X}repeat")}
    root = Node("", kind=Kind.ROOT)
    _copy(own[0], root, types, repeats, zone)
    instances = {}
    for instance in others:
        instances[instance.get("id")] = tree_of(instance[0])
    return root, Environment(zone, lambda: CLOCK, instances)


def _copy(element: Any, parent: Node, types: Any, repeats: set[Any], zone: Any) -> None:
    node = parent.add(Node(etree.QName(element).localname))
    names: list[str] = []
    above: Node | None = node
    while above is not None and above.parent is not None:
        names.append(above.name)
        above = above.parent
    path = "/" + "/".join(reversed(names))
    node.instance_of_repeat = path in repeats
    for name, value in element.attrib.items():
        node.add(Node(name, value, kind=Kind.ATTRIBUTE))
    if len(element) == 0:
        node.value = _typed(element.text or "", types.get(path), zone)
    for child in element:
        _copy(child, node, types, repeats, zone)


def _typed(text: str, kind: str | None, zone: Any) -> Scalar:
    if kind == "int":
        return float(text)
    if kind in {"date", "dateTime"}:
        return moment_of(text, zone) or ""
    if kind in {"geopoint", "geoshape"}:
        points = [[float(number) for number in point.split()] for point in text.split(";")]
        return "; ".join(" ".join(map(str, [*point, 0.0, 0.0][:4])) for point in points)
    return text


def at(root: Node, path: str) -> Node:
    """Return the node at a path with positions, such as `/data/r[2]/x`."""
    node = root
    for step in path.strip("/").split("/"):
        name, _, place = step.rstrip("]").partition("[")
        node = [child for child in node.children if child.name == name][int(place or 1) - 1]
    return node
