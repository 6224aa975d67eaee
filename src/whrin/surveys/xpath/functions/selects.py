"""Functions of questions with choices, and of what stands outside the form."""

from collections.abc import Callable, Sequence

from whrin.surveys.xpath.compiled import Compiled, Gives, text_of
from whrin.surveys.xpath.environment import Frame
from whrin.surveys.xpath.errors import Code, ExpressionError
from whrin.surveys.xpath.syntax import Call

from .register import Takes, alias, form, function

TEXT = Takes.TEXT


@function("selected", TEXT, TEXT, gives=Gives.TRUTH)
def _selected(answer: str, choice: str) -> bool:
    # As JavaRosa asks it: nothing is selected in nothing, and only there.
    return f" {choice.strip()} " in f" {answer.strip()} "


alias("is-selected", "selected")


@function("selected-at", TEXT, Takes.NUMBER, gives=Gives.TEXT)
def _selected_at(answer: str, place: float) -> str:
    """Counts from 0."""
    choices = answer.split()
    # What is no number is the first, as in JavaRosa.
    return (
        choices[int(place)] if -1 < place < len(choices) else "".join(choices[:1] if place != place else [])
    )


@function("count-selected", TEXT, gives=Gives.NUMBER)
def _count_selected(answer: str) -> float:
    return float(len(answer.split()))


@form("jr:choice-name", 2, 2)
def _choice_name(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """The label of a choice, in the language that is shown, of the question whose path stands in quotes."""
    value, path = (text_of(part) for part in arguments)

    def run(frame: Frame) -> str:
        ask = _asked(frame.environment.choice_name, syntax)
        return ask(value(frame), path(frame), frame.node)

    return Compiled(run, Gives.TEXT)


@form("jr:itext", 1, 1)
def _itext(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    name = text_of(arguments[0])
    return Compiled(lambda frame: _asked(frame.environment.itext, syntax)(name(frame)), Gives.TEXT)


@form("pulldata", 4, 4)
def _pulldata(syntax: Call, arguments: Sequence[Compiled]) -> Compiled:
    """A cell of a table: of which instance, which column, where which other column says what."""
    texts = [text_of(part) for part in arguments]

    def run(frame: Frame) -> str:
        table, column, key, value = (text(frame) for text in texts)
        return _asked(frame.environment.pulldata, syntax)(table, column, key, value)

    return Compiled(run, Gives.TEXT)


def _asked(outside: "Callable[..., str] | None", syntax: Call) -> Callable[..., str]:
    if outside is None:
        raise ExpressionError(Code.NOT_SUPPORTED, f"“{syntax.name}” cannot be asked here.", at=syntax.at)
    return outside
