"""What happens by itself: when a form begins, when an instance is added, when an answer changes."""

from typing import TYPE_CHECKING, TypeAlias

from whrin.surveys.xpath import ExpressionError, Node
from whrin.surveys.xpath.values import Scalar

from .definition import Form, Question, Repeat, SetValue, controls_of
from .errors import BadAnswer
from .growing import nodes_at, nodes_beside, path_of
from .kinds import calculated, read_value

if TYPE_CHECKING:
    from .session import Session

#: Values that are given, by the path where something happens.
Given: TypeAlias = "dict[str, list[SetValue]]"

_BEGIN = frozenset({"odk-instance-first-load", "odk-instance-load", "xforms-ready"})


def by_path(form: Form) -> tuple[Given, Given]:
    """Return what is given when the answer at a path changes, and when an instance is added there."""
    changed: Given = {}
    added: Given = {}
    for control in controls_of(form.body):
        for given in control.events if isinstance(control, Question | Repeat) else ():
            if "xforms-value-changed" in given.events:
                changed.setdefault(control.path, []).append(given)
            if "odk-new-repeat" in given.events:
                added.setdefault(control.path, []).append(given)
    return changed, added


def begin(session: "Session") -> None:
    """Give the values that a new filling in begins with; calculations come after, as in JavaRosa."""
    for given in session.form.events:
        if given.events & _BEGIN:
            for node in nodes_at(session.root, given.target):
                _give(session, given, node)


def repeat_added(session: "Session", added: Node) -> None:
    """Give the values that a new instance begins with."""
    for given in session.new_instance.get(path_of(added), ()):
        for node in nodes_beside(added, given.target):
            _give(session, given, node)


def value_changed(session: "Session", changed: Node) -> set[str]:
    """Give the values that stand on one answer having changed; return the paths where they stand."""
    paths: set[str] = set()
    for given in session.on_change.get(path_of(changed), ()):
        for node in nodes_beside(changed, given.target):
            _give(session, given, node)
            paths.add(given.target)
    return paths


def _give(session: "Session", given: SetValue, node: Node) -> None:
    node.value = _value(session, given, node)


def _value(session: "Session", given: SetValue, node: Node) -> Scalar:
    kind = session.bind(node).kind
    try:
        if given.value is not None:
            return calculated(given.value.scalar(session.frame(node)), kind)
        return read_value(given.text, kind, session.environment.now())
    except (ExpressionError, BadAnswer):
        return ""


def preload(session: "Session") -> None:
    """Fill in what a form asks of the device: times, an identifier; nothing that tells who or where."""
    for bind in session.form.binds.values():
        if bind.preload:
            for node in nodes_at(session.root, bind.path):
                node.value = _preloaded(session, bind.preload, bind.preload_parameter) or node.value


def _preloaded(session: "Session", what: str, parameter: str) -> Scalar:
    now = session.environment.now()
    if what == "uid":
        return f"uuid:{session.environment.uuid()}"
    if what == "date" and parameter == "today":
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    if what == "timestamp" and parameter == "start":
        return now
    if what == "property":
        return session.environment.properties.get(parameter, "")
    return ""
