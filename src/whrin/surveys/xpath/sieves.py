"""Predicates: which of some nodes a path goes on with."""

from collections.abc import Callable

from .compiled import Run
from .environment import Frame
from .nodes import Node
from .paths import Sieve
from .syntax import Call, Comparison, Number, Path, Step, Syntax, Text
from .values import Scalar, Value, equal, to_truth


def sieve(syntax: Syntax, compiled: Callable[[Syntax], Run], *, of_instance: bool) -> Sieve:
    """Return a predicate, ready to sift; `of_instance` if it sifts another instance, a list of choices
    mostly.

    The commonest there, `[country = /data/country]`, asks once for what it compares with, not for each
    choice.
    """
    if of_instance and isinstance(syntax, Comparison) and syntax.operator == "=":
        for own, other in ((syntax.left, syntax.right), (syntax.right, syntax.left)):
            name = _child(own)
            if name and _stays(other):
                return _alike(name, compiled(other))
    return _asking(compiled(syntax))


def _asking(run: Run) -> Sieve:
    """Ask for each node; a number means a place, anything else true or false."""

    def sift(nodes: list[Node], frame: Frame) -> list[Node]:
        environment, origin, size = frame.environment, frame.origin, len(nodes)
        kept: list[Node] = []
        for position, node in enumerate(nodes, start=1):
            verdict = run(Frame(node, environment, position=position, size=size, origin=origin))
            if verdict == position if isinstance(verdict, float) else to_truth(verdict):
                kept.append(node)
        return kept

    return sift


def _alike(name: str, run: Run) -> Sieve:
    """Keep the nodes with a child of that name whose value is what the other side gives."""

    def sift(nodes: list[Node], frame: Frame) -> list[Node]:
        wanted = _each(run(Frame(frame.origin, frame.environment, origin=frame.origin)))
        return [node for node in nodes if _has(node, name, wanted)]

    return sift


def _has(node: Node, name: str, wanted: list[Scalar]) -> bool:
    found = False
    for child in node.children:
        if child.name == name and child.relevant:
            found = True
            value = child.content()
            if any(equal(value, want) for want in wanted):
                return True
    # No such child is a blank one, as everywhere.
    return not found and any(equal("", want) for want in wanted)


def _each(value: Value) -> list[Scalar]:
    if isinstance(value, list):
        return [node.content() for node in value] or [""]
    return [value]


def _child(syntax: Syntax) -> str:
    """Return the name if it is a path to a child by name, and no more."""
    if isinstance(syntax, Path) and not syntax.absolute and syntax.start is None and len(syntax.steps) == 1:
        (step,) = syntax.steps
        if step == Step("child", step.test, (), step.at) and step.test.isidentifier():
            return step.test
    return ""


def _stays(syntax: Syntax) -> bool:
    """Tell whether it gives the same for each node that is sifted: it starts at the root or the origin."""
    if isinstance(syntax, Text | Number):
        return True
    if not isinstance(syntax, Path) or any(step.predicates for step in syntax.steps) or syntax.sieves:
        return False
    return syntax.absolute or (isinstance(syntax.start, Call) and syntax.start.name == "current")
