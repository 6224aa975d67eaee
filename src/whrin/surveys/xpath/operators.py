"""What the operators do."""

import math
import operator
from collections.abc import Callable, Sequence

from .compiled import Compiled, Gives, Run, number_of, truth_of
from .environment import Frame
from .values import NEAR, Scalar, Value, equal, to_number


def negative(part: Compiled) -> Compiled:
    """Return a number with the other sign."""
    number = number_of(part)
    return Compiled(lambda frame: -number(frame), Gives.NUMBER)


def chain(first: Compiled, rest: Sequence[tuple[str, Compiled]]) -> Compiled:
    """Return what numbers come to, calculated from left to right."""
    start = number_of(first)
    steps = [(_ARITHMETIC[sign], number_of(part)) for sign, part in rest]
    if len(steps) == 1:
        ((calculate, second),) = steps
        return Compiled(lambda frame: calculate(start(frame), second(frame)), Gives.NUMBER)

    def run(frame: Frame) -> float:
        result = start(frame)
        for calculate, number in steps:
            result = calculate(result, number(frame))
        return result

    return Compiled(run, Gives.NUMBER)


def divided(left: float, right: float) -> float:
    """Divide as IEEE 754 does: by zero comes infinity, or NaN."""
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """Return what is left over after division, with the sign of the left."""
    if not right or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divided,
    "mod": remainder,
}


def junction(sign: str, parts: Sequence[Compiled]) -> Compiled:
    """Return `and` or `or` of the parts; asked from left to right, and no further than needed."""
    truths = [truth_of(part) for part in parts]
    if len(truths) == 2:
        left, right = truths
        if sign == "and":
            return Compiled(lambda frame: left(frame) and right(frame), Gives.TRUTH)
        return Compiled(lambda frame: left(frame) or right(frame), Gives.TRUTH)
    if sign == "and":
        return Compiled(lambda frame: all(truth(frame) for truth in truths), Gives.TRUTH)
    return Compiled(lambda frame: any(truth(frame) for truth in truths), Gives.TRUTH)


def comparison(sign: str, left: Compiled, right: Compiled) -> Compiled:
    """Return a comparison; of several nodes, whether it holds for any of them."""
    if sign in _ORDERS:
        return _order(_ORDERS[sign], left, right)
    wanted = sign == "="
    if left.gives is Gives.NUMBER and right.gives is Gives.NUMBER:
        first, second = number_of(left), number_of(right)
        return Compiled(lambda frame: near(first(frame), second(frame)) is wanted, Gives.TRUTH)
    return Compiled(_equality(left, right, wanted), Gives.TRUTH)


def near(left: float, right: float) -> bool:
    """Tell whether two numbers are the same, a hair's breadth forgiven."""
    return left == right or abs(left - right) < NEAR


def _equality(left: Compiled, right: Compiled, wanted: bool) -> Run:
    a, b = left.run, right.run

    def run(frame: Frame) -> bool:
        x, y = a(frame), b(frame)
        if not isinstance(x, list) and not isinstance(y, list):
            return equal(x, y) is wanted
        return any(equal(i, j) is wanted for i in _each(x) for j in _each(y))

    return run


def _order(holds: Callable[[float, float], bool], left: Compiled, right: Compiled) -> Compiled:
    if left.gives is Gives.NUMBER and right.gives is Gives.NUMBER:
        first, second = number_of(left), number_of(right)
        return Compiled(lambda frame: holds(first(frame), second(frame)), Gives.TRUTH)
    a, b = left.run, right.run

    def run(frame: Frame) -> bool:
        x, y = a(frame), b(frame)
        if not isinstance(x, list) and not isinstance(y, list):
            return holds(to_number(x), to_number(y))
        return any(holds(to_number(i), to_number(j)) for i in _each(x) for j in _each(y))

    return Compiled(run, Gives.TRUTH)


def _each(value: Value) -> Sequence[Scalar]:
    """Each node's value; no node at all is one blank, as in JavaRosa."""
    if not isinstance(value, list):
        return (value,)
    return [node.content() for node in value] or ("",)


_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
