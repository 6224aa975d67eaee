"""The register of functions: what each is called, what it takes, what it gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from whrin.surveys.xpath.compiled import Compiled, Gives, nodes_of, number_of, scalar_of, text_of, truth_of
from whrin.surveys.xpath.environment import Frame
from whrin.surveys.xpath.errors import Code, ExpressionError
from whrin.surveys.xpath.syntax import Call
from whrin.surveys.xpath.values import Value

#: Makes a part of a call: the call itself, and its arguments ready to run.
Maker: TypeAlias = "Callable[[Call, Sequence[Compiled]], Compiled]"


class Takes(Enum):
    """What a function wants of an argument."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    NODES = "nodes"
    SCALAR = "scalar"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class _Entry:
    least: int
    most: int | None
    make: Maker


_REGISTER: dict[str, _Entry] = {}


def names() -> frozenset[str]:
    """Return the names of all functions."""
    return frozenset(_REGISTER)


def call(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """Return a call, ready to run; raise ExpressionError: no such function, too few or many arguments."""
    entry = _REGISTER.get(syntax.name)
    if entry is None:
        raise ExpressionError(Code.UNKNOWN_FUNCTION, f"There is no function “{syntax.name}”.", at=syntax.at)
    count = len(arguments)
    if count < entry.least or (entry.most is not None and count > entry.most):
        raise ExpressionError(
            Code.WRONG_COUNT,
            f"“{syntax.name}” takes {_wanted(entry)}, here it is given {count}.",
            at=syntax.at,
        )
    return entry.make(syntax, arguments)


def _wanted(entry: _Entry) -> str:
    if entry.most is None:
        return f"{entry.least} arguments or more"
    if entry.most == entry.least:
        return f"{entry.least} arguments"
    return f"{entry.least} to {entry.most} arguments"


def form(name: str, least: int, most: int | None) -> Callable[[Maker], Maker]:
    """Enter a function that decides itself when its arguments are run, or that must know where it stands."""

    def enter(make: Maker) -> Maker:
        _REGISTER[name] = _Entry(least, most, make)
        return make

    return enter


def function(
    name: str, *takes: Takes, gives: Gives, least: int | None = None, rest: Takes | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function of values alone.

    `takes` says what each argument becomes before it is called, `rest` what all further ones become;
    `least` how many there must be, if not all of `takes`.
    """
    most = None if rest is not None else len(takes)

    def enter(calculate: Callable[..., Any]) -> Callable[..., Any]:
        def make(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
            wanted = [*takes, *([rest] * len(arguments) if rest is not None else [])]
            runs = [_as(part, want, syntax) for part, want in zip(arguments, wanted, strict=False)]
            return Compiled(_caller(calculate, runs, syntax.at), gives)

        _REGISTER[name] = _Entry(len(takes) if least is None else least, most, make)
        return calculate

    return enter


def alias(other: str, name: str) -> None:
    """Let a function be known by another name, too."""
    _REGISTER[other] = _REGISTER[name]


def _as(part: Compiled, want: Takes, syntax: Call) -> Callable[[Frame], Any]:
    if want is Takes.NODES:
        return nodes(part, syntax)
    if want is Takes.VALUE:
        return part.run
    return _CONVERSIONS[want](part)


def nodes(part: Compiled, syntax: Call) -> Callable[[Frame], Any]:
    """Return an argument as one that gives nodes, or that says which function wants them."""
    return nodes_of(
        part,
        lambda: ExpressionError(Code.NOT_NODES, f"“{syntax.name}” wants a path to questions.", at=syntax.at),
    )


_CONVERSIONS: dict[Takes, Callable[[Compiled], Callable[[Frame], Any]]] = {
    Takes.NUMBER: number_of,
    Takes.TEXT: text_of,
    Takes.TRUTH: truth_of,
    Takes.SCALAR: scalar_of,
}


def _caller(
    calculate: Callable[..., Any], runs: list[Callable[[Frame], Any]], at: int
) -> Callable[[Frame], Value]:
    def run(frame: Frame) -> Value:
        try:
            result: Value = calculate(*[run(frame) for run in runs])
        except ExpressionError as error:
            raise error.placed(at) from error
        return result

    return run
