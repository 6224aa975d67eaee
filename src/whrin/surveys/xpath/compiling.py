"""Makes of syntax what can be run: closures, once; run as often as needed."""

from collections.abc import Callable
from functools import lru_cache

from . import functions, operators
from .compiled import Compiled, Gives, Run, literal
from .environment import Frame
from .errors import Code, ExpressionError
from .nodes import Node
from .paths import Sieve, Stride, from_here, from_root, from_start, in_order
from .reading import read
from .sieves import sieve
from .syntax import Call, Chain, Comparison, Junction, Negative, Number, Path, Syntax, Text, Union
from .values import Scalar, Value, single, to_number, to_text, to_truth


class Expression:
    """An expression that has been read: its source, its syntax, and what it gives at a place."""

    __slots__ = ("_run", "source", "syntax")

    def __init__(self, source: str, syntax: Syntax, run: Run) -> None:
        self.source = source
        self.syntax = syntax
        self._run = run

    def value(self, frame: Frame) -> Value:
        """Return what it gives: text, a number, true or false, a moment, or nodes."""
        return self._run(frame)

    def scalar(self, frame: Frame) -> Scalar:
        """Return a single value: of nodes, that of the first, "" for none."""
        return single(self._run(frame))

    def text(self, frame: Frame) -> str:
        """Return it as text."""
        return to_text(self._run(frame))

    def number(self, frame: Frame) -> float:
        """Return it as a number."""
        return to_number(self._run(frame))

    def truth(self, frame: Frame) -> bool:
        """Return it as true or false."""
        return to_truth(self._run(frame))

    def nodes(self, frame: Frame) -> list[Node]:
        """Return the nodes that it means, or raise ExpressionError if it means none."""
        found = self._run(frame)
        if not isinstance(found, list):
            raise ExpressionError(Code.NOT_NODES, "This is not a path to questions.")
        return found

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"


@lru_cache(maxsize=4096)
def compile_expression(source: str) -> Expression:
    """Return the expression that a text writes; raise ExpressionError with its place where it is wrong."""
    syntax = read(source)
    return Expression(source, syntax, compiled(syntax).run)


def compiled(syntax: Syntax) -> Compiled:
    """Return one part, ready to run."""
    return _MAKERS[type(syntax)](syntax)


def _chain(syntax: Chain) -> Compiled:
    return operators.chain(compiled(syntax.first), [(sign, compiled(part)) for sign, part in syntax.rest])


def _union(syntax: Union) -> Compiled:
    parts = [compiled(part) for part in syntax.parts]

    def run(frame: Frame) -> list[Node]:
        nodes: list[Node] = []
        for part in parts:
            found = part.run(frame)
            if not isinstance(found, list):
                raise ExpressionError(Code.NOT_NODES, "Only paths can be joined with “|”.")
            nodes.extend(found)
        return in_order(nodes)

    return Compiled(run, Gives.NODES)


def _path(syntax: Path) -> Compiled:
    of_instance = isinstance(syntax.start, Call) and syntax.start.name == "instance"

    def sieves_of(predicates: tuple[Syntax, ...]) -> tuple[Sieve, ...]:
        return tuple(sieve(part, lambda it: compiled(it).run, of_instance=of_instance) for part in predicates)

    strides = [Stride(step.axis, step.test, sieves_of(step.predicates)) for step in syntax.steps]
    if syntax.start is not None:
        sieves = sieves_of(syntax.sieves)
        return Compiled(from_start(compiled(syntax.start).run, sieves, strides), Gives.ANY)
    walk = from_root(strides) if syntax.absolute else from_here(strides)
    return Compiled(walk, Gives.NODES)


_MAKERS: dict[type, Callable[..., Compiled]] = {
    Number: lambda syntax: literal(syntax.value),
    Text: lambda syntax: literal(syntax.value),
    Negative: lambda syntax: operators.negative(compiled(syntax.of)),
    Chain: _chain,
    Comparison: lambda syntax: operators.comparison(
        syntax.operator, compiled(syntax.left), compiled(syntax.right)
    ),
    Junction: lambda syntax: operators.junction(syntax.operator, [compiled(part) for part in syntax.parts]),
    Union: _union,
    Call: lambda syntax: functions.call(syntax, [compiled(argument) for argument in syntax.arguments]),
    Path: _path,
}
