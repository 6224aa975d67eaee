"""Makes the tree of one filling in from the empty form, and lets repeats grow and shrink."""

from collections.abc import Iterator
from datetime import datetime

from whrin.surveys.xpath import Node
from whrin.surveys.xpath.nodes import Kind

from .definition import Blank, Form
from .errors import BadAnswer
from .kinds import read_value

# Positions with more digits than this are nonsense.
_DIGITS = 6


def first_tree(form: Form, now: datetime) -> Node:
    """Return the root of a new filling in: without templates, with the form's first instances of repeats."""
    root = Node("", kind=Kind.ROOT)
    grow(form, form.blank, root, now)
    return root


def grow(form: Form, blank: Blank, parent: Node, now: datetime, place: int | None = None) -> Node:
    """Hang what a blank describes below a node, at a place among its children or as the last; return it."""
    node = Node(blank.name, repeat=blank.repeats)
    node.parent, node.relevant = parent, parent.relevant
    parent.children.insert(len(parent.children) if place is None else place, node)
    for name, text in blank.attributes.items():
        node.add(Node(name.rpartition("}")[2], text, kind=Kind.ATTRIBUTE))
    if blank.text:
        kind = form.bind(path_of(node)).kind
        try:
            node.value = read_value(blank.text, kind, now)
        except BadAnswer:
            node.value = blank.text
    for child in blank.children:
        if not child.is_template:
            grow(form, child, node, now)
    return node


def blank_at(form: Form, path: str) -> Blank | None:
    """Return the blank of a path, of a repeat its template if it has one; None if there is no such place."""
    first, *steps = path.strip("/").split("/")
    if first != form.blank.name:
        return None
    blank = form.blank
    for step in steps:
        alike = [child for child in blank.children if child.name == step]
        if not alike:
            return None
        blank = next((child for child in alike if child.is_template), alike[0])
    return blank


def path_of(node: Node) -> str:
    """Return a node's path, without places."""
    names: list[str] = []
    while node.parent is not None:
        names.append(node.name)
        node = node.parent
    return "/" + "/".join(reversed(names))


def place_of(node: Node) -> str:
    """Return a node's path with the place of each instance of a repeat, such as `/data/site[2]/staff`."""
    steps: list[str] = []
    while node.parent is not None:
        steps.append(f"{node.name}[{node.position()}]" if node.instance_of_repeat else node.name)
        node = node.parent
    return "/" + "/".join(reversed(steps))


def steps_of(place: str) -> Iterator[tuple[str, int]]:
    """Yield the steps of a place such as `/data/site[2]/staff`: name, and position from 1; 0 for nonsense."""
    for step in place.strip("/").split("/"):
        name, bracket, number = step.partition("[")
        number = number.removesuffix("]")
        if not bracket:
            yield name, 1
        else:
            is_number = number.isascii() and number.isdigit() and len(number) < _DIGITS
            yield name, int(number) if is_number else 0


def nodes_at(root: Node, path: str) -> list[Node]:
    """Return all nodes at a path, relevant or not."""
    nodes = [root]
    for step in path.strip("/").split("/"):
        nodes = [child for node in nodes for child in node.children if child.name == step]
    return nodes


def nodes_beside(node: Node, path: str) -> list[Node]:
    """Return the nodes at a path; within the repeats that a node stands in, those of its own instances."""
    above = [node]
    while above[-1].parent is not None:
        above.append(above[-1].parent)
    above.reverse()
    nodes = above[:1]
    for depth, step in enumerate(path.strip("/").split("/"), start=1):
        nodes = [child for parent in nodes for child in parent.children if child.name == step]
        here = above[depth] if depth < len(above) else None
        if here is not None and here.instance_of_repeat and any(other is here for other in nodes):
            nodes = [here]
    return nodes


def below(path: str, node: Node) -> set[str]:
    """Return the paths of a node and of all below."""
    found = {path}
    for child in node.children:
        found |= below(f"{path}/{child.name}", child)
    return found


def leaves(node: Node) -> Iterator[Node]:
    """Yield all places that can hold an answer, in the order of the form."""
    if not node.children:
        yield node
    for child in node.children:
        yield from leaves(child)
