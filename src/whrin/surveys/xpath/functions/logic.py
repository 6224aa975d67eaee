"""Functions that decide, and functions that ask where they stand."""

from collections.abc import Callable, Sequence

from whrin.surveys.xpath.compiled import Compiled, Gives, scalar_of, text_of, truth_of
from whrin.surveys.xpath.environment import Frame
from whrin.surveys.xpath.syntax import Call
from whrin.surveys.xpath.values import Scalar, Value, single, to_number, to_text, to_truth

from .register import Takes, form, function
from .texts import length_of, normalized


@form("true", 0, 0)
def _true(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda _frame: True, Gives.TRUTH)


@form("false", 0, 0)
def _false(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda _frame: False, Gives.TRUTH)


@form("not", 1, 1)
def _not(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    truth = truth_of(arguments[0])
    return Compiled(lambda frame: not truth(frame), Gives.TRUTH)


@function("boolean", Takes.TRUTH, gives=Gives.TRUTH)
def _boolean(truth: bool) -> bool:
    return truth


@function("boolean-from-string", Takes.TEXT, gives=Gives.TRUTH)
def _boolean_from_string(text: str) -> bool:
    return text.lower() in {"true", "1"}


@form("if", 3, 3)
def _if(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """Runs only the branch that is taken."""
    truth, then, otherwise = truth_of(arguments[0]), arguments[1].run, arguments[2].run
    gives = arguments[1].gives if arguments[1].gives is arguments[2].gives else Gives.ANY
    return Compiled(lambda frame: then(frame) if truth(frame) else otherwise(frame), gives)


@form("coalesce", 2, 2)
def _coalesce(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    first, second = scalar_of(arguments[0]), scalar_of(arguments[1])

    def run(frame: Frame) -> Scalar:
        value = first(frame)
        return second(frame) if value == "" or value != value else value

    return Compiled(run, Gives.ANY)


@form("once", 1, 1)
def _once(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """Keeps what the question that it calculates already has."""
    calculate = scalar_of(arguments[0])

    def run(frame: Frame) -> Scalar:
        kept = frame.node.content()
        return kept if to_text(kept) else calculate(frame)

    return Compiled(run, Gives.ANY)


@function("checklist", Takes.NUMBER, Takes.NUMBER, rest=Takes.VALUE, gives=Gives.TRUTH)
def _checklist(least: float, most: float, *values: Value) -> bool:
    count = sum(to_truth(value) for value in _apart(values))
    return _between(count, least, most)


@function("weighted-checklist", Takes.NUMBER, Takes.NUMBER, rest=Takes.VALUE, least=4, gives=Gives.TRUTH)
def _weighted_checklist(least: float, most: float, *values: Value) -> bool:
    """Values and weights in turn, or two sets of nodes of the same size."""
    if len(values) == 2 and all(isinstance(value, list) for value in values):
        answers, weights = _apart(values[:1]), _apart(values[1:])
    else:
        answers, weights = _apart(values[0::2], whole=True), _apart(values[1::2], whole=True)
    total = sum(
        to_number(weight) for answer, weight in zip(answers, weights, strict=False) if to_truth(answer)
    )
    return _between(total, least, most)


def _apart(values: Sequence[Value], *, whole: bool = False) -> list[Scalar]:
    found: list[Scalar] = []
    for value in values:
        if isinstance(value, list) and not whole:
            found.extend(node.content() for node in value)
        else:
            found.append(single(value))
    return found


def _between(count: float, least: float, most: float) -> bool:
    return not count < least and not (0 <= most < count)


@form("string", 0, 1)
def _string(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(_text_or_own(arguments), Gives.TEXT)


@form("string-length", 0, 1)
def _string_length(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    text = _text_or_own(arguments)
    return Compiled(lambda frame: length_of(text(frame)), Gives.NUMBER)


@form("normalize-space", 0, 1)
def _normalize_space(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    text = _text_or_own(arguments)
    return Compiled(lambda frame: normalized(text(frame)), Gives.TEXT)


def _text_or_own(arguments: Sequence[Compiled]) -> Callable[[Frame], str]:
    if arguments:
        return text_of(arguments[0])
    return lambda frame: to_text(frame.node.content())
