"""Parts of an expression that are ready to run, and how each becomes the kind that its neighbour wants."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, cast

from .environment import Frame
from .nodes import Node
from .values import Scalar, Value, single, to_number, to_text, to_truth

Run: TypeAlias = "Callable[[Frame], Value]"


class Gives(Enum):
    """What kind of value a part always gives, so that nothing need be turned into what it is."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    NODES = "nodes"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A part that is ready to run; `constant` if it is a literal, whose value is in `value`."""

    run: Run
    gives: Gives
    constant: bool = False
    value: Value = ""


def literal(value: "float | str") -> Compiled:
    """Return a part that always gives one value."""
    return Compiled(
        lambda _frame: value,
        Gives.TEXT if isinstance(value, str) else Gives.NUMBER,
        constant=True,
        value=value,
    )


def number_of(part: Compiled) -> Callable[[Frame], float]:
    """Return the part as one that gives a number."""
    run = part.run
    if part.gives is Gives.NUMBER:
        return cast("Callable[[Frame], float]", run)
    return lambda frame: to_number(run(frame))


def text_of(part: Compiled) -> Callable[[Frame], str]:
    """Return the part as one that gives text."""
    run = part.run
    if part.gives is Gives.TEXT:
        return cast("Callable[[Frame], str]", run)
    return lambda frame: to_text(run(frame))


def truth_of(part: Compiled) -> Callable[[Frame], bool]:
    """Return the part as one that gives true or false."""
    run = part.run
    if part.gives is Gives.TRUTH:
        return cast("Callable[[Frame], bool]", run)
    return lambda frame: to_truth(run(frame))


def scalar_of(part: Compiled) -> Callable[[Frame], Scalar]:
    """Return the part as one that gives a single value: of nodes, that of the first."""
    run = part.run
    if part.gives in {Gives.NUMBER, Gives.TEXT, Gives.TRUTH}:
        return cast("Callable[[Frame], Scalar]", run)
    return lambda frame: single(run(frame))


def nodes_of(part: Compiled, complaint: Callable[[], Exception]) -> Callable[[Frame], list[Node]]:
    """Return the part as one that gives nodes; it raises the complaint for anything else."""
    run = part.run

    def nodes(frame: Frame) -> list[Node]:
        found = run(frame)
        if not isinstance(found, list):
            raise complaint()
        return found

    return nodes
