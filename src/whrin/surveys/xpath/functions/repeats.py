"""The function that picks one instance of a repeat."""

from collections.abc import Sequence

from whrin.surveys.xpath.compiled import Compiled, Gives, number_of
from whrin.surveys.xpath.environment import Frame
from whrin.surveys.xpath.errors import Code, ExpressionError
from whrin.surveys.xpath.nodes import Node
from whrin.surveys.xpath.syntax import Call, Path, Syntax

from .register import form

#: A path as the names of its steps, from the root.
Names = tuple[str, ...]


@form("indexed-repeat", 3, 11)
def _indexed_repeat(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """`indexed-repeat(question, repeat, place, …)`: the question in that instance of the repeat.

    More pairs go on into repeats within. A place below 1 is the first, one beyond the last gives nothing.
    """
    if len(arguments) % 2 == 0:
        raise ExpressionError(
            Code.WRONG_COUNT, "“indexed-repeat” takes a question and pairs of repeat and place.", at=syntax.at
        )
    paths = [_plain(part, syntax) for part in (syntax.arguments[0], *syntax.arguments[1::2])]
    places = [number_of(part) for part in arguments[2::2]]

    def run(frame: Frame) -> list[Node]:
        target, *repeats = (resolved(path, frame.node) for path in paths)
        chosen = {}
        for repeat, place in zip(repeats, places, strict=True):
            if target[: len(repeat)] != repeat:
                raise ExpressionError(Code.BAD_ARGUMENT, "The question is not in that repeat.", at=syntax.at)
            number = place(frame)
            chosen[len(repeat)] = max(int(number), 1) if number == number and abs(number) < 1e9 else 1
        return _walk(frame.node, target, chosen)

    return Compiled(run, Gives.NODES)


def _plain(syntax: Syntax, call: Call) -> Path:
    if not isinstance(syntax, Path) or syntax.start is not None:
        raise ExpressionError(
            Code.NOT_NODES, "“indexed-repeat” wants paths to a question and its repeats.", at=call.at
        )
    for step in syntax.steps:
        if step.predicates or (step.axis, step.test) not in {
            ("parent", "node()"),
            ("self", "node()"),
            ("child", step.test),
        }:
            raise ExpressionError(Code.NOT_SUPPORTED, "“indexed-repeat” wants plain paths.", at=step.at)
    return syntax


def resolved(path: Path, node: Node) -> Names:
    """Return the names along a plain path, from the root, as seen from a node."""
    names: list[str] = [] if path.absolute else [part.name for part in _above(node)[1:]]
    for step in path.steps:
        if step.axis == "child":
            names.append(step.test)
        elif step.axis == "parent" and names:
            names.pop()
    return tuple(names)


def _above(node: Node) -> list[Node]:
    """Return the nodes from the root down to a node."""
    found = [node]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found[::-1]


def _walk(node: Node, target: Names, chosen: dict[int, int]) -> list[Node]:
    """Go down to the target: where a place is chosen to that instance, else along the node's own."""
    own = _above(node)
    nodes, along = [own[0]], True
    for depth, name in enumerate(target, start=1):
        nodes = [
            child for parent in nodes for child in parent.children if child.name == name and child.relevant
        ]
        here = own[depth] if along and depth < len(own) else None
        if depth in chosen:
            nodes = nodes[chosen[depth] - 1 : chosen[depth]]
            along = bool(nodes) and nodes[0] is here
        elif here is not None and here in nodes and here.instance_of_repeat:
            nodes = [here]
    return nodes
