"""Answers as texts and as values: read by kind, written as ODK writes them."""

from collections.abc import Callable
from datetime import UTC, datetime

from whrin.surveys.xpath.functions.places import points_of
from whrin.surveys.xpath.moments import moment_of, time_of
from whrin.surveys.xpath.values import Scalar, text_of_number, to_number, to_truth

from .definition import ValueKind
from .errors import AnswerFault, BadAnswer

#: The longest answer, in characters.
LONGEST = 100_000

# Java's greatest whole numbers, short and long.
_INTEGER, _LONG = 2**31 - 1, 2**63

_NAMES = {
    "int": ValueKind.INTEGER,
    "integer": ValueKind.INTEGER,
    "long": ValueKind.INTEGER,
    "decimal": ValueKind.DECIMAL,
    "double": ValueKind.DECIMAL,
    "float": ValueKind.DECIMAL,
    "date": ValueKind.DATE,
    "time": ValueKind.TIME,
    "dateTime": ValueKind.MOMENT,
    "boolean": ValueKind.TRUTH,
    "geopoint": ValueKind.POINT,
    "geotrace": ValueKind.TRACE,
    "geoshape": ValueKind.SHAPE,
    "binary": ValueKind.FILE,
}


def kind_of(name: str) -> ValueKind:
    """Return the kind that a binding's type names; what is not known is text."""
    return _NAMES.get(name.rpartition(":")[2], ValueKind.TEXT)


def read_value(text: str, kind: ValueKind, now: datetime) -> Scalar:
    """Return what a text means as an answer of a kind; "" means no answer. Raises BadAnswer."""
    if len(text) > LONGEST:
        raise BadAnswer(AnswerFault.TOO_LONG)
    if kind in {ValueKind.TEXT, ValueKind.FILE} or not text.strip():
        return text if text.strip() else ""
    return _READERS[kind](text.strip(), now)


def _number(text: str, _now: datetime) -> Scalar:
    number = to_number(text)
    if number != number:
        raise BadAnswer(AnswerFault.NOT_A_NUMBER)
    return number


def _whole(text: str, _now: datetime) -> Scalar:
    number = to_number(text)
    if number != number:
        raise BadAnswer(AnswerFault.NOT_A_NUMBER)
    if not number.is_integer():
        raise BadAnswer(AnswerFault.NOT_A_WHOLE_NUMBER)
    return number


def _date(text: str, now: datetime) -> Scalar:
    moment = moment_of(text, now.tzinfo or UTC)
    if moment is None:
        raise BadAnswer(AnswerFault.NOT_A_DATE)
    return moment


def _day(text: str, now: datetime) -> Scalar:
    return _date(text.partition("T")[0], now)


def _time(text: str, now: datetime) -> Scalar:
    moment = time_of(text, now)
    if moment is None:
        raise BadAnswer(AnswerFault.NOT_A_TIME)
    return moment


def _truth(text: str, _now: datetime) -> Scalar:
    return text.lower() in {"true", "1"}


def _place(text: str, _now: datetime) -> Scalar:
    try:
        points = points_of(text)
    except ValueError as error:
        raise BadAnswer(AnswerFault.NOT_A_PLACE) from error
    if not all(abs(latitude) <= 90 and abs(longitude) <= 180 for latitude, longitude in points):
        raise BadAnswer(AnswerFault.NOT_A_PLACE)
    return text


_READERS: dict[ValueKind, Callable[[str, datetime], Scalar]] = {
    ValueKind.INTEGER: _whole,
    ValueKind.DECIMAL: _number,
    ValueKind.DATE: _day,
    ValueKind.TIME: _time,
    ValueKind.MOMENT: _date,
    ValueKind.TRUTH: _truth,
    ValueKind.POINT: _place,
    ValueKind.TRACE: _place,
    ValueKind.SHAPE: _place,
}


def calculated(value: Scalar, kind: ValueKind) -> Scalar:
    """Return what a calculation came to as the value of its question; NaN is no answer.

    As in JavaRosa it keeps what it is, whatever the question's kind: only whole numbers, days and truths
    are made so.
    """
    if value == "" or value != value:
        return ""
    if kind is ValueKind.TRUTH:
        return to_truth(value)
    if kind is ValueKind.INTEGER and isinstance(value, float):
        return float(int(max(-_INTEGER, min(_INTEGER, value))))
    if kind is ValueKind.DATE and isinstance(value, datetime):
        return value.replace(hour=0, minute=0, second=0, microsecond=0)
    return value


def written_value(value: Scalar, kind: ValueKind) -> str:
    """Return an answer as it stands in a submission."""
    if isinstance(value, datetime):
        return _written_moment(value, kind)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if abs(value) < _LONG and value == int(value) else text_of_number(value)
    return value


def _written_moment(value: datetime, kind: ValueKind) -> str:
    if kind is ValueKind.DATE:
        return value.date().isoformat()
    text = value.isoformat(timespec="milliseconds")
    text = text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    return text.partition("T")[2] if kind is ValueKind.TIME else text
