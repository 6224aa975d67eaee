"""Functions of numbers."""

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from whrin.surveys.xpath.compiled import Compiled, Gives, number_of
from whrin.surveys.xpath.syntax import Call
from whrin.surveys.xpath.values import NAN, Value, numbers_of, to_number

from .register import Takes, form, function

NUMBER = Takes.NUMBER

#: No form rounds to more digits than this, and no float has more than those.
_MOST_DIGITS, _DIGITS = 30, 17


@form("number", 0, 1)
def _number(_syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    if arguments:
        return Compiled(number_of(arguments[0]), Gives.NUMBER)
    return Compiled(lambda frame: to_number(frame.node.content()), Gives.NUMBER)


@function("int", NUMBER, gives=Gives.NUMBER)
def _int(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else number


@function("floor", NUMBER, gives=Gives.NUMBER)
def _floor(number: float) -> float:
    return _towards(number, ROUND_FLOOR)


@function("ceiling", NUMBER, gives=Gives.NUMBER)
def _ceiling(number: float) -> float:
    return _towards(number, ROUND_CEILING)


def _towards(number: float, direction: str) -> float:
    return float(Decimal(number).to_integral_value(direction)) if math.isfinite(number) else number


@function("round", NUMBER, NUMBER, least=1, gives=Gives.NUMBER)
def _round(number: float, digits: float = 0.0) -> float:
    """Halves go up, also below zero; negative digits round to tens, hundreds and so on."""
    places = int(digits) if math.isfinite(digits) else 0
    if not math.isfinite(number) or abs(places) > _MOST_DIGITS:
        return number
    exact = Decimal(repr(number))
    if exact.adjusted() + places > _DIGITS:
        return number
    unit = Decimal(1).scaleb(-places)
    if places == 0:
        return float((Decimal(number) + Decimal("0.5")).to_integral_value(ROUND_FLOOR))
    # JavaRosa takes what lies half-way below zero up, too.
    halfway = exact % unit == -unit / 2
    direction = ROUND_CEILING if halfway else ROUND_HALF_UP
    return float((exact / unit).to_integral_value(direction) * unit)


@function("sum", Takes.NODES, gives=Gives.NUMBER)
def _sum(nodes: Value) -> float:
    """What is no number is left out, as in JavaRosa: a question not yet answered spoils no sum."""
    return sum((number for number in numbers_of([nodes]) if not math.isnan(number)), start=0.0)


@function("max", rest=Takes.VALUE, gives=Gives.NUMBER)
def _max(*values: Value) -> float:
    return max((number for number in numbers_of(values) if not math.isnan(number)), default=NAN)


@function("min", rest=Takes.VALUE, gives=Gives.NUMBER)
def _min(*values: Value) -> float:
    return min((number for number in numbers_of(values) if not math.isnan(number)), default=NAN)


@function("pi", gives=Gives.NUMBER)
def _pi() -> float:
    return math.pi


@function("pow", NUMBER, NUMBER, gives=Gives.NUMBER)
def _pow(base: float, exponent: float) -> float:
    return _power(base, exponent)


@function("exp10", NUMBER, gives=Gives.NUMBER)
def _exp10(exponent: float) -> float:
    return _power(10.0, exponent)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        return math.inf if base == 0 else NAN


@function("atan2", NUMBER, NUMBER, gives=Gives.NUMBER)
def _atan2(y: float, x: float) -> float:
    return math.atan2(y, x)


def _enter(name: str, calculate: Callable[[float], float]) -> None:
    def safe(number: float) -> float:
        try:
            return calculate(number)
        except OverflowError:
            return math.inf
        except ValueError:
            return NAN

    function(name, NUMBER, gives=Gives.NUMBER)(safe)


def _logarithm(calculate: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else calculate(number)


for _name, _calculate in (
    ("abs", abs),
    ("sqrt", math.sqrt),
    ("exp", math.exp),
    ("log", _logarithm(math.log)),
    ("log10", _logarithm(math.log10)),
    ("sin", math.sin),
    ("cos", math.cos),
    ("tan", math.tan),
    ("asin", math.asin),
    ("acos", math.acos),
    ("atan", math.atan),
):
    _enter(_name, _calculate)
