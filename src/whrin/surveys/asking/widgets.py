"""How a question is asked: which kind of field, and what of its appearance matters on a page."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question, ValueKind
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

#: More choices than this come as a list that opens; fewer points of a range than this as buttons to choose.
MOST_RADIOS, MOST_POINTS = 30, 11


class Widget(StrEnum):
    """A kind of field; its template bears its name."""

    LINE = "line"
    AREA = "area"
    DATE = "date"
    MOMENT = "moment"
    ONE = "one"
    LIST = "list"
    SEVERAL = "several"
    RANK = "rank"
    TICK = "tick"
    FILE = "file"
    NOTE = "note"


#: By whole names, so that each can be found.
TEMPLATES = {
    Widget.LINE: "surveys/asking/line.html",
    Widget.AREA: "surveys/asking/area.html",
    Widget.DATE: "surveys/asking/date.html",
    Widget.MOMENT: "surveys/asking/date.html",
    Widget.ONE: "surveys/asking/choices.html",
    Widget.LIST: "surveys/asking/list.html",
    Widget.SEVERAL: "surveys/asking/choices.html",
    Widget.RANK: "surveys/asking/rank.html",
    Widget.TICK: "surveys/asking/tick.html",
    Widget.FILE: "surveys/asking/file.html",
    Widget.NOTE: "surveys/asking/note.html",
}
_BY_CONTROL = {
    "select": Widget.SEVERAL,
    "rank": Widget.RANK,
    "trigger": Widget.TICK,
    "upload": Widget.FILE,
}
_BY_KIND = {
    ValueKind.DATE: Widget.DATE,
    ValueKind.MOMENT: Widget.MOMENT,
    ValueKind.TRACE: Widget.AREA,
    ValueKind.SHAPE: Widget.AREA,
}
#: Fields that are several, or a group: they are named by a legend.
GROUPED = frozenset({Widget.ONE, Widget.SEVERAL, Widget.RANK, Widget.DATE, Widget.MOMENT})


def looks_of(question: Question) -> set[str]:
    """Return the words of a question's appearance."""
    return set(question.appearance.split())


def is_secret(question: Question) -> bool:
    """Say whether an answer is not to be read over her shoulder."""
    return question.control == "secret" or "masked" in looks_of(question)


def is_shown_only(session: Session, question: Question, node: Node) -> bool:
    """Say whether a question is not hers to answer: a note, something calculated, something fixed."""
    bind = session.bind(node)
    return bind.calculate is not None or "label" in looks_of(question) or session.is_readonly(node)


def widget_of(session: Session, question: Question, node: Node, choices: int) -> Widget:
    """Return how a question is asked that offers so many choices."""
    kind = session.bind(node).kind
    if is_shown_only(session, question, node):
        return Widget.NOTE
    if question.control in _BY_CONTROL:
        return _BY_CONTROL[question.control]
    if question.control == "select1":
        return Widget.LIST if choices > MOST_RADIOS or "minimal" in looks_of(question) else Widget.ONE
    if question.control == "range":
        return Widget.ONE if points_of_range(question) else Widget.LINE
    if kind is ValueKind.TEXT and (
        looks_of(question) & {"multiline", "textarea"} or "rows" in question.details
    ):
        return Widget.AREA
    return _BY_KIND.get(kind, Widget.LINE)


def ends_of_range(question: Question) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return first, last and step of a range; None where the form says no numbers."""
    try:
        first, last = Decimal(question.details["start"]), Decimal(question.details["end"])
        step = abs(Decimal(question.details.get("step", "1")))
    except (KeyError, InvalidOperation):
        return None
    is_range = all(number.is_finite() for number in (first, last, step)) and step > 0
    return (first, last, step) if is_range else None


def points_of_range(question: Question) -> list[str]:
    """Return the numbers of a range where they are few; none where they are many."""
    ends = ends_of_range(question)
    if ends is None:
        return []
    first, last, step = ends
    count = int(abs(last - first) / step) + 1
    if count > MOST_POINTS:
        return []
    way = step if last >= first else -step
    return [f"{(first + number * way).normalize():f}" for number in range(count)]


def is_answered(node: Node) -> bool:
    """Say whether a place holds an answer."""
    return to_text(node.value) != ""
