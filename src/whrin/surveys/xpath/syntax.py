"""The parts of an expression that has been read, as they stand in one another."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before something."""

    of: "Syntax"


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts calculated from left to right: each operator (`+ - * div mod`) with what follows it."""

    first: "Syntax"
    rest: tuple[tuple[str, "Syntax"], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two parts compared: `= != < <= > >=`."""

    operator: str
    left: "Syntax"
    right: "Syntax"


@dataclass(frozen=True, slots=True)
class Junction:
    """Parts joined by `and` or by `or`; asked from left to right, and no further than needed."""

    operator: str
    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Several sets of nodes made one."""

    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Syntax", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the axis, what nodes it takes, and which of them.

    `test` is a name, possibly with a prefix, `*`, or a kind: `node()`, `text()`, `comment()`,
    `processing-instruction()`.
    """

    axis: str
    test: str
    predicates: tuple["Syntax", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (`absolute`), from what `start` gives, or from where the expression stands.

    `sieves` are predicates on `start` itself.
    """

    absolute: bool
    start: "Syntax | None"
    sieves: tuple["Syntax", ...]
    steps: tuple[Step, ...]


Syntax: TypeAlias = "Number | Text | Negative | Chain | Comparison | Junction | Union | Call | Path"
