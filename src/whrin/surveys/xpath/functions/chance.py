"""Functions that give something else each time, and the order that a seed gives."""

import hashlib
import math
from collections.abc import Sequence

from whrin.surveys.xpath.compiled import Compiled, Gives, number_of, scalar_of
from whrin.surveys.xpath.environment import Frame
from whrin.surveys.xpath.nodes import Node
from whrin.surveys.xpath.syntax import Call
from whrin.surveys.xpath.values import Scalar, to_number, to_text

from .register import form, nodes

_PRIME = 2**31 - 1
# Java's greatest whole number.
_LARGEST = 2**63 - 1
_MULTIPLIER = 16_807
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST = 1_000


@form("random", 0, 0)
def _random(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda frame: frame.environment.chance.random(), Gives.NUMBER)


@form("uuid", 0, 1)
def _uuid(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """A new identifier, or so many letters and digits at random."""
    if not arguments:
        return Compiled(lambda frame: frame.environment.uuid(), Gives.TEXT)
    wanted = number_of(arguments[0])

    def run(frame: Frame) -> str:
        number = wanted(frame)
        letters = int(min(number, _LONGEST)) if number == number and number > 0 else 0
        return "".join(frame.environment.chance.choice(_LETTERS) for _ in range(letters))

    return Compiled(run, Gives.TEXT)


@form("randomize", 1, 2)
def _randomize(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """Nodes in another order; with a seed, always in the same one."""
    find = nodes(arguments[0], syntax)
    seed = scalar_of(arguments[1]) if len(arguments) > 1 else None

    def run(frame: Frame) -> list[Node]:
        found: list[Node] = find(frame)
        if seed is None:
            return shuffled(found, frame.environment.chance.randrange(1, _PRIME))
        return shuffled(found, _seed_of(seed(frame)))

    return Compiled(run, Gives.NODES)


def shuffled(found: Sequence[Node], seed: int) -> list[Node]:
    """Return nodes in a seed's order: inside-out Fisher–Yates with Park and Miller's numbers, as in ODK."""
    # The remainder has the sign of the seed, as in Java.
    state = int(math.copysign(abs(seed) % _PRIME, seed))
    if state <= 0:
        state += _PRIME - 1
    mixed: list[Node] = []
    for place, node in enumerate(found):
        state = state * _MULTIPLIER % _PRIME
        other = math.floor((state - 1) / (_PRIME - 1) * (place + 1))
        mixed.append(node)
        if other != place:
            mixed[place] = mixed[other]
            mixed[other] = node
    return mixed


def _seed_of(value: Scalar) -> int:
    number = to_number(value)
    if not math.isnan(number):
        return int(max(-_LARGEST, min(_LARGEST, number)))
    text = to_text(value)
    return (
        int.from_bytes(hashlib.sha256(text.encode(errors="replace")).digest()[:8], "big", signed=True)
        if text
        else 0
    )
