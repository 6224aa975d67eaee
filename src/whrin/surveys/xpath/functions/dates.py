"""Functions of dates and times."""

from collections.abc import Callable, Sequence
from datetime import datetime

from whrin.surveys.xpath.compiled import Compiled, Gives, scalar_of, text_of
from whrin.surveys.xpath.environment import Environment, Frame
from whrin.surveys.xpath.errors import ExpressionError
from whrin.surveys.xpath.moments import days_since_1970, fraction_of_day, time_of, to_moment, written
from whrin.surveys.xpath.syntax import Call
from whrin.surveys.xpath.values import Scalar

from .register import form


@form("today", 0, 0)
def _today(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(
        lambda frame: frame.environment.now().replace(hour=0, minute=0, second=0, microsecond=0), Gives.ANY
    )


@form("now", 0, 0)
def _now(_syntax: Call, _arguments: Sequence[Compiled]) -> Compiled:
    return Compiled(lambda frame: frame.environment.now(), Gives.ANY)


def _of_moment(
    name: str, calculate: Callable[[datetime], Scalar], *, gives: Gives = Gives.ANY, whole: bool = False
) -> None:
    """Enter a function of one moment; nothing gives nothing."""

    @form(name, 1, 1)
    def make(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
        value = scalar_of(arguments[0])

        def run(frame: Frame) -> Scalar:
            moment = _moment(value(frame), frame.environment, syntax, whole=whole)
            return calculate(moment) if isinstance(moment, datetime) else moment

        return Compiled(run, gives)


def _moment(value: Scalar, environment: Environment, syntax: Call, *, whole: bool) -> datetime | str | float:
    try:
        return to_moment(value, environment.zone, whole=whole)
    except ExpressionError as error:
        raise error.placed(syntax.at) from error


_of_moment("date", lambda moment: moment, whole=True)
_of_moment("date-time", lambda moment: moment)
_of_moment("decimal-date-time", days_since_1970)


@form("decimal-time", 1, 1)
def _decimal_time(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """How much of the day has passed; also of a time of day that has no date."""
    value = scalar_of(arguments[0])

    def run(frame: Frame) -> Scalar:
        given = value(frame)
        if isinstance(given, str) and ":" in given and "T" not in given:
            given = time_of(given, frame.environment.now()) or given
        moment = _moment(given, frame.environment, syntax, whole=False)
        return fraction_of_day(moment) if isinstance(moment, datetime) else moment

    return Compiled(run, Gives.ANY)


def _formatted(name: str, *, whole: bool) -> None:
    @form(name, 2, 2)
    def make(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
        value, pattern = scalar_of(arguments[0]), text_of(arguments[1])

        def run(frame: Frame) -> str:
            moment = _moment(value(frame), frame.environment, syntax, whole=whole)
            if not isinstance(moment, datetime):
                return ""
            try:
                return written(moment, pattern(frame))
            except ExpressionError as error:
                raise error.placed(syntax.at) from error

        return Compiled(run, Gives.TEXT)


_formatted("format-date", whole=True)
_formatted("format-date-time", whole=False)
