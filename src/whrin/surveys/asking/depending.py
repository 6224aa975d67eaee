"""Which fields of a page stand on other answers of the same page."""

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Group, RuleKind, controls_of
from whrin.surveys.xform.growing import place_of
from whrin.surveys.xpath import Expression, references
from whrin.surveys.xpath.syntax import Call, Comparison, Path, Syntax, Text

from .plan import Page, asked_on


def is_changing_itself(session: Session, page: Page) -> bool:
    """Say whether answers on a page change what the same page asks, offers or shows."""
    mine = {question.path for question, _node in asked_on(page)}
    groups = {control.path for control in controls_of(page.controls) if isinstance(control, Group)}
    changed = set(mine)
    moved: set[str] = set()
    for rule in session.form.rules:
        if rule.kind is not RuleKind.COUNT and not changed.isdisjoint(rule.needs):
            changed.add(rule.path)
            moved.add(rule.path)
    if moved & (mine | groups):
        return True
    return any(
        question.choice_list is not None
        and references(question.choice_list.nodes.syntax, question.path) & changed
        for question, _node in asked_on(page)
    )


def conditions_on(session: Session, page: Page) -> dict[str, str]:
    """Return, by path, the one choice on the same page that a question stands on: `PLACE=VALUE`.

    Only what a small script can follow is told: equality with one choice, or one that is selected.
    """
    nodes = {question.path: node for question, node in asked_on(page)}
    offered = {
        question.path: question
        for question, _node in asked_on(page)
        if question.control in {"select1", "select"}
    }
    found = {}
    for path in nodes:
        relevant = session.form.bind(path).relevant
        simple = None if relevant is None else _simple(relevant, path)
        if simple and simple[0] in offered:
            found[path] = f"{place_of(nodes[simple[0]])}={simple[1]}"
    return found


def _simple(expression: Expression, path: str) -> tuple[str, str] | None:
    """Return the path and the value of `path = 'value'` or `selected(path, 'value')`; None for all else."""
    syntax = expression.syntax
    sides: tuple[Syntax, ...] = ()
    if isinstance(syntax, Comparison) and syntax.operator == "=":
        sides = (syntax.left, syntax.right)
    elif isinstance(syntax, Call) and syntax.name == "selected":
        sides = tuple(syntax.arguments)
    if len(sides) != 2 or not isinstance(sides[0], Path) or not isinstance(sides[1], Text):
        return None
    asked = references(sides[0], path)
    return (next(iter(asked)), sides[1].value) if len(asked) == 1 else None
