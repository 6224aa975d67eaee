"""What expressions look at: a light tree of nodes with values."""

from collections.abc import Iterator
from enum import IntEnum

from .values import Scalar, to_text


class Kind(IntEnum):
    """What a node is. A form's own instance has elements and attributes alone."""

    ROOT = 0
    ELEMENT = 1
    ATTRIBUTE = 2
    TEXT = 3
    COMMENT = 4
    INSTRUCTION = 5


class Node:
    """One place of a tree: its name, its value, its children.

    `value` is typed as the form's binding says: text, float, bool or a datetime with a zone; "" where
    nothing was answered. An element with children has no value of its own. `relevant` is the whole truth,
    ancestors counted in: nodes that are not relevant are not seen by any path. `is_wanted` is what its own
    rule says, for who keeps the tree. `instance_of_repeat` marks the instances of a repeat: paths from the
    root to questions of the same instance stay within it, as in JavaRosa.
    """

    __slots__ = (
        "attributes",
        "children",
        "instance_of_repeat",
        "is_wanted",
        "kind",
        "name",
        "namespace",
        "parent",
        "relevant",
        "value",
    )

    def __init__(
        self,
        name: str,
        value: Scalar = "",
        *,
        kind: Kind = Kind.ELEMENT,
        namespace: str = "",
        repeat: bool = False,
    ) -> None:
        self.name = name
        self.namespace = namespace
        self.kind = kind
        self.value = value
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.relevant = True
        self.is_wanted = True
        self.instance_of_repeat = repeat

    def add(self, child: "Node") -> "Node":
        """Hang a child below this node, as the last; an attribute among its attributes; return the child."""
        child.parent = self
        (self.attributes if child.kind is Kind.ATTRIBUTE else self.children).append(child)
        return child

    def root(self) -> "Node":
        """Return the highest node above this one."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def position(self) -> int:
        """Return which of its siblings of the same name it is, counted from 1."""
        if self.parent is None:
            return 1
        count = 0
        for sibling in self.parent.children:
            count += sibling.name == self.name and sibling.kind is self.kind
            if sibling is self:
                break
        return max(count, 1)

    def below(self) -> Iterator["Node"]:
        """Yield every node below, in the order of the document; attributes are not below."""
        for child in self.children:
            yield child
            yield from child.below()

    def content(self) -> Scalar:
        """Return its value; of an element in a document that was read, the text of all that is below.

        A group of a form's own instance has no texts below, and so is "", as in JavaRosa.
        """
        if not self.children or self.value != "":
            return self.value
        return "".join(to_text(node.value) for node in self.below() if node.kind is Kind.TEXT)

    def order(self) -> tuple[tuple[int, int], ...]:
        """Return a key that sorts nodes in the order of the document, attributes before children."""
        steps: list[tuple[int, int]] = []
        node = self
        while node.parent is not None:
            beside = node.parent.attributes if node.kind is Kind.ATTRIBUTE else node.parent.children
            place = next(number for number, other in enumerate(beside) if other is node)
            steps.append((0 if node.kind is Kind.ATTRIBUTE else 1, place))
            node = node.parent
        return tuple(reversed(steps))
