"""The values of expressions and how one kind becomes another, as in JavaRosa.

A value is text, a float, a bool, a moment (datetime with a zone: JavaRosa has one kind for dates, times and
both) or a list of nodes. Conversions are those of `XPathFuncExpr.toNumeric`, `toString` and `toBoolean`,
measured with the JavaRosa 5.1.0 inside ODK Validate.
"""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .nodes import Node

Scalar: TypeAlias = "str | float | bool | datetime"
Value: TypeAlias = "str | float | bool | datetime | list[Node]"

NAN = math.nan
EPOCH = date(1970, 1, 1).toordinal()
#: Numbers nearer than this are the same, so that 0.1 + 0.2 = 0.3.
NEAR = 1e-12

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_INTEGER = 2**31
# Between these, Java writes a number without an exponent.
_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e7


def single(value: Value) -> Scalar:
    """Return the value of the first of some nodes, "" for none; any other value as it is."""
    if isinstance(value, list):
        return value[0].content() if value else ""
    return value


def to_number(value: Value) -> float:
    """Return a value as a number: text that is none is NaN, a moment its days since 1970, whole."""
    if isinstance(value, list):
        value = single(value)
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return _number_of_text(value)
    if isinstance(value, datetime):
        return float(value.toordinal() - EPOCH)
    return float(value)


def _number_of_text(text: str) -> float:
    # A comma stands for a point, as in JavaRosa.
    text = text.strip().replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else NAN


def to_text(value: Value) -> str:
    """Return a value as text: a moment as its date, numbers as Java writes them."""
    if isinstance(value, list):
        value = single(value)
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return text_of_number(value)


def text_of_number(number: float) -> str:
    """Return a number as text: whole ones without a point, others as Java writes them."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) < NEAR:
        return "0"
    if abs(number) < _INTEGER and abs(number - int(number)) < NEAR:
        return str(int(number))
    return _as_java(number)


def _as_java(number: float) -> str:
    if _PLAIN_FROM <= abs(number) < _PLAIN_TO:
        return repr(number)
    digits, _, exponent = f"{number:.16e}".partition("e")
    shortest = repr(number)
    if "e" in shortest:
        digits, _, exponent = shortest.partition("e")
    else:
        sign = "-" if number < 0 else ""
        bare = shortest.lstrip("-").replace(".", "").strip("0") or "0"
        digits = f"{sign}{bare[0]}.{bare[1:] or '0'}"
    if "." not in digits:
        digits += ".0"
    return f"{digits}E{int(exponent)}"


def to_truth(value: Value) -> bool:
    """Return a value as true or false: text by being there, numbers by not being 0 or NaN."""
    if isinstance(value, list):
        value = single(value)
    if value is True or value is False:
        return value
    if isinstance(value, float):
        return abs(value) >= NEAR and not math.isnan(value)
    if isinstance(value, str):
        return value != ""
    return True


def equal(left: Scalar, right: Scalar) -> bool:
    """Tell whether two values are the same, in the kind that XPath compares them in."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, float) or isinstance(right, float) or (_is_moment(left) and _is_moment(right)):
        return abs(to_number(left) - to_number(right)) < NEAR or to_number(left) == to_number(right)
    return to_text(left) == to_text(right)


def _is_moment(value: Scalar) -> bool:
    return isinstance(value, datetime)


def texts_of(values: Sequence[Value]) -> list[str]:
    """Return each value as text, and each node of a list as one of its own."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, list):
            texts.extend(to_text(node.content()) for node in value)
        else:
            texts.append(to_text(value))
    return texts


def numbers_of(values: Sequence[Value]) -> list[float]:
    """Return each value as a number, and each node of a list as one of its own."""
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            numbers.extend(to_number(node.content()) for node in value)
        else:
            numbers.append(to_number(value))
    return numbers
