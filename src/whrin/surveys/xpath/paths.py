"""Walks along paths: from a node, step by step, to the nodes that a path means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .environment import Frame
from .nodes import Kind, Node
from .values import Value

Run: TypeAlias = "Callable[[Frame], Value]"
#: A predicate: of some nodes, those that pass.
Sieve: TypeAlias = "Callable[[list[Node], Frame], list[Node]]"
Walk: TypeAlias = "Callable[[Frame], list[Node]]"
_Axis: TypeAlias = "Callable[[Node], Iterable[Node]]"


@dataclass(frozen=True, slots=True)
class Stride:
    """A step that is ready to be walked."""

    axis: str
    test: str
    sieves: tuple[Sieve, ...]

    @property
    def is_plain(self) -> bool:
        """Say whether it takes children by name, and all of them."""
        return self.axis == "child" and not self.sieves and self.test.isidentifier()


def from_here(strides: Sequence[Stride]) -> Walk:
    """Return a walk from where the expression stands."""
    if len(strides) == 1 and strides[0] == Stride("self", "node()", ()):
        return lambda frame: _seen([frame.node])
    steps = [_step(stride) for stride in strides]
    # The way up leads through what is not relevant, too: only where a path ends matters.
    ends_above = bool(strides) and _goes_up(strides[-1])

    def walk(frame: Frame) -> list[Node]:
        nodes = [frame.node]
        for step in steps:
            nodes = step(nodes, frame)
        return _seen(nodes) if ends_above else nodes

    return walk


def from_root(strides: Sequence[Stride]) -> Walk:
    """Return a walk from the root of the form's own instance; within a repeat, along its own instances."""
    steps = [_step(stride) for stride in strides]
    # The steps that may follow the ancestors of where the expression stands.
    along = [stride.test for stride in _leading(strides)]

    def walk(frame: Frame) -> list[Node]:
        # Within a predicate over another instance, "/" still means the form's own.
        own = frame.origin
        nodes, done = _shared(own if _other(frame) else frame.node, along)
        for step in steps[done:]:
            nodes = step(nodes, frame)
        return nodes if done < len(steps) else _seen(nodes)

    return walk


def _other(frame: Frame) -> bool:
    return frame.node is not frame.origin and frame.node.root() is not frame.origin.root()


def _leading(strides: Sequence[Stride]) -> list[Stride]:
    plain: list[Stride] = []
    for stride in strides:
        if not stride.is_plain:
            break
        plain.append(stride)
    return plain


def _shared(node: Node, along: list[str]) -> tuple[list[Node], int]:
    """Return where to begin: the root, or the innermost instance of a repeat that the path goes through."""
    if not along:
        return [node.root()], 0
    above: list[Node] = [node]
    while above[-1].parent is not None:
        above.append(above[-1].parent)
    above.reverse()
    shared = 0
    for depth, name in enumerate(along, start=1):
        if depth >= len(above) or above[depth].name != name:
            break
        if above[depth].instance_of_repeat:
            shared = depth
    return [above[shared]], shared


def from_start(start: Run, sieves: tuple[Sieve, ...], strides: Sequence[Stride]) -> Callable[[Frame], Value]:
    """Return a walk from the nodes that another expression gives."""
    steps = [_step(stride) for stride in strides]

    def walk(frame: Frame) -> Value:
        found = start(frame)
        if not isinstance(found, list):
            return found if not steps and not sieves else []
        nodes = sifted(found, sieves, frame)
        for step in steps:
            nodes = step(nodes, frame)
        return _seen(nodes)

    return walk


def _seen(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.relevant]


def _goes_up(stride: Stride) -> bool:
    return stride.axis == "parent" and stride.test == "node()" and not stride.sieves


def sifted(nodes: list[Node], sieves: Sequence[Sieve], frame: Frame) -> list[Node]:
    """Return the nodes that pass each predicate."""
    for sieve in sieves:
        nodes = sieve(nodes, frame)
    return nodes


def _step(stride: Stride) -> Callable[[list[Node], Frame], list[Node]]:
    if stride.is_plain:
        return _children_named(stride.test)
    if _goes_up(stride):
        return _parents
    axis, takes, sieves = _AXES[stride.axis], _taker(stride), stride.sieves

    def step(nodes: list[Node], frame: Frame) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            near = [other for other in axis(node) if other.relevant and takes(other)]
            found.extend(sifted(near, sieves, frame) if sieves else near)
        return in_order(found) if len(nodes) > 1 or stride.axis in _BACKWARDS else found

    return step


def _children_named(name: str) -> Callable[[list[Node], Frame], list[Node]]:
    def step(nodes: list[Node], _frame: Frame) -> list[Node]:
        if len(nodes) == 1:
            return [child for child in nodes[0].children if child.name == name and child.relevant]
        return [child for node in nodes for child in node.children if child.name == name and child.relevant]

    return step


def _parents(nodes: list[Node], _frame: Frame) -> list[Node]:
    if len(nodes) == 1:
        parent = nodes[0].parent
        return [parent] if parent is not None else []
    return in_order([node.parent for node in nodes if node.parent is not None])


def in_order(nodes: list[Node]) -> list[Node]:
    """Return each node once, in the order of the document."""
    unique = list({id(node): node for node in nodes}.values())
    return unique if len(unique) < 2 else sorted(unique, key=Node.order)


def _taker(stride: Stride) -> Callable[[Node], bool]:
    test = stride.test
    main = Kind.ATTRIBUTE if stride.axis == "attribute" else Kind.ELEMENT
    if test == "node()":
        return lambda _node: True
    if test == "*":
        return lambda node: node.kind is main
    if test.endswith(":*"):
        prefix = test[:-1]
        return lambda node: node.kind is main and node.name.startswith(prefix)
    if test.startswith("processing-instruction("):
        target = test.partition("(")[2].rstrip(")")
        return lambda node: node.kind is Kind.INSTRUCTION and target in {"", node.name}
    kind = {"text()": Kind.TEXT, "comment()": Kind.COMMENT}.get(test)
    if kind is not None:
        return lambda node: node.kind is kind
    return lambda node: node.kind is main and node.name == test


def _parent(node: Node) -> Iterable[Node]:
    return () if node.parent is None else (node.parent,)


def _above(node: Node) -> list[Node]:
    """The ancestors, nearest first."""
    found: list[Node] = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _siblings_after(node: Node) -> list[Node]:
    if node.parent is None or node.kind is Kind.ATTRIBUTE:
        return []
    beside = node.parent.children
    return beside[_place(node, beside) + 1 :]


def _siblings_before(node: Node) -> list[Node]:
    """Nearest first."""
    if node.parent is None or node.kind is Kind.ATTRIBUTE:
        return []
    beside = node.parent.children
    return beside[: _place(node, beside)][::-1]


def _place(node: Node, beside: list[Node]) -> int:
    return next(place for place, other in enumerate(beside) if other is node)


def _with_below(node: Node) -> list[Node]:
    return [node, *node.below()]


def _after(node: Node) -> list[Node]:
    found = [*node.parent.below()] if node.kind is Kind.ATTRIBUTE and node.parent else []
    for higher in [node, *_above(node)]:
        for sibling in _siblings_after(higher):
            found.extend(_with_below(sibling))
    return found


def _before(node: Node) -> list[Node]:
    """Nearest first, without ancestors."""
    found: list[Node] = []
    for higher in [node, *_above(node)]:
        for sibling in _siblings_before(higher):
            found.extend(reversed(_with_below(sibling)))
    return found


_AXES: dict[str, _Axis] = {
    "ancestor": _above,
    "ancestor-or-self": lambda node: [node, *_above(node)],
    "attribute": lambda node: node.attributes,
    "child": lambda node: node.children,
    "descendant": Node.below,
    "descendant-or-self": _with_below,
    "following": _after,
    "following-sibling": _siblings_after,
    "parent": _parent,
    "preceding": _before,
    "preceding-sibling": _siblings_before,
    "self": lambda node: (node,),
}
_BACKWARDS = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})
